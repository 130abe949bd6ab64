"""Who belongs to a meeting: a committee's members, and whoever else is expected."""

from datetime import date

from django.db.models import QuerySet

from linmeng.alliance.models import CommitteeTerm
from linmeng.alliance.queries import present_term
from linmeng.alliance.states import DECIDING
from linmeng.meetings.models import Attendance, Meeting
from linmeng.meetings.permissions import COMMITTEE
from linmeng.people.models import Seat
from linmeng.people.queries import in_force


def members_of_committee(body_id: int, day: date) -> QuerySet[Seat]:
    """Who sits in a committee on a day, the director first."""
    seats = Seat.objects.filter(in_force(day), body_id=body_id, role__in=COMMITTEE)
    return seats.select_related("person", "body").order_by("role", "id")


def all_members(term: CommitteeTerm, day: date) -> int:
    """全体委员: as many as the filing says, even where an office is not entered yet or stands empty.

    The stricter reading: whoever counts by those in office only needs fewer signatures.
    """
    return max(term.members, members_of_committee(term.body_id, day).count())


def deciding_term(compound_id: int) -> CommitteeTerm | None:
    """The term that meets and decides for a compound; None while it is vacant or looked after for it."""
    term = present_term(compound_id)
    return term if term is not None and term.state in DECIDING else None


def attendance_of(meeting: Meeting) -> list[Attendance]:
    """Who was noted, members first."""
    rows = Attendance.objects.filter(meeting=meeting).select_related("seat__person", "seat__body", "person")
    return sorted(rows, key=lambda one: (one.part != "member", one.seat.role if one.seat else "~", one.id))


def present_members(meeting_id: int) -> set[int]:
    """Seats of the members who were there."""
    rows = Attendance.objects.filter(meeting_id=meeting_id, part="member", present=True, seat__isnull=False)
    return set(rows.values_list("seat_id", flat=True))
