"""How many have voted so far, in both measures, and which units; never how."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from linmeng.assembly.models import (
    BallotDispute,
    Receipt,
    RollEntry,
    RollSupplement,
    Vote,
    VoteTurnout,
)
from linmeng.assembly.queries.sold_homes import standings_of_sold
from linmeng.assembly.queries.standing import standing_deliveries


@dataclass(frozen=True)
class Measured:
    """An area and a number of heads."""

    area_dm2: int
    heads: int


@dataclass(frozen=True)
class LiveTurnout:
    """Turnout as the two bars draw it."""

    total: Measured
    participating: Measured
    units: int
    units_returned: int
    missing_heads: int
    """Heads still needed for two thirds of all."""
    missing_area_dm2: int

    @property
    def reached(self) -> bool:
        """Whether two thirds took part in both measures (Civil Code 278(2): 以上 includes equality)."""
        return self.missing_heads == 0 and self.missing_area_dm2 == 0


def counted_receipts(sold: Collection[int] = ()) -> QuerySet[Receipt]:
    """Ballots by which a home takes part.

    Where co-owners named a representative only that person's counts (Guide art. 25); a ballot found void does
    not. Homes that changed hands since notice are left out but for `sold`, the ids of the ballots that count
    for them (`ballots_for_sold`).
    """
    changed = RollSupplement.objects.filter(entry_id=OuterRef("entry_id"))
    void = BallotDispute.objects.filter(receipt_id=OuterRef("id"), state=BallotDispute.State.VOID)
    speaks = Q(entry__representative="") | Q(entry__representative=F("by"))
    own = Receipt.objects.filter(speaks & ~Exists(changed), ~Exists(void))
    return Receipt.objects.filter(Q(id__in=own.values("id")) | Q(id__in=list(sold))) if sold else own


def ballots_for_sold(vote_ids: Collection[int]) -> list[int]:
    """The ballots by which homes that changed hands since notice take part; one query where none did."""
    return [one for home in standings_of_sold(vote_ids).values() for one in home.ballots]


def entries_returned(vote_ids: Collection[int]) -> QuerySet[RollEntry]:
    """Roll entries for which a ballot was cast by someone who may; worked out anew from all ballots."""
    cast = counted_receipts(ballots_for_sold(vote_ids)).filter(entry_id=OuterRef("id"))
    return RollEntry.objects.filter(Exists(cast), vote_id__in=list(vote_ids))


def _missing(part: int, whole: int) -> int:
    return max(0, -(-whole * 2 // 3) - part)


def turnout(vote: Vote) -> LiveTurnout:
    """One row, whatever the size of the roll: each ballot keeps it up to date.

    A unit whose co-owners differ counts as returned here; only the count, which alone reads choices, can
    tell that it is disputed.
    """
    return turnouts([vote])[vote.id]


def turnouts(votes: Collection[Vote]) -> dict[int, LiveTurnout]:
    """The same for several votes by their ids, still in one query of one row a vote."""
    rows = VoteTurnout.objects.filter(vote_id__in=[vote.id for vote in votes])
    found = {row.vote_id: row for row in rows}
    return {vote.id: _live(vote, found.get(vote.id) or VoteTurnout(vote=vote)) for vote in votes}


def _live(vote: Vote, kept: VoteTurnout) -> LiveTurnout:
    roll_heads = vote.roll_heads if kept.roll_heads is None else kept.roll_heads
    return LiveTurnout(
        total=Measured(vote.roll_area_dm2, roll_heads),
        participating=Measured(kept.area_dm2, kept.heads),
        units=vote.roll_units,
        units_returned=kept.units,
        missing_heads=_missing(kept.heads, roll_heads),
        missing_area_dm2=_missing(kept.area_dm2, vote.roll_area_dm2),
    )


def register(vote: Vote, building_ids: Collection[int] | None = None) -> QuerySet[RollEntry]:
    """Each unit of the roll with `returned` and `delivered`, in walking order; never a choice."""
    cast = counted_receipts(ballots_for_sold([vote.id])).filter(entry_id=OuterRef("id"))
    brought = standing_deliveries().filter(entry_id=OuterRef("id"))
    rows = RollEntry.objects.filter(vote_id=vote.id)
    if building_ids is not None:
        rows = rows.filter(unit__building_id__in=list(building_ids))
    return rows.annotate(returned=Exists(cast), delivered=Exists(brought)).order_by("walk_order", "unit_code")
