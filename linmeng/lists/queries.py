"""The two lists as they are, and as they were."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from linmeng.alliance.models import Body, CommitteeTerm
from linmeng.common.actor import Actor
from linmeng.common.clock import day_end
from linmeng.lists.models import ListItem
from linmeng.lists.permissions import may_keep_lists
from linmeng.voices.models import Matter
from linmeng.voices.states import SETTLED


def current_list(compound_id: int, which: str) -> QuerySet[ListItem]:
    """What stands on a list now, in order."""
    standing = ListItem.objects.filter(compound_id=compound_id, list=which, left_at__isnull=True)
    return standing.select_related("matter__building").order_by("place")


def list_on(compound_id: int, which: str, day: date) -> QuerySet[ListItem]:
    """What stood on a list at the end of a day."""
    end = day_end(day)
    stood = Q(placed_at__lt=end) & (Q(left_at__isnull=True) | Q(left_at__gte=end))
    rows = ListItem.objects.filter(stood, compound_id=compound_id, list=which)
    return rows.select_related("matter__building").order_by("place")


@dataclass(frozen=True)
class Change:
    """One change of a list: a matter came, moved or left, and why. Places are None where it was not on the list."""

    at: datetime
    matter: Matter
    before: int | None
    after: int | None
    reason: str


def changes(compound_id: int, which: str) -> list[Change]:
    """Every change that somebody gave a reason for, newest first; matters that only made room are left out."""
    rows = ListItem.objects.filter(compound_id=compound_id, list=which).select_related("matter")
    by_matter: dict[int, list[ListItem]] = {}
    for row in rows.order_by("placed_at", "id"):
        by_matter.setdefault(row.matter_id, []).append(row)
    found = [change for own in by_matter.values() for change in _changes_of(own)]
    return sorted(found, key=lambda change: (change.at, change.after or 0), reverse=True)


def _changes_of(rows: list[ListItem]) -> list[Change]:
    """One matter's rows in time, read as steps."""
    found: list[Change] = []
    before: ListItem | None = None
    for row in rows:
        came_from = before if before is not None and before.left_at == row.placed_at else None
        if came_from is None or came_from.left_because == row.reason:  # else it only made room
            place = came_from.place if came_from else None
            found.append(Change(row.placed_at, row.matter, place, row.place, row.reason))
        before = row
    for row, after in zip(rows, [*rows[1:], None], strict=True):
        if row.left_at is not None and (after is None or after.placed_at != row.left_at):
            found.append(Change(row.left_at, row.matter, row.place, None, row.left_because))
    return found


def places_of(matter: Matter) -> list[ListItem]:
    """A matter's place now, if it has one (at most one)."""
    return list(ListItem.objects.filter(matter_id=matter.id, left_at__isnull=True))


def matters_without_place(compound_id: int, which: str) -> QuerySet[Matter]:
    """Matters that wait for a place on this list; dangerous ones first, then the oldest."""
    listed = ListItem.objects.filter(left_at__isnull=True).values("matter_id")
    waiting = Matter.objects.filter(compound_id=compound_id).exclude(state__in=SETTLED).exclude(id__in=listed)
    new_value = Q(nature=Matter.Nature.NEW_VALUE)
    return waiting.filter(new_value if which == ListItem.List.VALUE else ~new_value).order_by(
        "-dangerous", "created_at", "id"
    )


def committee_is_vacant(compound_id: int) -> bool:
    """No owners' committee is in office, acting or in re-election."""
    body = Body.objects.filter(kind=Body.Kind.OWNERS_COMMITTEE, compound_id=compound_id)
    present = CommitteeTerm.objects.filter(body__in=body).exclude(state__in=["ended", "vacant"])
    return not present.exists()


def keeps_lists(actor: Actor, compound_id: int) -> bool:
    """Whether this actor keeps the lists of a compound today."""
    vacant = actor.wears("clerk", compound_id=compound_id) and committee_is_vacant(compound_id)
    return may_keep_lists(actor, compound_id, committee_vacant=vacant)
