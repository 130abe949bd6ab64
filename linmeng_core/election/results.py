"""What the count of an election says. Every field of the result file stands here under the same name."""

from dataclasses import dataclass

from linmeng_core.lines import Line
from linmeng_core.measures import Measure
from linmeng_core.tally.results import Approval, Quorum, Refused, Rule

COMPLETE, BY_ELECTION, NO_QUORUM, LOT_NEEDED = "complete", "by_election", "no_quorum", "lot_needed"
OUTCOMES = (COMPLETE, BY_ELECTION, NO_QUORUM, LOT_NEEDED)


@dataclass(frozen=True, slots=True)
class Cells:
    """The participants by what they marked: at least one candidate, the box against all, nothing.
    A head whose cast units are marked differently stands in `split` only, while their areas stay in
    the other three; `split.area_dm2` repeats them for information.
    """

    participating: Measure
    named: Measure
    against_all: Measure
    abstain: Measure
    split: Measure


@dataclass(frozen=True, slots=True)
class Standing:
    """One candidate: the area of the units that support it, and the heads all of whose cast units do."""

    candidate: str
    support: Measure
    approval: Approval


@dataclass(frozen=True, slots=True)
class IfDisputed:
    """Who is elected when every disputed unit supports just that candidate (`yes`), when it supports
    all the others instead (`no`), when it is left out (`absent`). `matters` if these differ, or if the
    disputed units decide the quorum.
    """

    yes: tuple[str, ...]
    no: tuple[str, ...]
    absent: tuple[str, ...]
    matters: bool


@dataclass(frozen=True, slots=True)
class ElectionResult(Cells):
    """The whole result. `candidates` in the order of the file; `elected` by heads, area and lot;
    `tied`: the equals among whom a lot decides about seats, whether it was drawn or not.
    """

    total: Measure
    disputed: Measure
    quorum: Quorum
    candidates: tuple[Standing, ...]
    elected: tuple[str, ...]
    tied: tuple[str, ...]
    outcome: str
    if_disputed: IfDisputed
    rule: Rule
    refused: tuple[Refused, ...]
    lines: tuple[Line, ...]
