"""The result line by line, in both measures, for someone who wants to recount it by hand."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from linmeng_core.law.packs import MatterRule, Pack, Source
from linmeng_core.lines import Line, line
from linmeng_core.measures import Measure, Threshold, area_m2
from linmeng_core.tally.cells import CLEAR, Heads, Standing
from linmeng_core.tally.results import Outcome
from linmeng_core.tally.sorting import SortedBallots
from linmeng_core.tally.votes import OwnersVote

REASONS = ("unknown_unit", "late", "not_entitled", "unclear", "repeat", "not_representative")


@dataclass(frozen=True, slots=True)
class Facts:
    """What the explanation tells beside the outcome."""

    vote: OwnersVote
    heads: Heads
    ballots: SortedBallots
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
        *_roll(facts, pack),
        *_ballots(facts),
        *_cells(outcome, facts, without_silence is not None),
        *_not_counted(outcome, facts),
        *(_silence(facts, pack) if without_silence else ()),
        *_quorum(outcome, pack),
        *_approval(outcome, matter),
        _decision(outcome, matter),
        *_what_ifs(outcome, without_silence),
    )


def _cited(source: Source) -> dict[str, str]:
    return {"article": source.article, "article_en": source.article_en}


def _measured(code: str, measure: Measure, **params: str | int) -> Line:
    return line(code, area=area_m2(measure.area_dm2), heads=measure.heads, **params)


def _roll(facts: Facts, pack: Pack) -> Iterator[Line]:
    heads, counting = facts.heads, pack.counting
    units = len(heads.areas)
    yield _measured("roll", heads.total, units=units, **_cited(counting["area"].source))
    if heads.merged:
        yield line("merged", fewer=heads.merged, **_cited(counting["heads"].source))
    if heads.developer:
        area = area_m2(sum(heads.areas[place] for place in heads.developer))
        yield line("developer", units=len(heads.developer), area=area, **_cited(counting["heads"].source))


def _ballots(facts: Facts) -> Iterator[Line]:
    received, refused = len(facts.vote.ballots), len(facts.ballots.refused)
    yield line("ballots", received=received, refused=refused, left=received - refused)
    reasons = Counter(entry.reason for entry in facts.ballots.refused)
    for reason in REASONS:
        if reasons[reason]:
            yield line(f"refused_{reason}", ballots=reasons[reason])


def _cells(outcome: Outcome, facts: Facts, silence: bool) -> Iterator[Line]:
    """With the silence clause in effect the units that follow it take part too."""
    followers = facts.followers if silence and facts.standing.leader else 0
    yield _measured("participating", outcome.participating, units=facts.cast_units + followers)
    for choice in CLEAR:
        yield _measured(choice, getattr(outcome, choice))
    if outcome.split.heads:
        yield _measured("split", outcome.split)


def _not_counted(outcome: Outcome, facts: Facts) -> Iterator[Line]:
    if facts.ballots.disputed:
        yield _measured("disputed", outcome.disputed, units=len(facts.ballots.disputed))
    if facts.ballots.spoilt:
        yield line("spoilt", units=len(facts.ballots.spoilt))
    if facts.ballots.silent:
        yield line("silent", units=len(facts.ballots.silent))


def _silence(facts: Facts, pack: Pack) -> Iterator[Line]:
    cited = _cited(pack.policies["silence"].source)
    if facts.standing.leader is None:
        yield line("silence_no_leader", units=facts.followers, **cited)
    else:
        followed, leader = facts.standing.followed, facts.standing.leader
        yield _measured("silence_followed", followed, units=facts.followers, leader=leader, **cited)


def _quorum(outcome: Outcome, pack: Pack) -> Iterator[Line]:
    threshold, source = pack.quorum.threshold, pack.quorum.source
    yield from _compared("quorum", outcome.participating, outcome.total, threshold, source)


def _approval(outcome: Outcome, matter: MatterRule) -> Iterator[Line]:
    if not outcome.participating.heads:
        yield line("no_participants", **_cited(matter.source))
        return
    yield from _compared("approval", outcome.yes, outcome.participating, matter.threshold, matter.source)


def _compared(
    what: str, part: Measure, whole: Measure, threshold: Threshold, source: Source
) -> Iterator[Line]:
    """Both measures by cross-multiplication: part × denominator against whole × numerator."""
    yield _comparison(f"{what}_area", part.area_dm2, whole.area_dm2, threshold, source, in_m2=True)
    yield _comparison(f"{what}_heads", part.heads, whole.heads, threshold, source, in_m2=False)


def _comparison(
    what: str, part: int, whole: int, threshold: Threshold, source: Source, *, in_m2: bool
) -> Line:
    def shown(number: int) -> str | int:
        return area_m2(number) if in_m2 else number

    share = threshold.share
    ours, asked = part * share.denominator, whole * share.numerator
    missing: dict[str, str | int] = {}
    met = threshold.met(part, whole)
    if not met:
        missing["missing"] = shown(threshold.missing(part, whole))
    return line(
        f"{what}_met" if met else f"{what}_missed",
        part=shown(part),
        times_part=share.denominator,
        ours=shown(ours),
        sign=">" if ours > asked else "<" if ours < asked else "=",
        asked=shown(asked),
        whole=shown(whole),
        times_whole=share.numerator,
        threshold=str(threshold),
        **missing,
        **_cited(source),
    )


def _decision(outcome: Outcome, matter: MatterRule) -> Line:
    code = "passed"
    if not outcome.passed:
        code = "failed_approval" if outcome.quorum.met else "failed_quorum"
    return line(code, matter=matter.title, matter_en=matter.title_en, **_cited(matter.source))


def _what_ifs(outcome: Outcome, without_silence: Outcome | None) -> Iterator[Line]:
    if outcome.disputed.area_dm2:
        whether = outcome.if_disputed
        verdicts = {name: _verdict(getattr(whether, name)) for name in ("yes", "no", "absent")}
        yield line("disputes_matter" if whether.matters else "disputes_do_not_matter", **verdicts)
    if without_silence is not None:
        verdict = _verdict(without_silence.passed)
        yield _measured("without_silence", without_silence.participating, verdict=verdict)


def _verdict(passed: bool) -> str:
    return "verdict_passed" if passed else "verdict_failed"
