"""At the table: who is here, what is said, what follows."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from linmeng.meetings import actions
from linmeng.meetings.queries import items_of
from linmeng.pages.meetings import gates, readers
from linmeng.pages.meetings.forms import AttendanceForm, ItemWordsForm, TaskForm
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.pages.voices.taking import act_and_return


@require_http_methods(["GET", "POST"])
def attendance(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Tick who is here; the first time the meeting begins."""
    actor, meeting = request.visitor.actor, gates.meeting_to_minute(request, pk)
    seats = readers.seat_ticks(actor, readers.expected_seats(meeting, actor))
    present, guests = readers.present_seats(meeting)
    form = AttendanceForm(request.POST or None, seats=seats, initial={"present": present, "guests": guests})
    if request.method == "POST" and form.is_valid():
        act = actions.note_attendance if meeting.state == "held" else actions.hold_meeting
        here, names = form.cleaned_data["present"], form.guest_list()
        back = reverse("minutes_write", args=[slug, pk])
        return act_and_return(
            request,
            back,
            lambda: act(actor, meeting_id=pk, present_seat_ids=here, guests=names),
            done=_("Noted who is here."),
        )
    return render(request, "meetings/attendance.html", {"form": form, "meeting": meeting})


@require_http_methods(["GET", "POST"])
def write(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """All items on one page: views, conclusion, what came of it. Saved together."""
    actor, meeting = request.visitor.actor, gates.meeting_to_minute(request, pk)
    page = readers.read_meeting(actor, meeting)
    forms = [
        (line, ItemWordsForm(request.POST or None, prefix=str(line.item.id), initial=_written(line.item)))
        for line in page.items
    ]
    if request.method == "POST" and all(form.is_valid() for _line, form in forms):
        for line, form in forms:
            actions.write_item(actor, item_id=line.item.id, **form.cleaned_data)
        return redirect("minutes_finish" if "finish" in request.POST else "minutes_write", slug, pk)
    return render(request, "meetings/write.html", {"forms": forms, "meeting": meeting, "page": page})


def _written(item: object) -> dict[str, str]:
    return {name: getattr(item, name) for name in ("said", "concluded", "outcome")}


@require_http_methods(["GET", "POST"])
def task(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """What follows from the meeting."""
    actor, meeting = request.visitor.actor, gates.meeting_to_minute(request, pk)
    items = [(str(item.id), f"{item.number}. {item.title}") for item in items_of(pk)]
    seats = readers.seat_ticks(actor, readers.expected_seats(meeting, actor))
    form = TaskForm(request.POST or None, seats=seats, items=items)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        return act_and_return(
            request,
            reverse("meeting", args=[slug, pk]),
            lambda: actions.give_task(actor, meeting_id=pk, seat_id=given.pop("seat"), **given),
            done=_("The task is on its desk."),
        )
    return render(request, "meetings/task.html", {"form": form, "meeting": meeting})


@require_POST
def end_task(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Done, dropped with a reason, or taken up again."""
    found = gates.task_at(request, pk)
    state, note = request.POST.get("state", "done"), request.POST.get("note", "")
    return act_and_return(
        request,
        reverse("meeting", args=[slug, found.meeting_id]),
        lambda: actions.end_task(request.visitor.actor, task_id=pk, state=state, note=note),
        done=_("Written down."),
    )
