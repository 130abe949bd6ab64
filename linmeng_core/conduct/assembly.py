"""What may come before the owners' assembly: petitions, topics, mandates, and votes that hang together."""

from collections.abc import Sequence
from dataclasses import dataclass

from linmeng_core.conduct.committee import cited, doubts
from linmeng_core.law.packs import Pack
from linmeng_core.law.rules import Rules
from linmeng_core.lines import Line, line
from linmeng_core.measures import Measure, Threshold, area_m2

NOT_WRITTEN, PROPERTY_STAFF, OVER_LIMIT, DIFFERS = (
    "not_written", "property_staff", "over_limit", "differs_from_mandate",
)  # fmt: skip


@dataclass(frozen=True)
class Petition:
    """How far owners have come who want a temporary meeting. `met` follows the place's own measure; the two
    measures and what is missing in each always stand beside it.
    """

    area: bool
    heads: bool
    met: bool
    missing: Measure
    lines: tuple[Line, ...]


def petition(*, total: Measure, signed: Measure, rules: Rules) -> Petition:
    """PMR 13, SH 25: 20 % of owners; the Guide (21) asks it of area and heads. 以上 includes equality."""
    asked = rules.share("petition.share")
    area = asked.met(signed.area_dm2, total.area_dm2)
    heads = asked.met(signed.heads, total.heads)
    by_heads = rules.choice("petition.measures") == "heads"
    missing = Measure(
        asked.missing(signed.area_dm2, total.area_dm2), asked.missing(signed.heads, total.heads)
    )
    measured = f"petition_by_{rules.choice('petition.measures')}"
    met = heads and (area or by_heads)
    lines = (
        line(
            "petition_progress", area=area_m2(signed.area_dm2), heads=signed.heads, threshold=str(asked),
            missing_area=area_m2(missing.area_dm2), missing_heads=missing.heads,
            **cited(rules, "petition.share"),
        ),
        line(measured, **cited(rules, "petition.measures")),
        line("petition_met" if met else "petition_missed"),
        *doubts(rules, "petition.share", "petition.measures"),
    )  # fmt: skip
    return Petition(area, heads, met, missing, lines)


@dataclass(frozen=True)
class Mandate:
    """A proxy's mandate. `wrote`: what the principal wrote, empty if nothing; `cast`: what the agent voted,
    empty while nothing was cast.
    """

    agent: str
    principal: str
    written: bool = True
    property_staff: bool = False
    wrote: str = ""
    cast: str = ""


@dataclass(frozen=True)
class RefusedMandate:
    """A mandate that does not count: its place in the list (from 0) and why."""

    mandate: int
    reason: str


def refused_mandates(
    mandates: Sequence[Mandate], *, rules: Rules, limit: int | None = None, staff_refused: bool = False
) -> tuple[RefusedMandate, ...]:
    """The mandates that do not count, in the order in which they came. `limit` and `staff_refused` come from
    the compound's own rules of procedure; the stricter of them and the law's holds. A mandate refused for
    another reason does not use up the limit.
    """
    limits = [limit] if limit is not None else []
    limits += [rules.number("proxy.limit")] if rules.has("proxy.limit") else []
    held: dict[str, int] = {}
    refused = []
    for place, mandate in enumerate(mandates):
        reason = _against(mandate, rules, staff_refused)
        if not reason and limits and held.get(mandate.agent, 0) >= min(limits):
            reason = OVER_LIMIT
        if reason:
            refused.append(RefusedMandate(place, reason))
        else:
            held[mandate.agent] = held.get(mandate.agent, 0) + 1
    return tuple(refused)


def _against(mandate: Mandate, rules: Rules, staff_refused: bool) -> str:
    if rules.holds("proxy.written") and not mandate.written:
        return NOT_WRITTEN
    if mandate.property_staff and (staff_refused or rules.holds("proxy.property_staff_refused")):
        return PROPERTY_STAFF
    # SH 18: 依据委托人对所议事项的意见进行投票表决
    bound = rules.holds("proxy.bound_by_mandate") and mandate.cast and mandate.wrote
    return DIFFERS if bound and mandate.cast != mandate.wrote else ""


def unposted_topics(*, posted: Sequence[str], put: Sequence[str], rules: Rules) -> tuple[str, ...]:
    """The topics put to the vote that stood in no notice, and may therefore not be decided (BJ 35, HZ 19)."""
    if not rules.holds("meeting.unposted_topics_refused"):
        return ()
    return tuple(topic for topic in put if topic not in posted)


@dataclass(frozen=True)
class Tallied:
    """One vote in short: all, those who took part, those in favour, in both measures."""

    total: Measure
    participating: Measure
    yes: Measure


@dataclass(frozen=True)
class LiftOutcome:
    """A new lift: the building's vote, the compound's where it is needed, and whether the lift may be built."""

    building: bool
    compound: bool | None
    may_build: bool
    lines: tuple[Line, ...]


def lift_outcome(
    *, building: Tallied, compound: Tallied | None, takes_common_ground: bool, pack: Pack, rules: Rules
) -> LiftOutcome:
    """Two linked votes, both of which must pass (沪建房管联〔2020〕801号): the owners of the building, and, where
    the lift takes common ground, all owners of the compound. Without the second vote it may not be built.
    """
    quorum = pack.quorum.threshold
    first = _passes(building, quorum, rules.share("lift.building"))
    lines = [line(f"lift_building_{_word(first)}", **cited(rules, "lift.building"))]
    if not takes_common_ground or not rules.holds("lift.linked_votes"):
        lines += doubts(rules, "lift.building")
        return LiftOutcome(first, None, first, tuple(lines))
    second = compound is not None and _passes(compound, quorum, rules.share("lift.compound"))
    word = _word(second) if compound is not None else "waiting"
    lines.append(line(f"lift_compound_{word}", **cited(rules, "lift.compound")))
    lines += doubts(rules, "lift.building", "lift.compound")
    return LiftOutcome(first, second, first and second, tuple(lines))


def _word(passed: bool) -> str:
    return "passed" if passed else "failed"


def _passes(vote: Tallied, quorum: Threshold, approval: Threshold) -> bool:
    """The double measure of 民法典 278; without participants nothing is approved."""
    took_part, total, yes = vote.participating, vote.total, vote.yes
    met = quorum.met(took_part.area_dm2, total.area_dm2) and quorum.met(took_part.heads, total.heads)
    if not took_part.heads:
        return False
    agreed = approval.met(yes.area_dm2, took_part.area_dm2) and approval.met(yes.heads, took_part.heads)
    return met and agreed
