"""VOTE.json in, RESULT.json out (docs/formats/tally.md)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from linmeng_core.errors import BadInput, Step
from linmeng_core.formats.fields import (
    as_day,
    as_flag,
    as_instant,
    as_list,
    as_object,
    as_text,
    as_text_or_null,
    at_path,
    shape,
)
from linmeng_core.formats.sentences import spoken
from linmeng_core.measures import Measure, area_m2, parse_area
from linmeng_core.tally.results import Outcome, Refused, Result, Rule
from linmeng_core.tally.votes import Ballot, OwnersVote, Policy, RollUnit

VOTE = shape("place", "date", "matter", "policy", "roll", "ballots", optional=("closes_at",))
POLICY = shape("silence", "unclear", "repeat")
UNIT = shape("unit", "area_m2", "owners", "status", "delivered", optional=("representative",))
BALLOT = shape("unit", "choice", "channel", "at", "by", optional=("proxy_for", "frozen"))
CELLS = ("total", "participating", "yes", "no", "abstain", "split", "disputed")


@dataclass(frozen=True, slots=True)
class VoteFile:
    """A vote with the place and the day of notice that select its law."""

    place: str
    day: date
    vote: OwnersVote


def read_vote(content: object) -> VoteFile:
    """A vote from the value of its JSON; BadInput names the first field that breaks the format."""
    file = as_object(content, VOTE)
    closes_at = file.get("closes_at")
    vote = OwnersVote(
        matter=as_text(file["matter"], "matter"),
        roll=read_roll(file["roll"]),
        ballots=_ballots(file["ballots"]),
        policy=read_policy(file["policy"]),
        closes_at=None if closes_at is None else as_instant(closes_at, "closes_at"),
    )
    return VoteFile(as_text(file["place"], "place"), as_day(file["date"], "date"), vote)


def read_policy(content: object) -> Policy:
    """The policies, all of them texts."""
    policy = as_object(content, POLICY, "policy")
    return Policy(**{key: as_text(value, "policy", key) for key, value in policy.items()})


def read_roll(content: object) -> tuple[RollUnit, ...]:
    """The units of the roll in their order."""
    return tuple(_unit(entry, place) for place, entry in enumerate(as_list(content, "roll")))


def _unit(content: object, place: int) -> RollUnit:
    entry = as_object(content, UNIT, "roll", place)
    owners = as_list(entry["owners"], "roll", place, "owners")
    return RollUnit(
        as_text(entry["unit"], "roll", place, "unit"),
        _area(entry["area_m2"], "roll", place, "area_m2"),
        tuple([as_text(owner, "roll", place, "owners", number) for number, owner in enumerate(owners)]),
        as_text(entry["status"], "roll", place, "status"),
        as_flag(entry["delivered"], "roll", place, "delivered"),
        as_text_or_null(entry.get("representative"), "roll", place, "representative"),
    )


def _area(content: object, *path: Step) -> int:
    try:
        return parse_area(content)
    except BadInput as fault:
        raise at_path(fault, *path) from fault


def _ballots(content: object) -> tuple[Ballot, ...]:
    return tuple(_ballot(entry, place) for place, entry in enumerate(as_list(content, "ballots")))


def _ballot(content: object, place: int) -> Ballot:
    entry = as_object(content, BALLOT, "ballots", place)
    return Ballot(
        as_text(entry["unit"], "ballots", place, "unit"),
        as_text(entry["choice"], "ballots", place, "choice"),
        as_text(entry["channel"], "ballots", place, "channel"),
        as_instant(entry["at"], "ballots", place, "at"),
        as_text(entry["by"], "ballots", place, "by"),
        as_text_or_null(entry.get("proxy_for"), "ballots", place, "proxy_for"),
        as_flag(entry.get("frozen", False), "ballots", place, "frozen"),
    )


def result_as_json(result: Result, lang: str) -> dict[str, Any]:
    """The result file: plain values only, areas as texts, `lines` in the language asked for."""
    file = outcome_as_json(result)
    file["rule"] = rule_as_json(result.rule)
    if result.without_silence is not None:
        file["without_silence"] = outcome_as_json(result.without_silence)
    file["refused"] = refused_as_json(result.refused)
    file["lines"] = spoken(result.lines, lang)
    return file


def outcome_as_json(outcome: Outcome) -> dict[str, Any]:
    """Cells, quorum, approval, decision and what disputed units would change."""
    quorum, approval, whether = outcome.quorum, outcome.approval, outcome.if_disputed
    return {
        **{cell: measure_as_json(getattr(outcome, cell)) for cell in CELLS},
        "quorum": {"area": quorum.area, "heads": quorum.heads, "met": quorum.met},
        "approval": {"area": approval.area, "heads": approval.heads},
        "passed": outcome.passed,
        "if_disputed": {
            "yes": whether.yes, "no": whether.no, "absent": whether.absent, "matters": whether.matters,
        },
    }  # fmt: skip


def rule_as_json(rule: Rule) -> dict[str, str]:
    """The law that was followed."""
    return {"pack": rule.pack, "version": rule.version, "sha256": rule.sha256, "article": rule.article}


def refused_as_json(refused: Iterable[Refused]) -> list[dict[str, str | int]]:
    """The ballots set aside, each with its reason."""
    return [{"ballot": entry.ballot, "reason": entry.reason} for entry in refused]


def measure_as_json(measure: Measure) -> dict[str, str | int]:
    """Area as a text, heads as a number."""
    return {"area_m2": area_m2(measure.area_dm2), "heads": measure.heads}
