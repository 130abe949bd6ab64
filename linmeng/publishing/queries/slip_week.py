"""A week's answer slips as they would be printed: door by door, in walking order."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from linmeng.alliance.models import Unit
from linmeng.papers.models import Sheet
from linmeng.publishing.models import Delivery, Topic

ITEMS_ON_A_SLIP = 3
"""As many as may be read on an A5 sheet with its boxes; a door with more gets a second sheet."""
STILL_OUT = ("printed", "carried")
OUT = (Delivery.State.WAITING, Delivery.State.PRINTED)


@dataclass(frozen=True)
class PlannedSlip:
    """One sheet for one door."""

    unit: Unit
    items: tuple[Delivery, ...]
    large_print: bool

    @property
    def replies(self) -> int:
        """How many of its items may be answered by a tick: those about the neighbours' own words."""
        return sum(item.notice.topic == Topic.WORDS for item in self.items)


def planned_slips(compound_id: int) -> list[PlannedSlip]:
    """The sheets for everything that waits in one compound and stands on no sheet yet."""
    waiting = in_walking_order(slips_to_carry([compound_id]).filter(state=Delivery.State.WAITING))
    doors: dict[int, list[Delivery]] = {}
    for row in waiting:
        doors.setdefault(row.unit_id or 0, []).append(row)
    return [slip for rows in doors.values() for slip in _slips(rows)]


def _slips(rows: list[Delivery]) -> list[PlannedSlip]:
    """One door's items: answers first, they have the boxes; several of one matter show the newest last."""
    ordered = sorted(rows, key=lambda row: (row.notice.topic != Topic.WORDS, row.id))
    large = any(row.notice.person.large_print for row in rows)
    return [
        PlannedSlip(unit=some[0].unit, items=some, large_print=large)
        for start in range(0, len(ordered), ITEMS_ON_A_SLIP)
        if (some := tuple(ordered[start : start + ITEMS_ON_A_SLIP])) and some[0].unit is not None
    ]


def slips_to_carry(compound_ids: Collection[int], building_id: int | None = None) -> QuerySet[Delivery]:
    """Answers on paper that are not at their door yet, printed or not."""
    rows = Delivery.objects.filter(
        Q(sheet__isnull=True) | Q(sheet__state__in=STILL_OUT),
        way=Delivery.Way.SLIP,
        state__in=OUT,
        unit__compound_id__in=list(compound_ids),
    )
    return rows if building_id is None else rows.filter(unit__building_id=building_id)


def in_walking_order(rows: QuerySet[Delivery]) -> QuerySet[Delivery]:
    """With everything a page or a sheet says of them."""
    return rows.select_related(
        "notice__person", "sheet", "unit__building", "unit__entrance", "unit__compound"
    ).order_by(
        "unit__compound__code",
        "unit__building__walk_order",
        "unit__entrance__walk_order",
        "unit__walk_order",
        "id",
    )


def items_of_sheets(sheet_ids: Collection[int]) -> dict[int, list[Delivery]]:
    """What stands on each printed slip, in its order."""
    rows = Delivery.objects.filter(sheet_id__in=list(sheet_ids)).select_related("notice", "unit")
    found: dict[int, list[Delivery]] = {}
    for row in rows.order_by("sheet_id", "place"):
        found.setdefault(row.sheet_id or 0, []).append(row)
    return found


def doors_waiting(compound_ids: Collection[int]) -> dict[int, int]:
    """How many doors of each compound wait for a sheet that is not printed yet."""
    rows = slips_to_carry(compound_ids).filter(state=Delivery.State.WAITING)
    counted = rows.order_by().values_list("unit__compound_id").annotate(Count("unit_id", distinct=True))
    return dict(counted)


def replies_back(compound_ids: Collection[int]) -> QuerySet[Delivery]:
    """What came back on slips, what is not solved first."""
    rows = Delivery.objects.filter(way=Delivery.Way.SLIP, unit__compound_id__in=list(compound_ids))
    answered = rows.exclude(reply="").select_related("notice", "unit__compound")
    return answered.order_by("reply", "-changed_at")


def sheets_out(compound_ids: Collection[int]) -> int:
    """Slips printed and not yet delivered."""
    rows = Sheet.objects.filter(run__kind="answer_slip", run__compound_id__in=list(compound_ids))
    return rows.filter(state__in=STILL_OUT).count()
