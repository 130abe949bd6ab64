"""My homes: who belongs there, who asks to, whom nobody knows."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from linmeng.pages.binding.forms import BecauseForm
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.people.actions.binding import leave_home
from linmeng.people.queries.bindings import Home, Housemate, answered_requests, homes_of, masked_phones
from linmeng.rights.actions.bindings import answer_for_home, dispute_binding


@login_required
def my_homes(request: VisitorRequest, slug: str) -> HttpResponse:
    """Each door of mine with the people bound to it (masked), and requests that wait for my yes."""
    homes = homes_of(request.visitor.actor)
    context = {
        "homes": homes,
        "phones": masked_phones([row.user_id for home in homes for row in home.requests]),
        "answered": answered_requests(cast(int, request.user.pk)),
    }
    return render(request, "binding/homes.html", context)


def _home(request: VisitorRequest, unit_id: int) -> Home:
    for home in homes_of(request.visitor.actor):
        if home.unit.id == unit_id:
            return home
    raise Http404


def _housemate(home: Home, person_id: int) -> Housemate:
    for housemate in home.people:
        if housemate.person.id == person_id and housemate.has_log_in:
            return housemate
    raise Http404


@login_required
def not_known(request: VisitorRequest, slug: str, unit_id: int, person_id: int) -> HttpResponse:
    """“We do not know this person.”"""
    home = _home(request, unit_id)
    housemate = _housemate(home, person_id)
    form = BecauseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        dispute_binding(
            request.visitor.actor, slug=slug, unit_id=unit_id, person_id=person_id, **form.cleaned_data
        )
        return redirect("my_homes", slug)
    return render(request, "binding/not_known.html", {"home": home, "mate": housemate, "form": form})


@login_required
def not_my_home(request: VisitorRequest, slug: str, unit_id: int) -> HttpResponse:
    """“That is not my home”: a page before, then undone at once."""
    home = _home(request, unit_id)
    if request.method == "POST" and request.POST.get("understood"):
        leave_home(request.visitor.actor, unit_id=unit_id)
        return redirect("me", slug)
    return render(request, "binding/not_my_home.html", {"home": home})


@login_required
@require_POST
def answer_request(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """The owner's yes or no."""
    mine = {row.id for home in homes_of(request.visitor.actor) for row in home.requests}
    if pk not in mine:
        raise Http404
    yes = request.POST.get("answer") == "yes"
    answer_for_home(request.visitor.actor, slug=slug, binding_id=pk, yes=yes)
    return redirect("my_homes", slug)
