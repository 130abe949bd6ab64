"""The questions of a vote, with their results once these may be seen."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from linmeng.assembly.actions.election_facts import candidate_facts, is_election, outcome_words
from linmeng.assembly.models import Vote
from linmeng.assembly.queries import explanation, newest_counts


@dataclass(frozen=True)
class ShownQuestion:
    """A question with its counted result and the line-by-line explanation, once there are any."""

    number: int
    text: str
    passed: bool | None = None
    cells: dict[str, dict[str, int]] | None = None
    lines: tuple[str, ...] = ()
    check_code: str = ""
    candidates: tuple[dict[str, Any], ...] = ()
    """Of an election: each with its support in both measures and its place among the elected."""
    outcome: str = ""
    seats: int = 0


def open_questions(vote: Vote) -> list[ShownQuestion]:
    """As they are asked, without a result."""
    return [ShownQuestion(q.number, q.text) for q in vote.questions.all()]


def counted_questions(vote: Vote, version: int) -> list[ShownQuestion]:
    """Each with both bars and the count line by line."""
    language = get_language() or "zh"
    return [
        ShownQuestion(
            counted.question.number,
            counted.question.text,
            counted.count.passed,
            counted.cells,
            tuple(explanation(vote, counted, language)),
            counted.count.result_sha256[:8].upper(),
            tuple(candidate_facts(counted)) if is_election(counted) else (),
            outcome_words(counted) if is_election(counted) else "",
            counted.question.seats,
        )
        for counted in newest_counts(vote, version)
    ]
