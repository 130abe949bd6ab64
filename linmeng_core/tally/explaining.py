"""The result line by line, in both measures, for someone who wants to recount it by hand."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from linmeng_core.law.packs import MatterRule, Pack
from linmeng_core.lines import Line, line
from linmeng_core.tally.cells import CLEAR, Heads, Standing
from linmeng_core.tally.results import Outcome
from linmeng_core.tally.sorting import SortedBallots
from linmeng_core.tally.telling import (
    ballot_lines,
    cited,
    compared,
    measured,
    not_counted_lines,
    quorum_lines,
    roll_lines,
)
from linmeng_core.tally.votes import OwnersVote


@dataclass(frozen=True, slots=True)
class Facts:
    """What the explanation tells beside the outcome."""

    vote: OwnersVote
    heads: Heads
    ballots: SortedBallots[str]
    standing: Standing
    followers: int
    """Silent units whose ballot provably arrived; counted only when the silence clause is on."""

    @property
    def cast_units(self) -> int:
        return sum(choice is not None for choice in self.ballots.choices)


def explain(
    outcome: Outcome, without_silence: Outcome | None, facts: Facts, pack: Pack, matter: MatterRule
) -> tuple[Line, ...]:
    """The sentences of a result in their order: roll, ballots, cells, thresholds, decision, what-ifs."""
    return (
        *roll_lines(facts.heads, pack),
        *ballot_lines(len(facts.vote.ballots), Counter(entry.reason for entry in facts.ballots.refused)),
        *_cells(outcome, facts, without_silence is not None),
        *not_counted_lines(facts.ballots, outcome.disputed),
        *(_silence(facts, pack) if without_silence else ()),
        *quorum_lines(outcome.participating, outcome.total, pack),
        *_approval(outcome, matter),
        _decision(outcome, matter),
        *_what_ifs(outcome, without_silence),
    )


def _cells(outcome: Outcome, facts: Facts, silence: bool) -> Iterator[Line]:
    """With the silence clause in effect the units that follow it take part too."""
    followers = facts.followers if silence and facts.standing.leader else 0
    yield measured("participating", outcome.participating, units=facts.cast_units + followers)
    for choice in CLEAR:
        yield measured(choice, getattr(outcome, choice))
    if outcome.split.heads:
        yield measured("split", outcome.split)


def _silence(facts: Facts, pack: Pack) -> Iterator[Line]:
    source = cited(pack.policies["silence"].source)
    if facts.standing.leader is None:
        yield line("silence_no_leader", units=facts.followers, **source)
    else:
        followed, leader = facts.standing.followed, facts.standing.leader
        yield measured("silence_followed", followed, units=facts.followers, leader=leader, **source)


def _approval(outcome: Outcome, matter: MatterRule) -> Iterator[Line]:
    if not outcome.participating.heads:
        yield line("no_participants", **cited(matter.source))
        return
    yield from compared("approval", outcome.yes, outcome.participating, matter.threshold, matter.source)


def _decision(outcome: Outcome, matter: MatterRule) -> Line:
    code = "passed"
    if not outcome.passed:
        code = "failed_approval" if outcome.quorum.met else "failed_quorum"
    return line(code, matter=matter.title, matter_en=matter.title_en, **cited(matter.source))


def _what_ifs(outcome: Outcome, without_silence: Outcome | None) -> Iterator[Line]:
    if outcome.disputed.area_dm2:
        whether = outcome.if_disputed
        verdicts = {name: _verdict(getattr(whether, name)) for name in ("yes", "no", "absent")}
        yield line("disputes_matter" if whether.matters else "disputes_do_not_matter", **verdicts)
    if without_silence is not None:
        verdict = _verdict(without_silence.passed)
        yield measured("without_silence", without_silence.participating, verdict=verdict)


def _verdict(passed: bool) -> str:
    return "verdict_passed" if passed else "verdict_failed"
