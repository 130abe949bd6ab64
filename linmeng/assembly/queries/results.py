"""Reading counts: the count file of a question and its kept result."""

import json
from dataclasses import dataclass
from typing import Any

from linmeng.assembly.bridge import Box, area_dm2, lines_in, vote_file
from linmeng.assembly.models import (
    BallotDelivery,
    BallotDispute,
    CastBallot,
    Count,
    Question,
    ReReading,
    Vote,
)

CELLS = ("total", "participating", "yes", "no", "abstain", "split", "disputed")


@dataclass(frozen=True)
class QuestionCount:
    """One question with its newest count, ready to show."""

    question: Question
    count: Count
    result: dict[str, Any]

    @property
    def cells(self) -> dict[str, dict[str, int]]:
        """What the two bars draw."""
        return {
            cell: {"area_dm2": area_dm2(self.result[cell]["area_m2"]), "heads": self.result[cell]["heads"]}
            for cell in CELLS
        }


def box_of(vote: Vote) -> Box:
    """All that a count reads, in a steady number of queries; everything shown about ballots comes from here."""
    delivered = BallotDelivery.objects.filter(entry__vote=vote, proves=True)
    disputed = dict(
        BallotDispute.objects.filter(vote=vote, state__in=["open", "void"]).values_list("receipt_id", "state")
    )
    void = [receipt_id for receipt_id, state in disputed.items() if state == "void"]
    cast = CastBallot.objects.filter(receipt__vote=vote).exclude(receipt_id__in=void)
    re_read = ReReading.objects.filter(vote=vote).order_by("version", "id")
    return Box(
        entries=tuple(vote.roll.all()),
        ballots=tuple(cast.select_related("receipt__proxy").order_by("receipt__cast_at", "receipt_id", "id")),
        delivered=frozenset(delivered.values_list("entry_id", flat=True)),
        frozen=frozenset(receipt_id for receipt_id, state in disputed.items() if state == "open"),
        re_read={(r.receipt_id, r.question_id): r.choice for r in re_read},
    )


def vote_files(vote: Vote) -> dict[int, dict[str, Any]]:
    """The masked VOTE.json of every question by its number; as many queries whatever the size."""
    box = box_of(vote)
    return {q.number: vote_file(vote, q, box) for q in vote.questions.all()}


def newest_counts(vote: Vote) -> list[QuestionCount]:
    """The newest count of each question, in the order of the questions."""
    counts = (
        Count.objects.filter(vote=vote).select_related("question").order_by("question__number", "version")
    )
    newest = {c.question_id: c for c in counts}
    return [QuestionCount(c.question, c, json.loads(c.result)) for c in newest.values()]


def explanation(vote: Vote, counted: QuestionCount, language: str) -> list[str]:
    """The count line by line. Chinese is kept; English is told again from the same file."""
    if language.startswith("zh"):
        kept: list[str] = counted.result["lines"]
        return kept
    return lines_in(vote, vote_files(vote)[counted.question.number], "en")
