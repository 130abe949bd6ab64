"""A week's answer slips as they would be printed: door by door, in walking order."""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from linmeng.alliance.models import Unit
from linmeng.papers.models import Sheet
from linmeng.publishing.models import Delivery, Notice, Topic

ITEMS_ON_A_SLIP = 3
"""As many as may be read on an A5 sheet with its boxes; a door with more gets a second sheet."""
STILL_OUT = ("printed", "carried")
OUT = (Delivery.State.WAITING, Delivery.State.PRINTED)
ONE_THING = (Topic.WORDS, Topic.WORKS, Topic.BOARD)
"""Topics of which a slip tells a thing once, as it stands now; a vote, an account, the law speak each time."""
ThingsOf = Callable[[Collection[Notice]], Mapping[int, Hashable]]
"""Notice id → the thing it tells of; whoever knows what stands behind the notices (a later area) tells."""


def things_told(notices: Collection[Notice]) -> dict[int, Hashable]:
    """Each notice's own subject."""
    return {notice.id: (notice.subject, notice.subject_id) for notice in notices}


@dataclass(frozen=True)
class SlipAnswer:
    """One item of a slip: all that was told of one thing at one door, oldest first."""

    told: tuple[Delivery, ...]

    @property
    def latest(self) -> Delivery:
        """How it stands now."""
        return self.told[-1]

    @property
    def is_of_words(self) -> bool:
        """Whether it answers the neighbours' own words; those come first and have boxes."""
        return self.latest.notice.topic == Topic.WORDS


@dataclass(frozen=True)
class PlannedSlip:
    """One sheet for one door."""

    unit: Unit
    items: tuple[SlipAnswer, ...]
    large_print: bool

    @property
    def replies(self) -> int:
        """How many of its items may be answered by a tick."""
        return sum(item.is_of_words for item in self.items)


def planned_slips(compound_id: int, things_of: ThingsOf = things_told) -> list[PlannedSlip]:
    """The sheets for everything that waits in one compound and stands on no sheet yet."""
    waiting = list(in_walking_order(slips_to_carry([compound_id]).filter(state=Delivery.State.WAITING)))
    things = things_of([row.notice for row in waiting])
    doors: dict[int, list[Delivery]] = {}
    for row in waiting:
        doors.setdefault(row.unit_id or 0, []).append(row)
    return [slip for rows in doors.values() for slip in _slips(rows, things)]


def _slips(rows: list[Delivery], things: Mapping[int, Hashable]) -> list[PlannedSlip]:
    """One door's items: answers first, they have the boxes."""
    ordered = sorted(slip_answers(rows, things), key=lambda item: not item.is_of_words)
    large, unit = any(row.notice.person.large_print for row in rows), rows[0].unit
    return [
        PlannedSlip(unit=unit, items=tuple(ordered[start : start + ITEMS_ON_A_SLIP]), large_print=large)
        for start in range(0, len(ordered), ITEMS_ON_A_SLIP)
        if unit is not None
    ]


def slip_answers(rows: Iterable[Delivery], things: Mapping[int, Hashable]) -> list[SlipAnswer]:
    """What waits at one door, a thing that moved several times as one item; in the order of the first words."""
    found: dict[Hashable, list[Delivery]] = {}
    for row in sorted(rows, key=lambda row: row.id):
        notice = row.notice
        once = not notice.statutory and notice.topic in ONE_THING
        found.setdefault(things[notice.id] if once else row.id, []).append(row)
    return [SlipAnswer(tuple(told)) for told in found.values()]


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
