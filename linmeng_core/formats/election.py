"""ELECTION.json in, ELECTED.json out (docs/formats/elect.md)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from linmeng_core.election.results import ElectionResult, Standing
from linmeng_core.election.votes import Election, ElectionBallot
from linmeng_core.errors import Step
from linmeng_core.formats.fields import (
    as_day,
    as_flag,
    as_instant,
    as_list,
    as_number,
    as_object,
    as_text,
    as_text_or_null,
    shape,
)
from linmeng_core.formats.sentences import spoken
from linmeng_core.formats.vote import (
    measure_as_json,
    read_policy,
    read_roll,
    refused_as_json,
    rule_as_json,
)

ELECTION = shape(
    "place", "date", "matter", "policy", "seats", "minimum", "candidates", "roll", "ballots",
    optional=("closes_at", "lot"),
)  # fmt: skip
BALLOT = shape(
    "unit", "choices", "channel", "at", "by", optional=("proxy_for", "against_all", "unclear", "frozen")
)
CELLS = ("total", "participating", "named", "against_all", "abstain", "split", "disputed")


@dataclass(frozen=True, slots=True)
class ElectionFile:
    """An election with the place and the day of notice that select its law."""

    place: str
    day: date
    election: Election


def read_election(content: object) -> ElectionFile:
    """An election from the value of its JSON; BadInput names the first field that breaks the format."""
    file = as_object(content, ELECTION)
    closes_at, lot = file.get("closes_at"), file.get("lot")
    election = Election(
        matter=as_text(file["matter"], "matter"),
        seats=as_number(file["seats"], "seats"),
        minimum=as_number(file["minimum"], "minimum"),
        candidates=_names(file["candidates"], "candidates"),
        roll=read_roll(file["roll"]),
        ballots=_ballots(file["ballots"]),
        policy=read_policy(file["policy"]),
        closes_at=None if closes_at is None else as_instant(closes_at, "closes_at"),
        lot=None if lot is None else _names(lot, "lot"),
    )
    return ElectionFile(as_text(file["place"], "place"), as_day(file["date"], "date"), election)


def _names(content: object, *path: Step) -> tuple[str, ...]:
    return tuple([as_text(name, *path, number) for number, name in enumerate(as_list(content, *path))])


def _ballots(content: object) -> tuple[ElectionBallot, ...]:
    return tuple(_ballot(entry, place) for place, entry in enumerate(as_list(content, "ballots")))


def _ballot(content: object, place: int) -> ElectionBallot:
    entry = as_object(content, BALLOT, "ballots", place)
    return ElectionBallot(
        as_text(entry["unit"], "ballots", place, "unit"),
        _names(entry["choices"], "ballots", place, "choices"),
        as_text(entry["channel"], "ballots", place, "channel"),
        as_instant(entry["at"], "ballots", place, "at"),
        as_text(entry["by"], "ballots", place, "by"),
        as_text_or_null(entry.get("proxy_for"), "ballots", place, "proxy_for"),
        as_flag(entry.get("against_all", False), "ballots", place, "against_all"),
        as_flag(entry.get("unclear", False), "ballots", place, "unclear"),
        as_flag(entry.get("frozen", False), "ballots", place, "frozen"),
    )


def elected_as_json(result: ElectionResult, lang: str) -> dict[str, Any]:
    """The result file: plain values only, areas as texts, `lines` in the language asked for."""
    quorum, whether = result.quorum, result.if_disputed
    return {
        **{cell: measure_as_json(getattr(result, cell)) for cell in CELLS},
        "quorum": {"area": quorum.area, "heads": quorum.heads, "met": quorum.met},
        "candidates": [_standing(standing) for standing in result.candidates],
        "elected": list(result.elected),
        "tied": list(result.tied),
        "outcome": result.outcome,
        "if_disputed": {
            "yes": list(whether.yes),
            "no": list(whether.no),
            "absent": list(whether.absent),
            "matters": whether.matters,
        },
        "rule": rule_as_json(result.rule),
        "refused": refused_as_json(result.refused),
        "lines": spoken(result.lines, lang),
    }


def _standing(standing: Standing) -> dict[str, Any]:
    approval = standing.approval
    return {
        "candidate": standing.candidate,
        **measure_as_json(standing.support),
        "approval": {"area": approval.area, "heads": approval.heads},
    }
