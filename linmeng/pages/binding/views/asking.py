"""A neighbour says at which door they live: compound, door, name. Three pages, one question each."""

from datetime import datetime
from typing import cast
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from linmeng.alliance.models import Compound, Unit
from linmeng.ground.actions.forms import take_in_once
from linmeng.pages.binding.forms import DoorForm, WhoForm
from linmeng.pages.binding.readers import unit_of_letter
from linmeng.pages.login.adapter import PhoneAdapter
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.people.actions.binding import Answer, Asked
from linmeng.people.queries.doors import unit_at, unit_in_entrance
from linmeng.rights.actions.bindings import ask_to_be_bound


@login_required
@require_GET
def begin(request: VisitorRequest, slug: str) -> HttpResponse:
    """Which compound; who scanned their code letter goes straight to the door that is printed on it."""
    unit = unit_of_letter(request.GET.get("door", ""))
    if unit is not None:
        here = reverse("bind_who", args=[slug, unit.compound.code])
        return redirect(f"{here}?{urlencode({'door': unit.code})}")
    compounds = list(Compound.objects.order_by("code"))
    if len(compounds) == 1:
        return redirect("bind_door", slug, compounds[0].code)
    return render(request, "binding/begin.html", {"compounds": compounds})


@login_required
def door(request: VisitorRequest, slug: str, code: str) -> HttpResponse:
    """Which door. Any answer leads on: whether the door exists is not said."""
    compound = get_object_or_404(Compound, code=code)
    form = DoorForm(request.POST or None, compound_id=compound.id)
    if request.method == "POST" and form.is_valid():
        told = {name: value for name, value in form.cleaned_data.items() if value}
        return redirect(f"{reverse('bind_who', args=[slug, code])}?{urlencode(told)}")
    return render(request, "binding/door.html", {"compound": compound, "form": form})


def _door_of(request: VisitorRequest, compound: Compound) -> tuple[str, Unit | None]:
    """The door in words, and the unit if these words name one."""
    words = request.GET.get("door", "")[:40]
    if words:
        return words, unit_at(compound.id, words)
    entrance, room = request.GET.get("entrance", ""), request.GET.get("room", "")[:12]
    if not entrance.isascii() or not entrance.isdigit() or len(entrance) > 19:
        return room, None
    return f"{entrance} {room}", unit_in_entrance(compound.id, int(entrance), room)


@login_required
def who(request: VisitorRequest, slug: str, code: str) -> HttpResponse:
    """Name, relation, and the code of the letter if they have it."""
    compound = get_object_or_404(Compound, code=code)
    form = WhoForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect(_ask_once(request, slug, compound, form))
    where = " · ".join(filter(None, [compound.name, request.GET.get("door", "")[:40]]))
    return render(request, "binding/who.html", {"compound": compound, "form": form, "where": where})


def _ask_once(request: VisitorRequest, slug: str, compound: Compound, form: WhoForm) -> str:
    words, unit = _door_of(request, compound)
    asked = Asked(door=f"{compound.code} {words}", unit_id=unit.id if unit else None, **form.cleaned_data)
    actor = request.visitor.actor

    def perform() -> str:
        answer = ask_to_be_bound(
            actor,
            slug=slug,
            user_id=cast(int, request.user.pk),
            address=PhoneAdapter().get_client_ip(request),
            asked=asked,
        )
        return _page_after(request, slug, answer)

    once = request.POST.get("once", "")[:20]
    if not once:
        return perform()
    key = f"{request.user.pk}:{once}"
    return take_in_once(actor, act="ask_binding", key=key, perform=perform)


def _page_after(request: VisitorRequest, slug: str, answer: Answer) -> str:
    if answer.kind == "closed" and answer.again_at is not None:
        request.session["bind_again_at"] = answer.again_at.isoformat()
        return reverse("bind_closed", args=[slug])
    if answer.kind == "accepted":
        return reverse("my_homes", args=[slug])
    request.session["bind_asked_at"] = request.at.isoformat()
    return reverse("bind_asked", args=[slug])


@login_required
@require_GET
def asked(request: VisitorRequest, slug: str) -> HttpResponse:
    """What could not be confirmed from here: the same page for everybody, with the way to the desk."""
    return render(request, "binding/asked.html")


@login_required
@require_GET
def closed(request: VisitorRequest, slug: str) -> HttpResponse:
    """Too many tries: when again, and that the desk helps at any time."""
    again = request.session.get("bind_again_at")
    if again is None or datetime.fromisoformat(again) <= request.at:
        return redirect("bind", slug)
    context = {"again_at": datetime.fromisoformat(again)}
    return render(request, "binding/closed.html", context, status=429)
