"""Petitions for everyone: what owners ask for and how far they have come."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from linmeng.assembly.queries.petition import compounds_of_owner, petitions_of
from linmeng.pages.petitions.gates import petition_for
from linmeng.pages.petitions.readers import read_petition
from linmeng.pages.shared.visitor import VisitorRequest

A_PAGE = 20


@require_GET
def petition_list(request: VisitorRequest, slug: str) -> HttpResponse:
    """All petitions of the alliance, newest first; searched by their title."""
    words = request.GET.get("q", "")[:60]
    rows = petitions_of().filter(title__icontains=words) if words else petitions_of()
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    owns = bool(compounds_of_owner(request.visitor.actor)) if request.visitor.actor.units else False
    return render(request, "petitions/list.html", {"page": page, "words": words, "owns": owns})


@require_GET
def petition(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """One petition: both measures, what happened, the next step for this visitor."""
    found = petition_for(request, pk)
    actor = request.visitor.actor
    context = {"petition": found, "page": read_petition(actor, found), "today": actor.today}
    return render(request, "petitions/petition.html", context)
