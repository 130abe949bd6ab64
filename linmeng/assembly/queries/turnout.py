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


def counted_receipts() -> QuerySet[Receipt]:
    """Ballots by which a home takes part.

    Where co-owners named a representative only that person's counts (Guide art. 25), named on the frozen
    roll or by those who bought the home since; a ballot found void does not.
    """
    named = RollSupplement.objects.filter(
        Q(representative="") | Q(representative=OuterRef("by")),
        entry_id=OuterRef("entry_id"),
        taken_at__lte=OuterRef("cast_at"),
    )
    void = BallotDispute.objects.filter(receipt_id=OuterRef("id"), state=BallotDispute.State.VOID)
    speaks = Q(entry__representative="") | Q(entry__representative=F("by")) | Q(Exists(named))
    return Receipt.objects.filter(speaks, ~Exists(void))


def entries_returned(vote_ids: Collection[int]) -> QuerySet[RollEntry]:
    """Roll entries for which a ballot was cast by someone who may; worked out anew from all ballots."""
    cast = counted_receipts().filter(entry_id=OuterRef("id"))
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
    found = {row.vote_id: (row.area_dm2, row.heads, row.units) for row in rows}
    return {vote.id: _live(vote, *found.get(vote.id, (0, 0, 0))) for vote in votes}


def _live(vote: Vote, area: int, heads: int, units: int) -> LiveTurnout:
    return LiveTurnout(
        total=Measured(vote.roll_area_dm2, vote.roll_heads),
        participating=Measured(area, heads),
        units=vote.roll_units,
        units_returned=units,
        missing_heads=_missing(heads, vote.roll_heads),
        missing_area_dm2=_missing(area, vote.roll_area_dm2),
    )


def register(vote: Vote, building_ids: Collection[int] | None = None) -> QuerySet[RollEntry]:
    """Each unit of the roll with `returned` and `delivered`, in walking order; never a choice."""
    cast = counted_receipts().filter(entry_id=OuterRef("id"))
    brought = standing_deliveries().filter(entry_id=OuterRef("id"))
    rows = RollEntry.objects.filter(vote_id=vote.id)
    if building_ids is not None:
        rows = rows.filter(unit__building_id__in=list(building_ids))
    return rows.annotate(returned=Exists(cast), delivered=Exists(brought)).order_by("walk_order", "unit_code")
