"""How ballots reached the doors: what stands of it, door by door, entrance by entrance."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from linmeng.assembly.models import BallotDelivery, BallotPaper, RollEntry, Vote
from linmeng.assembly.queries.standing import standing_deliveries
from linmeng.assembly.queries.turnout import ballots_for_sold, counted_receipts
from linmeng.papers.models import CustodyEvent
from linmeng.papers.queries import entrance_name

SHOWS = ("left", "unproven", "silent", "all")


def proven_entries(vote_id: int) -> QuerySet[BallotDelivery, int]:
    """Ids of the roll's entries whose ballot provably reached the home."""
    proven = standing_deliveries().filter(entry__vote_id=vote_id, proves=True)
    return proven.order_by().values_list("entry_id", flat=True)


@dataclass(frozen=True)
class EntranceRound:
    """One entrance in walking order: how far the round has come there."""

    id: int
    building_id: int
    name: str
    doors: int
    left: int
    """Doors to which nothing was brought yet."""
    unproven: int
    """Doors with a ballot, but nothing that proves it reached the owner."""
    returned: int


@dataclass(frozen=True)
class Door:
    """One door of the round."""

    entry: RollEntry
    number: str
    """Of the paper, as on ballot and stub; empty while none is issued."""
    delivery: BallotDelivery | None
    """The newest that stands; one that proves comes first."""
    tried: int
    """How often nobody was at home."""

    @property
    def returned(self) -> bool:
        """Whether a ballot came back."""
        return bool(self.entry.returned)  # type: ignore[attr-defined]

    @property
    def state(self) -> str:
        """returned · brought · unproven · left."""
        if self.returned:
            return "returned"
        if self.delivery is None:
            return "left"
        return "brought" if self.delivery.proves else "unproven"


def _rows(vote_id: int, building_ids: Collection[int] | None) -> QuerySet[Any]:
    stands = standing_deliveries().filter(entry_id=OuterRef("id"))
    cast = counted_receipts(ballots_for_sold([vote_id])).filter(entry_id=OuterRef("id"))
    rows = RollEntry.objects.filter(vote_id=vote_id).annotate(
        brought=Exists(stands),
        proven=Exists(stands.filter(proves=True)),
        returned=Exists(cast),
    )
    return rows if building_ids is None else rows.filter(unit__building_id__in=list(building_ids))


def rounds_of(vote: Vote, building_ids: Collection[int] | None = None) -> list[EntranceRound]:
    """Progress entrance by entrance, in walking order; one query."""
    keys = ("unit__entrance_id", "unit__building_id", "building_name", "entrance_name")
    order = ("unit__building__walk_order", "unit__entrance__walk_order")
    silent = Q(returned=False)
    rows = (
        _rows(vote.id, building_ids)
        .order_by(*order, *keys)
        .values_list(*keys, *order)
        .annotate(
            doors=Count("id"),
            left=Count("id", filter=silent & Q(brought=False)),
            unproven=Count("id", filter=silent & Q(brought=True, proven=False)),
            back=Count("id", filter=Q(returned=True)),
        )
    )
    return [EntranceRound(row[0], row[1], entrance_name(row[2], row[3]), *row[-4:]) for row in rows]


def doors_of(vote: Vote, entrance_id: int, show: str = "all") -> list[Door]:
    """The doors of one entrance in walking order, narrowed to what is left; a steady number of queries."""
    rows = _rows(vote.id, None).filter(unit__entrance_id=entrance_id)
    if show == "left":
        rows = rows.filter(returned=False, brought=False)
    elif show == "unproven":
        rows = rows.filter(returned=False, brought=True, proven=False)
    elif show == "silent":
        rows = rows.filter(returned=False)
    return _doors(list(rows.order_by("walk_order", "unit_code")))


def doors_to_post(vote: Vote, building_ids: Collection[int] | None = None) -> list[Door]:
    """What the rounds left over: neither returned nor provably brought; for registered post."""
    rows = _rows(vote.id, building_ids).filter(returned=False, proven=False)
    return _doors(
        list(rows.select_related("unit__building", "unit__entrance").order_by("walk_order", "unit_code"))
    )


def _doors(entries: list[RollEntry]) -> list[Door]:
    ids = [entry.id for entry in entries]
    numbers, tried = _papers(ids)
    stands: dict[int, BallotDelivery] = {}
    for delivery in standing_deliveries().filter(entry_id__in=ids).order_by("proves", "id"):
        stands[delivery.entry_id] = delivery
    return [Door(e, numbers.get(e.id, ""), stands.get(e.id), tried.get(e.id, 0)) for e in entries]


def _papers(entry_ids: list[int]) -> tuple[dict[int, str], dict[int, int]]:
    """Numbers of the papers that the office printed, and how often nobody was at home with them."""
    tries = (
        CustodyEvent.objects.filter(sheet_id=OuterRef("sheet_id"), kind=CustodyEvent.Kind.NOBODY_HOME)
        .order_by()
        .values("sheet_id")
        .annotate(n=Count("id"))
        .values("n")
    )
    papers: Any = (
        BallotPaper.objects.filter(~Q(sheet__state="void"), entry_id__in=entry_ids, prepared_by="")
        .annotate(tries=Subquery(tries))
        .order_by("id")
        .values_list("entry_id", "sheet__number", "tries")
    )
    found = list(papers)
    return {row[0]: str(row[1]) for row in found}, {row[0]: row[2] or 0 for row in found}
