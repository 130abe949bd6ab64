"""The sentences that votes and elections share: roll, ballots, what is not counted, shares compared."""

from collections.abc import Iterator, Mapping

from linmeng_core.law.packs import Pack, Source
from linmeng_core.lines import Line, line
from linmeng_core.measures import Measure, Threshold, area_m2
from linmeng_core.tally.cells import Heads
from linmeng_core.tally.sorting import Mark, SortedBallots

REASONS = ("unknown_unit", "late", "not_entitled", "unclear", "too_many", "repeat", "not_representative")
"""Why a ballot is set aside, in the order of counting; `too_many` names only in elections."""


def cited(source: Source) -> dict[str, str]:
    """The article of a value as a sentence names it."""
    return {"article": source.article, "article_en": source.article_en}


def measured(code: str, measure: Measure, **params: str | int) -> Line:
    """A sentence with an area and heads."""
    return line(code, area=area_m2(measure.area_dm2), heads=measure.heads, **params)


def roll_lines(heads: Heads, pack: Pack) -> Iterator[Line]:
    """How large the roll is, and which units count as one head."""
    counting = pack.counting
    units = len(heads.areas)
    yield measured("roll", heads.total, units=units, **cited(counting["area"].source))
    if heads.merged:
        yield line("merged", fewer=heads.merged, **cited(counting["heads"].source))
    if heads.developer:
        area = area_m2(sum(heads.areas[place] for place in heads.developer))
        yield line("developer", units=len(heads.developer), area=area, **cited(counting["heads"].source))


def ballot_lines(received: int, set_aside: Mapping[str, int]) -> Iterator[Line]:
    """How many ballots came in; how many were set aside, by reason."""
    refused = sum(set_aside.values())
    yield line("ballots", received=received, refused=refused, left=received - refused)
    for reason in REASONS:
        if set_aside.get(reason):
            yield line(f"refused_{reason}", ballots=set_aside[reason])


def not_counted_lines(ballots: SortedBallots[Mark], disputed: Measure) -> Iterator[Line]:
    """The units that stand in no cell."""
    if ballots.disputed:
        units = len(ballots.disputed)
        if ballots.frozen:
            yield measured("disputed_frozen", disputed, units=units, frozen=len(ballots.frozen))
        else:
            yield measured("disputed", disputed, units=units)
    if ballots.spoilt:
        yield line("spoilt", units=len(ballots.spoilt))
    if ballots.silent:
        yield line("silent", units=len(ballots.silent))


def quorum_lines(participating: Measure, total: Measure, pack: Pack) -> Iterator[Line]:
    """Did enough owners take part, in both measures?"""
    yield from compared("quorum", participating, total, pack.quorum.threshold, pack.quorum.source)


def compared(
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
        sign=sign(ours, asked),
        asked=shown(asked),
        whole=shown(whole),
        times_whole=share.numerator,
        threshold=str(threshold),
        **missing,
        **cited(source),
    )


def sign(ours: int, asked: int) -> str:
    """How two numbers compare."""
    return ">" if ours > asked else "<" if ours < asked else "="
