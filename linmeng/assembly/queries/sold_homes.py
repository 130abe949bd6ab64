"""As which head a home counts now, and by which of its ballots it takes part; also where it changed hands."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from linmeng.assembly.models import RollEntry, RollSupplement, Vote
from linmeng.assembly.queries.entitled import speaker
from linmeng.assembly.queries.supplements import Came, came_for, counting_supplements, end_of_chain


@dataclass(frozen=True)
class Standing:
    """A home's head, and the ballots by which it takes part."""

    head_key: str
    ballots: tuple[int, ...]

    @property
    def returned(self) -> bool:
        """Whether it takes part."""
        return bool(self.ballots)


def standing(vote: Vote, entry: RollEntry, chain: Sequence[RollSupplement], came: Sequence[Came]) -> Standing:
    """How a home stands with these changes of hands and these ballots, as the count will see it."""
    entitled: RollEntry | RollSupplement = end_of_chain(vote, entry, chain, came) or entry
    named = speaker(entitled)
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
