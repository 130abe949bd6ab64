"""ballots.jsonl: one ballot a line, in order of unit and rank. The hashes are checked elsewhere."""

import re
from typing import Any

from linmeng_core.bundle.contents import Answer, BallotLine, Chosen, MatterQuestion, Question
from linmeng_core.bundle.documents import BALLOTS
from linmeng_core.bundle.reading.roll import PERSON
from linmeng_core.bundle.reading.strict_json import (
    HASH,
    as_matching,
    as_number,
    as_one_of,
    canonical_value,
    in_order,
    lines_of,
)
from linmeng_core.errors import BadInput, quoted
from linmeng_core.formats.fields import as_flag, as_list, as_object, as_text, shape
from linmeng_core.tally.votes import CHOICES

A_BALLOT_LINE = shape(
    "n", "unit", "rank", "late", "by", "proxy_for", "channel", "readings", "choices", "receipt_sha256",
    "scan_sha256", "hash", optional=("frozen",),
)  # fmt: skip
CHOSEN = shape("choices", "against_all", "unclear")
HASH_OR_NONE = re.compile("([0-9a-f]{64})?")
ANY_UNIT = re.compile("[uz][0-9]{4,6}")
"""z: a unit that is not on the roll."""


def read_ballots(text: bytes, questions: tuple[Question, ...]) -> tuple[BallotLine, ...]:
    """ballots.jsonl as values, in order of unit and rank; the hashes are not checked here."""
    ballots: list[BallotLine] = []
    for number, line in lines_of(text, BALLOTS):
        try:
            told = as_object(canonical_value(line), A_BALLOT_LINE)
            if as_number(told["n"], "n") != number - 1:
                raise BadInput("not_canonical", "n", given=quoted(told["n"]))
            ballots.append(_ballot_line(told, questions))
            _follows(ballots[-2:])
        except BadInput as fault:
            raise fault.at(file=BALLOTS, line=number) from fault
    return tuple(ballots)


def _ballot_line(told: dict[str, Any], questions: tuple[Question, ...]) -> BallotLine:
    as_matching(told["hash"], HASH, "hash")
    principal = told["proxy_for"]
    answers = as_object(told["choices"], shape(*[question.id for question in questions]), "choices")
    return BallotLine(
        unit=as_matching(told["unit"], ANY_UNIT, "unit"),
        rank=as_number(told["rank"], "rank"),
        late=as_flag(told["late"], "late"),
        by=as_matching(told["by"], PERSON, "by"),
        channel=as_text(told["channel"], "channel"),
        answers={question.id: _answer(answers[question.id], question) for question in questions},
        proxy_for=None if principal is None else as_matching(principal, PERSON, "proxy_for"),
        readings=as_number(told["readings"], "readings"),
        receipt_sha256=as_matching(told["receipt_sha256"], HASH_OR_NONE, "receipt_sha256"),
        scan_sha256=as_matching(told["scan_sha256"], HASH_OR_NONE, "scan_sha256"),
        frozen=_frozen(told),
    )


def _frozen(told: dict[str, Any]) -> bool:
    """Written where it is true only, so that a ballot has one text."""
    if "frozen" in told and told["frozen"] is not True:
        raise BadInput("not_canonical", "frozen", given=quoted(told["frozen"]))
    return "frozen" in told


def _answer(answer: object, question: Question) -> Answer:
    if isinstance(question, MatterQuestion):
        return as_one_of(answer, CHOICES, "choices")
    told = as_object(answer, CHOSEN, "choices")
    return Chosen(
        tuple(as_text(key, "choices") for key in as_list(told["choices"], "choices")),
        as_flag(told["against_all"], "choices"),
        as_flag(told["unclear"], "choices"),
    )


def _follows(pair: list[BallotLine]) -> None:
    """Ranks of a unit run from 1, and after a late ballot none comes in time."""
    before, ballot = pair[0], pair[-1]
    same = len(pair) == 2 and before.unit == ballot.unit
    in_order([entry.unit for entry in pair] if not same else [])
    if ballot.rank != (before.rank + 1 if same else 1) or (same and before.late and not ballot.late):
        raise BadInput("not_canonical", "rank", given=quoted(ballot.rank))
