"""Every office of every body: who holds it, since when; opening, ending and handing over."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from linmeng.common.errors import NotAllowed
from linmeng.pages.rights import gates
from linmeng.pages.rights.forms import EndSeatForm, HandOverForm, OpenSeatForm
from linmeng.pages.rights.seating import (
    asked_seats,
    bodies_to_fill,
    buildings_in_reach,
    entered_person,
    found_people,
    seat_filters,
    seats_workbook,
)
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.pages.shared.workbook import workbook_response
from linmeng.pages.voices.forms import show_faults
from linmeng.pages.voices.taking import once
from linmeng.people import actions as people
from linmeng.people.models import Role, Seat
from linmeng.rights import actions
from linmeng.rights.models import SeatHandOver
from linmeng.rights.queries import found_seats, may_fill, open_work, seat_lines

SEATS_A_PAGE = 40


@require_GET
def seats(request: VisitorRequest, slug: str) -> HttpResponse:
    """The offices now, before, or both; by words and by role."""
    actor = gates.known(request)
    asked = asked_seats(request.GET)
    page = Paginator(found_seats(asked, actor.today), SEATS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": seat_lines(actor, list(page.object_list)),
        "asked": asked,
        "filters": seat_filters(request.GET),
        "roles": Role.choices,
        "opens": bool(bodies_to_fill(actor)),
    }
    return render(request, "rights/seats.html", context)


@require_GET
def seats_excel(request: VisitorRequest, slug: str) -> HttpResponse:
    """The same as a table to take along."""
    actor = gates.known(request)
    lines = seat_lines(actor, list(found_seats(asked_seats(request.GET), actor.today)[:5000]))
    return workbook_response(seats_workbook(lines), f"seats-{actor.today:%Y-%m-%d}")


@require_GET
def seat(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """One office: holder, term, how it was handed over, and what may be done with it."""
    actor = gates.known(request)
    one = get_object_or_404(Seat.objects.select_related("person", "body", "building", "term"), pk=pk)
    fills = may_fill(actor, one)
    overs = SeatHandOver.objects.filter(to_seat=one).order_by("-happened_at")
    context = {
        "line": seat_lines(actor, [one])[0],
        "fills": fills and one.valid_to is None,
        "ends_own": one.person_id == actor.person_id and one.valid_to is None,
        "handed": list(overs),
        "reads_note": fills or one.person_id == actor.person_id,
    }
    return render(request, "rights/seat.html", context)


@require_http_methods(["GET", "POST"])
def open_seat(request: VisitorRequest, slug: str) -> HttpResponse:
    """Give an office: first who, then which and since when."""
    actor = gates.known(request)
    bodies = bodies_to_fill(actor)
    if not bodies:
        raise NotAllowed(_("With the hat you wear you cannot give an office."))
    words = request.GET.get("q", "").strip()[:40]
    form = OpenSeatForm(
        request.POST or None,
        bodies=bodies,
        buildings=buildings_in_reach(actor),
        people=found_people(actor, words, request.path),
        initial={"valid_from": actor.today},
    )
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(once(request, "open_seat", lambda: _opened(request, slug, form)))
        except ValidationError as fault:
            show_faults(form, fault)
    return render(request, "rights/open_seat.html", {"form": form, "words": words})


def _opened(request: VisitorRequest, slug: str, form: OpenSeatForm) -> str:
    kept, actor = form.cleaned_data, request.visitor.actor
    opened = people.open_seat(
        actor,
        person_id=entered_person(actor, kept),
        body_id=kept["body"],
        role=kept["role"],
        valid_from=kept["valid_from"],
        building_id=kept["building"],
    )
    messages.success(request, _("The office is given."))
    return f"/a/{slug}/seats/{opened.id}/"


def _own_or_fillable(request: VisitorRequest, pk: int, *, own: bool) -> Seat:
    actor = gates.known(request)
    one = get_object_or_404(Seat.objects.select_related("person", "body", "building"), pk=pk)
    if not may_fill(actor, one) and not (own and one.person_id == actor.person_id):
        raise NotAllowed(_("With the hat you wear you cannot end or hand over this office."))
    return one


@require_http_methods(["GET", "POST"])
def end_seat(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """End an office on a day; one's own, too."""
    one, actor = _own_or_fillable(request, pk, own=True), request.visitor.actor
    form = EndSeatForm(request.POST or None, initial={"on": actor.today})
    if request.method == "POST" and form.is_valid():
        try:
            people.end_seat(actor, seat_id=pk, on=form.cleaned_data["on"])
            messages.success(request, _("The office has ended; what was done from it stays."))
            return redirect("seat", slug, pk)
        except ValidationError as fault:
            show_faults(form, fault)
    context = {"form": form, "line": seat_lines(actor, [one])[0], "work": open_work(actor, one)}
    return render(request, "rights/end_seat.html", context)


@require_http_methods(["GET", "POST"])
def hand_over(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """From one holder to the next, with what lies open; shown before it is confirmed."""
    one, actor = _own_or_fillable(request, pk, own=False), request.visitor.actor
    if one.valid_to is not None:
        raise Http404
    words = request.GET.get("q", "").strip()[:40]
    found = found_people(actor, words, request.path, leave_out=one.person_id)
    form = HandOverForm(request.POST or None, people=found, initial={"on": actor.today})
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(once(request, "hand_over", lambda: _handed(request, slug, pk, form)))
        except ValidationError as fault:
            show_faults(form, fault)
    context = {"form": form, "words": words, "line": seat_lines(actor, [one])[0]}
    return render(request, "rights/hand_over.html", context | {"work": open_work(actor, one)})


def _handed(request: VisitorRequest, slug: str, pk: int, form: HandOverForm) -> str:
    kept = form.cleaned_data
    done = actions.hand_over_seat(
        request.visitor.actor,
        from_seat_id=pk,
        to_person_id=kept["to_person"],
        on=kept["on"],
        note=kept["note"],
    )
    messages.success(request, _("Handed over; both have been told."))
    return f"/a/{slug}/seats/{done.to_seat_id}/"
