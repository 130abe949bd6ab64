"""The three circles, who has which doors, and what a leader does on the way."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from linmeng.alliance.models import Compound
from linmeng.circles import actions
from linmeng.circles.permissions import may_see_circles, may_see_duties
from linmeng.circles.queries import errand_batches, my_errands, seats_reaching
from linmeng.circles.queries import my_doors as doors_of
from linmeng.ground.ids import new_id
from linmeng.pages.circles import gates, readers
from linmeng.pages.circles.forms import CircleForm, DutyForm, ErrandForm, MemberForm
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.pages.shared.workbook import workbook_response
from linmeng.pages.voices.forms import show_faults
from linmeng.pages.voices.taking import act_and_return, once


@require_GET
def circles(request: VisitorRequest, slug: str, code: str) -> HttpResponse:
    """The circles of a compound."""
    return _circles(request, gates.compound_with_circles(request, code))


@require_GET
def alliance_circles(request: VisitorRequest, slug: str) -> HttpResponse:
    """The circles of the whole alliance."""
    if not may_see_circles(request.visitor.actor, None):
        raise Http404
    return _circles(request, None)


def _circles(request: VisitorRequest, compound: Compound | None) -> HttpResponse:
    actor = request.visitor.actor
    context: dict[str, object] = {"page": readers.read_circles(actor, compound), "compound": compound}
    context["sees_duties"] = compound is not None and may_see_duties(actor, compound.id)
    return render(request, "circles/circles.html", context)


@require_http_methods(["GET", "POST"])
def found_circle(request: VisitorRequest, slug: str, code: str) -> HttpResponse:
    """A new circle of a compound."""
    return _found(request, slug, gates.compound_with_circles(request, code))


@require_http_methods(["GET", "POST"])
def found_alliance_circle(request: VisitorRequest, slug: str) -> HttpResponse:
    """A new circle of the alliance."""
    if not may_see_circles(request.visitor.actor, None):
        raise Http404
    return _found(request, slug, None)


def _found(request: VisitorRequest, slug: str, compound: Compound | None) -> HttpResponse:
    actor, form = request.visitor.actor, CircleForm(request.POST or None, initial={"kind": "core"})

    def perform() -> str:
        here = compound.id if compound is not None else None
        circle = actions.found_circle(actor, compound_id=here, **form.cleaned_data)
        return reverse("circle_member", args=[slug, circle.id])

    if request.method == "POST" and form.is_valid():
        try:
            return redirect(once(request, "found_circle", perform))
        except ValidationError as fault:
            show_faults(form, fault)
    return render(request, "circles/found.html", {"form": form, "compound": compound})


@require_http_methods(["GET", "POST"])
def add_member(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """An office takes a place in a circle."""
    actor, circle = request.visitor.actor, gates.circle_at(request, pk)
    seats = readers.seat_choices(actor, seats_reaching(circle.compound_id, actor.today))
    form = MemberForm(request.POST or None, seats=seats)
    if request.method == "POST" and form.is_valid():
        actions.add_member(
            actor, circle_id=pk, seat_id=form.cleaned_data["seat"], charge=form.cleaned_data["charge"]
        )
        return redirect(_back(slug, circle.compound))
    return render(request, "circles/member.html", {"form": form, "circle": circle})


def _back(slug: str, compound: Compound | None) -> str:
    if compound is None:
        return reverse("alliance_circles", args=[slug])
    return reverse("circles", args=[slug, compound.code])


@require_POST
def end_member(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """An office leaves a circle."""
    member = gates.member_at(request, pk)
    actions.end_membership(request.visitor.actor, member_id=pk)
    return redirect(_back(slug, member.circle.compound))


@require_POST
def close_circle(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """A circle has done its work."""
    circle = gates.circle_at(request, pk)
    actions.close_circle(request.visitor.actor, circle_id=pk)
    return redirect(_back(slug, circle.compound))


@require_http_methods(["GET", "POST"])
def duties(request: VisitorRequest, slug: str, code: str) -> HttpResponse:
    """Who has which doors; give doors, pass them on."""
    actor, compound = request.visitor.actor, gates.compound_with_duties(request, code)
    form = DutyForm(request.POST or None, compound=compound, seats=readers.door_seats(actor, compound))
    if request.method == "POST" and form.is_valid():
        given = form.facts()
        back = reverse("duties", args=[slug, code])
        return act_and_return(
            request,
            back,
            lambda: actions.assign_doors(actor, compound_id=compound.id, **given),
            done=_("The doors are in that charge from today."),
        )
    page = readers.read_duties(actor, compound)
    return render(request, "circles/duties.html", {"page": page, "compound": compound, "form": form})


@require_GET
def duties_excel(request: VisitorRequest, slug: str, code: str) -> HttpResponse:
    """The same as a table."""
    compound = gates.compound_with_duties(request, code)
    page = readers.read_duties(request.visitor.actor, compound)
    return workbook_response(readers.duties_workbook(page), f"doors-{compound.code}")


@require_POST
def end_duty(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Doors are given back."""
    duty = gates.duty_at(request, pk)
    actions.end_duty(request.visitor.actor, duty_id=pk)
    return redirect("duties", slug, duty.compound.code)


@require_http_methods(["GET", "POST"])
def errands(request: VisitorRequest, slug: str, code: str) -> HttpResponse:
    """What people were sent to doors for, and sending them."""
    actor, compound = request.visitor.actor, gates.compound_to_send_in(request, code)
    form = ErrandForm(request.POST or None, compound=compound)
    if request.method == "POST" and form.is_valid():
        return redirect(once(request, "give_errands", lambda: _send(request, slug, compound, form)))
    batches = errand_batches(compound.id)
    context = {"form": form, "compound": compound, "batches": batches, "today": actor.today}
    return render(request, "circles/errands.html", context)


def _send(request: VisitorRequest, slug: str, compound: Compound, form: ErrandForm) -> str:
    given = form.cleaned_data
    actions.give_errands(
        request.visitor.actor,
        kind=given["kind"],
        title=given["title"],
        source="round",
        source_id=new_id(),
        due_on=given["due_on"],
        unit_ids=form.unit_ids(),
    )
    return reverse("errands", args=[slug, compound.code])


@require_GET
def my_doors(request: VisitorRequest, slug: str) -> HttpResponse:
    """What my doors need now, in walking order; each ticked with one tap."""
    gates.door_keeper(request)
    actor = request.visitor.actor
    open_ones = my_errands(actor)
    context = {
        "walk": readers.walk_of(open_ones),
        "waiting": len(open_ones),
        "doors": len(doors_of(actor)),
        "done": my_errands(actor, done_on=actor.today),
        "today": actor.today,
    }
    return render(request, "circles/my_doors.html", context)


@require_GET
def door_list(request: VisitorRequest, slug: str) -> HttpResponse:
    """My doors on paper, in walking order, with room to tick."""
    gates.door_keeper(request)
    actor = request.visitor.actor
    needs: dict[int, list[str]] = {}
    for one in my_errands(actor):
        if one.unit_id is not None:
            needs.setdefault(one.unit_id, []).append(f"{one.get_kind_display()}：{one.title}")
    entrances = [
        (name, [(door.unit, needs.get(door.unit.id, [])) for door in doors])
        for name, doors in readers.doors_by_entrance(doors_of(actor))
    ]
    return render(request, "circles/door_list.html", {"entrances": entrances, "today": actor.today})


@require_POST
def tick(request: VisitorRequest, slug: str, pk: int, what: str) -> HttpResponse:
    """Done, nobody there, or taken back."""
    gates.errand_at(request, pk)
    actor, note = request.visitor.actor, request.POST.get("note", "")
    acts = {
        "done": lambda: actions.finish_errand(actor, errand_id=pk, note=note),
        "nobody": lambda: actions.note_nobody_there(actor, errand_id=pk),
        "again": lambda: actions.reopen_errand(actor, errand_id=pk),
    }
    if what not in acts:
        raise Http404
    said = {"done": _("Ticked."), "nobody": _("Noted: nobody there."), "again": _("It is open again.")}
    return act_and_return(request, reverse("my_doors", args=[slug]), acts[what], done=said[what])
