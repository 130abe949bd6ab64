"""The result of an election line by line, for someone who wants to recount it by hand."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from linmeng_core.election.marks import Mark, too_many
from linmeng_core.election.results import LOT_NEEDED, Cells, IfDisputed, Standing
from linmeng_core.election.seating import Seated
from linmeng_core.election.votes import Election
from linmeng_core.law.packs import MatterRule, Pack
from linmeng_core.lines import Line, line
from linmeng_core.measures import Measure, Threshold, area_m2
from linmeng_core.tally.cells import Heads
from linmeng_core.tally.results import Quorum
from linmeng_core.tally.sorting import SortedBallots
from linmeng_core.tally.telling import (
    ballot_lines,
    cited,
    measured,
    not_counted_lines,
    quorum_lines,
    roll_lines,
    sign,
)


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the explanation tells."""

    election: Election
    heads: Heads
    ballots: SortedBallots[Mark]
    cells: Cells
    quorum: Quorum
    disputed: Measure
    standings: tuple[Standing, ...]
    seated: Seated
    if_disputed: IfDisputed


def explain(facts: Facts, pack: Pack, matter: MatterRule) -> tuple[Line, ...]:
    """The sentences in their order: roll, ballots, cells, quorum, candidates, seats, decision, disputes."""
    election = facts.election
    return (
        *roll_lines(facts.heads, pack),
        line(
            "election_seats",
            seats=election.seats, minimum=election.minimum, candidates=len(election.candidates),
        ),
        *ballot_lines(len(election.ballots), _set_aside(facts)),
        *_cells(facts),
        *not_counted_lines(facts.ballots, facts.disputed),
        *quorum_lines(facts.cells.participating, facts.heads.total, pack),
        *_candidates(facts, matter),
        *_seats(facts),
        _decision(facts, matter, pack),
        *_disputes(facts),
    )  # fmt: skip


def _set_aside(facts: Facts) -> Counter[str]:
    """Reasons as in `refused`, but ballots with too many names apart from unclear ones."""
    ballots, seats = facts.election.ballots, facts.election.seats
    return Counter(
        "too_many" if entry.reason == "unclear" and too_many(ballots[entry.ballot], seats) else entry.reason
        for entry in facts.ballots.refused
    )


def _cells(facts: Facts) -> Iterator[Line]:
    cast = sum(mark is not None for mark in facts.ballots.choices)
    yield measured("participating", facts.cells.participating, units=cast)
    for cell in ("named", "against_all", "abstain"):
        yield measured(f"election_{cell}", getattr(facts.cells, cell))
    if facts.cells.split.heads:
        yield measured("election_split", facts.cells.split)


def _candidates(facts: Facts, matter: MatterRule) -> Iterator[Line]:
    """Every candidate against the share asked, in the order of the file."""
    whole = facts.cells.participating
    if not whole.heads:
        yield line("no_participants", **cited(matter.source))
        return
    for standing in facts.standings:
        code = "candidate_over" if standing.approval.area and standing.approval.heads else "candidate_under"
        shown = _compared(standing.support, whole, matter.threshold)
        yield line(code, candidate=standing.candidate, **shown, **cited(matter.source))


def _compared(support: Measure, whole: Measure, threshold: Threshold) -> dict[str, str | int]:
    share = threshold.share
    area, heads = support.area_dm2 * share.denominator, support.heads * share.denominator
    asked_area, asked_heads = whole.area_dm2 * share.numerator, whole.heads * share.numerator
    return {
        "times_part": share.denominator, "times_whole": share.numerator, "threshold": str(threshold),
        "area": area_m2(support.area_dm2), "ours_area": area_m2(area), "sign_area": sign(area, asked_area),
        "asked_area": area_m2(asked_area), "whole_area": area_m2(whole.area_dm2),
        "heads": support.heads, "ours_heads": heads, "sign_heads": sign(heads, asked_heads),
        "asked_heads": asked_heads, "whole_heads": whole.heads,
    }  # fmt: skip


def _seats(facts: Facts) -> Iterator[Line]:
    seated, support = facts.seated, {entry.candidate: entry.support for entry in facts.standings}
    if seated.tied:
        drawn = seated.outcome != LOT_NEEDED
        above = sum(name not in seated.tied for name in seated.elected)
        left = facts.election.seats - above
        yield line("lot_drawn" if drawn else "lot_missing", candidates=_named(seated.tied), seats=left)
    for rank, name in enumerate(seated.elected, 1):
        yield measured("elected", support[name], candidate=name, rank=rank)


def _decision(facts: Facts, matter: MatterRule, pack: Pack) -> Line:
    elected, election = len(facts.seated.elected), facts.election
    match facts.seated.outcome:
        case "no_quorum":
            return line("election_no_quorum", **cited(pack.quorum.source))
        case "lot_needed":
            left = election.seats - elected
            return line("election_lot_needed", elected=elected, open=left, **cited(matter.source))
        case "complete":
            return line("election_complete", elected=elected, seats=election.seats, **cited(matter.source))
        case _:
            return line(
                "election_by_election", elected=elected, minimum=election.minimum, **cited(matter.source)
            )


def _disputes(facts: Facts) -> Iterator[Line]:
    if not facts.ballots.disputed:
        return
    whether = facts.if_disputed
    yes, no, absent = _named(whether.yes), _named(whether.no), _named(whether.absent)
    if whether.matters:
        yield line("election_disputes_matter", yes=yes, no=no, absent=absent)
    else:
        yield line("election_disputes_do_not_matter", absent=absent)


def _named(candidates: Iterable[str]) -> str:
    return " · ".join(candidates) or "—"
