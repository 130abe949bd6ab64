"""The meeting itself: who came, what was said about each item, what follows, the minutes."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.circles.queries import seats_reaching
from linmeng.common.actor import Actor
from linmeng.common.clock import local_day
from linmeng.common.errors import NotAllowed, WrongState
from linmeng.common.wording import clean_line, clean_words, fitting
from linmeng.ground.acts import action
from linmeng.meetings import bridge
from linmeng.meetings.actions.locking import demand_state, locked_item, meeting_to_minute
from linmeng.meetings.models import AgendaItem, Attendance, Meeting, MemberVote, Task
from linmeng.meetings.permissions import may_end_task, may_keep_minutes
from linmeng.meetings.queries import all_members, items_of, meeting_path, members_of_committee, place_of
from linmeng.meetings.states import MEETING, TASK
from linmeng.people.models import Seat
from linmeng.publishing.actions import notify
from linmeng.record.actions import write

MOST_GUESTS = 60


@action
def hold_meeting(
    actor: Actor, *, meeting_id: int, present_seat_ids: Collection[int], guests: Sequence[str] = ()
) -> Meeting:
    """The meeting begins: who is there is noted, all members and the quorum are kept as of that day."""
    meeting = meeting_to_minute(actor, meeting_id)
    MEETING.check(meeting.state, "held", what=meeting.title)
    if meeting.kind in ("committee", "owners_assembly") and meeting.state != "posted":
        raise WrongState(_("First the agenda is posted; then the meeting may be held."))
    if local_day(meeting.starts_at) > actor.today:
        raise WrongState(_("This meeting is still to come."))
    meeting.state, meeting.held_at = "held", max(meeting.starts_at, meeting.created_at)
    _note(actor, meeting, set(present_seat_ids), guests)
    facts = {"meeting": str(meeting.id), "members": meeting.members, "present": meeting.present}
    write(actor, "meeting_held", facts | {"quorum": meeting.quorum})
    return meeting


@action
def note_attendance(
    actor: Actor, *, meeting_id: int, present_seat_ids: Collection[int], guests: Sequence[str] = ()
) -> Meeting:
    """Put right who was there, until the minutes are written; who signed stays noted as present."""
    meeting = meeting_to_minute(actor, meeting_id)
    demand_state(meeting, "held", sentence=_("Who was there is noted while the meeting is held."))
    _note(actor, meeting, set(present_seat_ids), guests)
    facts = {"meeting": str(meeting.id), "members": meeting.members, "present": meeting.present}
    write(actor, "attendance_noted", facts | {"quorum": meeting.quorum})
    return meeting


def _note(actor: Actor, meeting: Meeting, present: set[int], guests: Sequence[str]) -> None:
    members = _member_seats(meeting, actor.today, present)
    _check_signed(meeting, present)
    known = {one.seat_id: one for one in Attendance.objects.filter(meeting=meeting, seat__isnull=False)}
    others = list(seats_reaching(meeting.compound_id, actor.today).filter(id__in=present - members))
    if len(others) != len(present - members):
        raise ValidationError({"present": _("Somebody on this list holds no office here today.")})
    for seat_id in sorted(members | {seat.id for seat in others} | set(known)):  # type: ignore[arg-type]
        part = Attendance.Part.MEMBER if seat_id in members else Attendance.Part.GUEST
        _write_down(actor, meeting, known.get(seat_id), seat_id=seat_id, part=part, here=seat_id in present)
    _note_guests(actor, meeting, guests)
    _keep_figures(actor, meeting, len(members & present))


def _member_seats(meeting: Meeting, day: date, present: set[int]) -> set[int]:
    """A committee's members, there or not; at talks every office that came."""
    if meeting.kind == Meeting.Kind.COMMITTEE and meeting.term is not None:
        return set(members_of_committee(meeting.term.body_id, day).values_list("id", flat=True))
    return set(present)


def _check_signed(meeting: Meeting, present: set[int]) -> None:
    signed = MemberVote.objects.filter(resolution__item__meeting=meeting).values_list("seat_id", flat=True)
    if set(signed) - present:
        raise WrongState(_("A member who signed a resolution was there; the tick stays."))


def _write_down(
    actor: Actor, meeting: Meeting, row: Attendance | None, *, seat_id: int, part: str, here: bool
) -> None:
    if row is None:
        row = Attendance(meeting=meeting, seat_id=seat_id)
    row.part, row.present, row.noted_by, row.noted_at = part, here, actor.seat_title[:80], actor.at
    row.save()


def _note_guests(actor: Actor, meeting: Meeting, guests: Sequence[str]) -> None:
    """Guests without an office, as what they came; a name that is left out stays as not there."""
    named = [clean_line(name)[:40] for name in guests if clean_line(name)][:MOST_GUESTS]
    rows = {one.guest: one for one in Attendance.objects.filter(meeting=meeting).exclude(guest="")}
    for name in dict.fromkeys([*rows, *named]):
        row = rows.get(name) or Attendance(meeting=meeting, guest=name, part=Attendance.Part.GUEST)
        row.present, row.noted_by, row.noted_at = name in named, actor.seat_title[:80], actor.at
        row.save()


def _keep_figures(actor: Actor, meeting: Meeting, present: int) -> None:
    meeting.present, meeting.changed_at = present, actor.at
    if meeting.kind == Meeting.Kind.COMMITTEE and meeting.term is not None:
        meeting.members = all_members(meeting.term, actor.today)
        law = bridge.decided(
            place_of(meeting), actor.today, members=meeting.members, present=present, agreed=0
        )
        if law is not None:
            meeting.quorum, meeting.pack_id, meeting.pack_version = law.quorum, law.pack_id, law.pack_version
    meeting.save()


@action
def write_item(actor: Actor, *, item_id: int, said: str, concluded: str, outcome: str) -> AgendaItem:
    """What was said about an item, without names, and what came of it."""
    item = locked_item(item_id)
    if not may_keep_minutes(actor, item.meeting.kind, item.meeting.compound_id):
        raise NotAllowed(_("The minutes are kept by those who called the meeting or the community worker."))
    demand_state(item.meeting, "held", sentence=_("Words are written while the meeting is held."))
    if outcome and outcome not in AgendaItem.Outcome.values:
        raise ValidationError({"outcome": _("Please choose what came of it.")})
    item.said = fitting(clean_words(said), field="said", fewest=0, most=2000)
    item.concluded = fitting(clean_words(concluded), field="concluded", fewest=0, most=1000)
    item.outcome = outcome
    item.save(update_fields=["said", "concluded", "outcome"])
    write(actor, "agenda_item_written", {"item": str(item.id), "outcome": outcome})
    return item


@action
def give_task(
    actor: Actor,
    *,
    meeting_id: int,
    text: str,
    due_on: date,
    seat_id: int | None = None,
    who: str = "",
    item_id: int | None = None,
    path: str = "",
) -> Task:
    """What follows: who does it by when. Whoever holds the office is told, and it stands on that desk."""
    meeting = meeting_to_minute(actor, meeting_id)
    demand_state(meeting, "held", "minuted", "closed", sentence=_("Tasks are given from the meeting on."))
    if item_id is not None and not items_of(meeting.id).filter(pk=item_id).exists():
        raise ValidationError({"item": _("Please choose an item of this meeting.")})
    seat = _task_seat(meeting, actor.today, seat_id)
    who = clean_line(who)[:40]
    if seat is None and not who:
        raise ValidationError({"who": _("Please say who does it.")})
    task = Task.objects.create(
        meeting=meeting,
        item_id=item_id,
        text=fitting(clean_line(text), field="text", fewest=2, most=200),
        seat=seat,
        who=who if seat is None else "",
        due_on=due_on,
        path=path,
        given_at=actor.at,
    )
    if seat is not None and seat.person_id != actor.person_id:
        _tell(actor, task, seat)
    facts = {"task": str(task.id), "meeting": str(meeting.id), "due_on": due_on.isoformat()}
    write(actor, "task_given", facts | {"seat": str(seat_id or "")})
    return task


def _task_seat(meeting: Meeting, day: date, seat_id: int | None) -> Seat | None:
    if seat_id is None:
        return None
    seat = seats_reaching(meeting.compound_id, day).filter(pk=seat_id).first()
    if seat is None:
        raise ValidationError({"seat": _("This office does not act here today.")})
    return seat


def _tell(actor: Actor, task: Task, seat: Seat) -> None:
    notify(
        actor,
        person_id=seat.person_id,
        subject="meeting",
        subject_id=task.meeting_id,
        title=_("A task for you"),
        words=_("%(task)s Please by %(day)s.") % {"task": task.text, "day": task.due_on.isoformat()},
        path=task.path or meeting_path(task.meeting_id),
        due_on=task.due_on,
    )


@action
def end_task(actor: Actor, *, task_id: int, state: str, note: str = "") -> Task:
    """Done, or dropped with a reason; taken up again by mistake of either."""
    task = Task.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=task_id)
    if not may_end_task(actor, task.meeting.kind, task.meeting.compound_id, task.seat_id):
        raise NotAllowed(_("A task is ended by whose task it is, or by who keeps the minutes."))
    TASK.check(task.state, state, what=task.text)
    task.end_note = fitting(clean_line(note), field="note", fewest=4 if state == "dropped" else 0, most=200)
    task.state, task.ended_at = state, None if state == "open" else actor.at
    task.save(update_fields=["state", "end_note", "ended_at"])
    write(actor, "task_ended", {"task": str(task.id), "state": state})
    return task


def facts_of_task(task: Task) -> dict[str, Any]:
    """As the minutes keep it: offices by number, so that no name is frozen."""
    return {
        "text": task.text,
        "seat": str(task.seat_id or ""),
        "who": task.who,
        "due_on": task.due_on.isoformat(),
    }
