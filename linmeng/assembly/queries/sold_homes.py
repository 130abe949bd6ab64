"""As which head a home counts now, and by which of its ballots it takes part; also where it changed hands."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from linmeng.assembly.models import BallotDispute, Receipt, RollEntry, RollSupplement, Vote
from linmeng.assembly.queries.supplements import counting_supplements, end_of_chain
from linmeng.common.clock import local_day


@dataclass(frozen=True)
class Came:
    """A ballot as the turnout knows it: whose, on which day."""

    receipt_id: int
    by: str
    day: date


@dataclass(frozen=True)
class Standing:
    """A home's head, and the ballots by which it takes part."""

    head_key: str
    ballots: tuple[int, ...]

    @property
    def returned(self) -> bool:
        """Whether it takes part."""
        return bool(self.ballots)


def came_for(entry_ids: Collection[int], *, also_void: int = 0) -> dict[int, list[Came]]:
    """By home its ballots that were not found void, oldest first; one query. `also_void`: one receipt that is
    taken in whatever was found.
    """
    void = BallotDispute.objects.filter(receipt_id=OuterRef("id"), state=BallotDispute.State.VOID)
    rows = Receipt.objects.filter(~Exists(void) | Q(id=also_void), entry_id__in=list(entry_ids))
    found: dict[int, list[Came]] = {entry_id: [] for entry_id in entry_ids}
    told = rows.order_by("cast_at", "id").values_list("entry_id", "id", "by", "cast_at")
    for entry_id, receipt_id, by, cast_at in told:
        found[entry_id].append(Came(receipt_id, by, local_day(cast_at)))
    return found


def chain_of(entry_id: int) -> list[RollSupplement]:
    """How a home changed hands since notice, oldest first."""
    return list(RollSupplement.objects.filter(entry_id=entry_id).order_by("registered_on", "id"))


def standing(vote: Vote, entry: RollEntry, chain: Sequence[RollSupplement], came: Sequence[Came]) -> Standing:
    """How a home stands with these changes of hands and these ballots, as the count will see it."""
    since = end_of_chain(vote, entry, chain, [(one.by, one.day) for one in came])
    entitled: RollEntry | RollSupplement = since or entry
    named = entitled.representative if entitled.status == "sold" else ""
    speaks = [one.receipt_id for one in came if one.by in entitled.owners and named in ("", one.by)]
    return Standing(entitled.head_key, tuple(speaks))


def standings_of_sold(vote_ids: Collection[int]) -> dict[RollEntry, Standing]:
    """The homes of these votes that changed hands; one query where none did."""
    rows = RollSupplement.objects.filter(entry__vote_id__in=list(vote_ids)).select_related("entry__vote")
    chains: dict[RollEntry, list[RollSupplement]] = {}
    for row in rows.order_by("registered_on", "id"):
        chains.setdefault(row.entry, []).append(row)
    if not chains:
        return {}
    came = came_for([entry.id for entry in chains])
    return {entry: standing(entry.vote, entry, chain, came[entry.id]) for entry, chain in chains.items()}


def heads_now(vote: Vote) -> int | None:
    """How many heads the roll is with the buyers who count; None where nobody bought.

    Reads the heads concerned on the whole roll: asked when a home changes its head, never for a ballot.
    """
    counting = counting_supplements(vote)
    if not counting:
        return None
    roll = RollEntry.objects.filter(vote=vote).order_by()
    since = {row.head_key for row in counting.values()}
    concerned = since | set(roll.filter(id__in=list(counting)).values_list("head_key", flat=True))
    near = roll.filter(head_key__in=sorted(concerned))
    before = set(near.values_list("head_key", flat=True).distinct())
    left = set(near.exclude(id__in=list(counting)).values_list("head_key", flat=True).distinct())
    return vote.roll_heads - len(before) + len(left | since)
