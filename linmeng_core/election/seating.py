"""Who takes the seats: more than the asked share in both measures, then heads, area and lot."""

from collections.abc import Mapping
from typing import NamedTuple

from linmeng_core.election.marks import Marked
from linmeng_core.election.results import BY_ELECTION, COMPLETE, LOT_NEEDED, NO_QUORUM
from linmeng_core.election.votes import Election
from linmeng_core.measures import Measure, Threshold
from linmeng_core.tally.results import Quorum
from linmeng_core.tally.weighing import approval_met


class Seated(NamedTuple):
    """Who is elected, in order; the equals among whom a lot decides about seats; and the outcome."""

    elected: tuple[str, ...]
    tied: tuple[str, ...]
    outcome: str


def seat(election: Election, marked: Marked, quorum: Quorum, approval: Threshold) -> Seated:
    """Fill the seats. Equals need no lot where all of them are elected or none is; they then stand in
    the order of the candidates. Without a lot that names all who are equal at the last seats, those
    seats stay open.
    """
    if not quorum.met:
        return Seated((), (), NO_QUORUM)
    ranked = _ranked(election, marked, approval)
    tied = _tied_at_the_end(ranked, marked.support, election.seats)
    lot = election.lot or ()
    if not set(tied) <= set(lot):
        above = ranked[: ranked.index(tied[0])]
        return Seated(tuple(above), tied, LOT_NEEDED)
    drawn = iter(sorted(tied, key=lot.index))
    elected = [next(drawn) if name in tied else name for name in ranked][: election.seats]
    return Seated(tuple(elected), tied, COMPLETE if len(elected) >= election.minimum else BY_ELECTION)


def _ranked(election: Election, marked: Marked, approval: Threshold) -> list[str]:
    """Those with enough support in both measures; equals stay in the order of the candidates."""
    whole = marked.cells.participating
    enough = [name for name in election.candidates if all(_both(supported(marked, name), whole, approval))]
    return sorted(enough, key=lambda name: _strength(marked.support, name), reverse=True)


def supported(marked: Marked, candidate: str) -> Measure:
    """What supports a candidate; nothing where nobody named it."""
    return marked.support.get(candidate, Measure())


def _both(support: Measure, whole: Measure, asked: Threshold) -> tuple[bool, bool]:
    approval = approval_met(support, whole, asked)
    return approval.area, approval.heads


def _strength(support: Mapping[str, Measure], name: str) -> tuple[int, int]:
    return support[name].heads, support[name].area_dm2


def _tied_at_the_end(ranked: list[str], support: Mapping[str, Measure], seats: int) -> tuple[str, ...]:
    """The equals of whom some have a seat and some have none."""
    if len(ranked) <= seats or _strength(support, ranked[seats - 1]) != _strength(support, ranked[seats]):
        return ()
    last = _strength(support, ranked[seats])
    return tuple(name for name in ranked if _strength(support, name) == last)
