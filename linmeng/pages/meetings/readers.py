"""What the pages of meetings show, read in a constant number of queries."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from linmeng.alliance.models import Compound
from linmeng.circles.queries import seats_reaching
from linmeng.common.actor import Actor
from linmeng.common.clock import local_day
from linmeng.meetings import bridge
from linmeng.meetings.models import (
    AgendaItem,
    Attendance,
    Invitation,
    Meeting,
    MemberVote,
    Resolution,
    Task,
)
from linmeng.meetings.permissions import CALLS, may_call_meeting, may_keep_minutes, may_put_resolution
from linmeng.meetings.queries import (
    attendance_of,
    items_of,
    members_of_committee,
    newest_minutes,
    place_of,
    resolutions_of,
    tasks_of,
    undecidable_items,
)
from linmeng.pages.circles.readers import seat_names, seat_title
from linmeng.pages.meetings.forms import KINDS
from linmeng.pages.shared.workbook import Cell, workbook
from linmeng.people.models import Seat

TONES = {"posted": "due", "held": "due", "closed": "done", "minuted": "plain"}


def headline(meeting: Meeting, today: date) -> str:
    """The state as a sentence."""
    if meeting.state == "posted" and local_day(meeting.starts_at) <= today:
        return _("The meeting is today: note who is here")
    return {
        "planned": _("Planned: the agenda does not hang yet"),
        "posted": _("The agenda hangs; the meeting is still to come"),
        "held": _("Held: the minutes are being written"),
        "minuted": _("The minutes are written"),
        "closed": _("Closed: everything this meeting owed is done"),
        "cancelled": _("Cancelled"),
    }[meeting.state]


@dataclass(frozen=True)
class ItemLine:
    """One point of the agenda with its decision."""

    item: AgendaItem
    decidable: bool
    resolution: Resolution | None


@dataclass(frozen=True)
class Expected:
    """Somebody at the table or missing."""

    row: Attendance
    name: str
    title: str


@dataclass(frozen=True)
class MeetingPage:
    """Everything on a meeting's page."""

    meeting: Meeting
    items: list[ItemLine]
    here: list[Expected]
    told: list[Invitation]
    tasks: list[tuple[Task, str]]
    deadline: bridge.Deadline | None
    telling_article: str
    calls: bool
    keeps: bool
    puts: bool
    minutes: Any
    missing_seats: int


def read_meeting(actor: Actor, meeting: Meeting) -> MeetingPage:
    """One meeting for one reader."""
    items, day = list(items_of(meeting.id)), local_day(meeting.starts_at)
    closed = undecidable_items(meeting, items)
    decisions = {one.item_id: one for one in resolutions_of(meeting.id)}
    attendances, tasks = attendance_of(meeting), list(tasks_of(meeting.id))
    names = seat_names(
        actor, [one.seat for one in attendances if one.seat] + [task.seat for task in tasks if task.seat]
    )
    here = meeting.compound_id
    return MeetingPage(
        meeting=meeting,
        items=[ItemLine(one, one.id not in closed, decisions.get(one.id)) for one in items],
        here=[_expected(one, names) for one in attendances],
        told=list(Invitation.objects.filter(meeting=meeting).order_by("sent_on", "id")),
        tasks=[(task, _who(task, names)) for task in tasks],
        deadline=bridge.agenda_deadline(meeting.kind, place_of(meeting), day),
        telling_article=_telling_article(meeting, day),
        calls=may_call_meeting(actor, meeting.kind, here),
        keeps=may_keep_minutes(actor, meeting.kind, here),
        puts=here is not None and meeting.kind == "committee" and may_put_resolution(actor, here),
        minutes=newest_minutes(meeting.id),
        missing_seats=_missing_seats(meeting, attendances),
    )


def _expected(row: Attendance, names: dict[int, str]) -> Expected:
    if row.seat is None:
        return Expected(row, row.guest, _("guest"))
    return Expected(row, names[row.seat.id], seat_title(row.seat))


def _who(task: Task, names: dict[int, str]) -> str:
    return task.who if task.seat is None else f"{names[task.seat.id]} · {seat_title(task.seat)}"


def _telling_article(meeting: Meeting, day: date) -> str:
    place = place_of(meeting)
    if meeting.kind == "owners_assembly":
        return (bridge.assembly_tells(place, day) or ("", ""))[0]
    return bridge.committee_article(place, day)[0] if meeting.kind == "committee" else ""


def _missing_seats(meeting: Meeting, attendances: list[Attendance]) -> int:
    """Members the filing names whose offices are not entered: they count, and cannot sign with a log-in."""
    if meeting.members is None:
        return 0
    return meeting.members - sum(1 for one in attendances if one.part == "member")


def addressee_of(meeting: Meeting, whom: str) -> str:
    """To whom a letter goes, by name where the house knows it; Http404 for nobody."""
    if whom not in Invitation.Whom.values:
        raise Http404
    committee = meeting.compound.residents_committee if meeting.compound is not None else None
    if whom == Invitation.Whom.RESIDENTS_COMMITTEE and committee is not None:
        return committee.name
    return str(Invitation.Whom(whom).label)


def expected_seats(meeting: Meeting, actor: Actor) -> list[Seat]:
    """Who may be ticked: the committee first, then everybody who acts here."""
    others = seats_reaching(meeting.compound_id, actor.today)
    if meeting.compound_id is None:
        others = others.filter(role__in=["secretary", "clerk", "committee_director", "property_manager"])
    if meeting.term is None:
        return list(others)
    members = list(members_of_committee(meeting.term.body_id, actor.today))
    known = {seat.id for seat in members}
    return members + [seat for seat in others if seat.id not in known]


def seat_ticks(actor: Actor, seats: list[Seat]) -> list[tuple[str, str]]:
    """Offices with their holders, to tick."""
    names = seat_names(actor, seats)
    return [(str(seat.id), f"{names[seat.id]} · {seat_title(seat)}") for seat in seats]


def present_seats(meeting: Meeting) -> tuple[list[int], str]:
    """Who is noted as here, and the guests one a line."""
    rows = [one for one in attendance_of(meeting) if one.present]
    seats = [one.seat_id for one in rows if one.seat_id is not None]
    return seats, "\n".join(one.guest for one in rows if one.guest)


def kinds_to_call(actor: Actor) -> list[tuple[str, str]]:
    """The kinds of meetings that this hat calls."""
    return [(kind, str(KINDS[kind])) for kind, roles in CALLS.items() if actor.wears(*roles)]


def compounds_to_call(actor: Actor) -> list[tuple[str, str]]:
    """The compounds of this hat; the whole alliance where it reaches several."""
    reach = actor.hat.compounds if actor.hat is not None else frozenset()
    rows = [(str(one.id), one.name) for one in Compound.objects.filter(id__in=reach).order_by("code")]
    joint = [("", _("the whole alliance (joint meeting)"))]
    return rows + joint if actor.wears(*CALLS["joint"]) else rows


@dataclass(frozen=True)
class VoteLine:
    """One member's signature."""

    name: str
    vote: MemberVote | None
    seat_id: int


def vote_lines(actor: Actor, resolution: Resolution, votes: dict[int, MemberVote]) -> list[VoteLine]:
    """Every member who was there, with what was signed; open signatures stay empty."""
    rows = Attendance.objects.filter(
        meeting_id=resolution.item.meeting_id, part="member", present=True, seat__isnull=False
    ).select_related("seat__person", "seat__body", "seat__building")
    seats = [row.seat for row in rows.order_by("seat__role", "seat_id") if row.seat is not None]
    names = seat_names(actor, seats)
    return [VoteLine(names[seat.id], votes.get(seat.id), seat.id) for seat in seats]


def attendance_workbook(page: MeetingPage) -> bytes:
    """Who was there, as a table."""
    headers = [_("Name"), _("Office"), _("Part"), _("Present")]
    rows: list[list[Cell]] = [
        [one.name, one.title, str(one.row.get_part_display()), _("Yes") if one.row.present else _("No")]
        for one in page.here
    ]
    return workbook(_("Attendance"), headers, [18, 40, 12, 10], rows)


def list_filters(chosen: str, code: str) -> list[dict[str, Any]]:
    """All, still to come, past: links that keep the compound."""
    words = {"": _("all"), "coming": _("still to come"), "past": _("past")}
    return [
        {"label": label, "url": f"?time={time}&c={code}", "current": time == chosen, "count": None}
        for time, label in words.items()
    ]


def own_compounds(actor: Actor) -> QuerySet[Compound]:
    """The compounds whose meetings this reader knows."""
    reach = actor.hat.compounds if actor.hat is not None else frozenset()
    return Compound.objects.filter(id__in=reach | actor.homes).order_by("code")
