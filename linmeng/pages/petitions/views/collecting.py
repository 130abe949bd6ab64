"""Opening a petition, signing it in two taps, taking the signature back, handing it in."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linmeng.assembly.actions import petition as actions
from linmeng.assembly.queries.petition import compounds_of_owner, members_of, my_homes
from linmeng.common.errors import NotAllowed
from linmeng.ground.actions.forms import take_in_once
from linmeng.pages.petitions.forms import OpenForm, SignForm
from linmeng.pages.petitions.gates import petition_for
from linmeng.pages.shared.visitor import VisitorRequest


def new(request: VisitorRequest, slug: str) -> HttpResponse:
    """What an owner asks for."""
    actor = request.visitor.actor
    compounds = compounds_of_owner(actor)
    if not compounds:
        raise NotAllowed(
            _("Only an owner of a home opens a petition. Please log in, or bind your home first.")
        )
    seats = [seat for one in compounds for seat in members_of(one.id, actor.today)]
    form = OpenForm(request.POST or None, compounds=compounds, seats=seats)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(_opened(request, slug, form))
        except ValidationError as fault:
            form.add_error(None, fault.messages)  # type: ignore[arg-type]
    return render(request, "petitions/new.html", {"form": form})


def _opened(request: VisitorRequest, slug: str, form: OpenForm) -> str:
    actor = request.visitor.actor

    def perform() -> str:
        return reverse("petition", args=[slug, actions.open_petition(actor, **form.facts()).id])

    return take_in_once(actor, act="open_petition", key=request.POST.get("once", "")[:40], perform=perform)


def sign(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """GET: what is signed, for which homes. POST: signed."""
    petition, actor = petition_for(request, pk), request.visitor.actor
    homes = my_homes(actor, petition) if actor.units else []
    if not homes:
        raise NotAllowed(_("Only owners of this compound sign. Please log in, or bind your home first."))
    form = SignForm(request.POST or None, homes=homes)
    if request.method == "POST" and form.is_valid():
        actions.sign_petition(actor, petition_id=pk, unit_ids=form.cleaned_data["homes"])
        messages.success(request, _("You have signed. Thank you."))
        return redirect("petition", slug, pk)
    if all(home.signature for home in homes):
        return redirect("petition", slug, pk)
    return render(request, "petitions/sign.html", {"petition": petition, "form": form, "homes": homes})


@require_POST
def unsign(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Take one's signature back."""
    petition_for(request, pk)
    actions.withdraw_signature(request.visitor.actor, petition_id=pk)
    messages.success(request, _("Your signature is taken back."))
    return redirect("petition", slug, pk)


@require_POST
def withdraw(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """End one's own petition."""
    petition_for(request, pk)
    actions.withdraw_petition(request.visitor.actor, petition_id=pk)
    return redirect("petition", slug, pk)


@require_POST
def hand_in(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Hand it to the committee."""
    petition_for(request, pk)
    actions.hand_in_petition(request.visitor.actor, petition_id=pk)
    messages.success(request, _("Handed in. The committee has been told."))
    return redirect("petition", slug, pk)
