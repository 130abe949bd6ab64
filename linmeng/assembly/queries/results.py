"""Reading counts: the count file of a question and its kept result."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max

from linmeng.assembly.bridge import Box, area_dm2, election_file, lines_of_content, vote_file
from linmeng.assembly.models import (
    BallotDispute,
    CastBallot,
    Count,
    Question,
    ReReading,
    Vote,
)
from linmeng.assembly.queries.ballot_lists import on_ballot
from linmeng.assembly.queries.delivery import proven_entries
from linmeng.assembly.queries.supplements import counting_supplements, supplements_of

CELLS = ("total", "participating", "yes", "no", "abstain", "split", "disputed")
ELECTION_CELLS = ("total", "participating", "named", "against_all", "abstain", "split", "disputed")


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
            for cell in (ELECTION_CELLS if "elected" in self.result else CELLS)
        }


def box_of(vote: Vote, version: int | None = None) -> Box:
    """All that a count reads, in a steady number of queries; everything shown about ballots comes from here.

    With `version` the box as that count found it: later disputes, late-found papers and later re-readings
    left out, so that a count that was signed and published can be recounted for ever.
    """
    until = _counted_at(vote, version)
    void, frozen = _disputed(vote, until)
    cast = CastBallot.objects.filter(receipt__vote=vote).exclude(receipt_id__in=void)
    re_read = ReReading.objects.filter(vote=vote).order_by("version", "id")
    if until is not None:
        cast = cast.exclude(receipt__paper__sheet__taken_in_at__gt=until)
        re_read = re_read.filter(version__lte=version)
    ballots = tuple(cast.select_related("receipt__proxy").order_by("receipt__cast_at", "receipt_id", "id"))
    changes = [row for row in supplements_of(vote) if until is None or row.taken_at <= until]
    return Box(
        entries=tuple(vote.roll.all()),
        ballots=ballots,
        delivered=frozenset(proven_entries(vote.id)),
        supplements=counting_supplements(vote, changes, {ballot.receipt_id for ballot in ballots}),
        changes={
            entry: tuple(row for row in changes if row.entry_id == entry)
            for entry in {row.entry_id for row in changes}
        },
        frozen=frozen,
        re_read={(r.receipt_id, r.question_id): r.choice for r in re_read},
    )


def _counted_at(vote: Vote, version: int | None) -> datetime | None:
    if version is None:
        return None
    return Count.objects.filter(vote=vote, version=version).aggregate(at=Max("counted_at"))["at"]


def _disputed(vote: Vote, until: datetime | None) -> tuple[frozenset[int], frozenset[int]]:
    """Receipts found void, and those frozen while somebody looks into them; as things stood at `until`."""
    void, frozen = set(), set()
    for dispute in BallotDispute.objects.filter(vote=vote):
        if until is not None and dispute.opened_at > until:
            continue
        decided = dispute.decided_at is not None and (until is None or dispute.decided_at <= until)
        if not decided:
            frozen.add(dispute.receipt_id)
        elif dispute.state == BallotDispute.State.VOID:
            void.add(dispute.receipt_id)
    return frozenset(void), frozenset(frozen - void)


def vote_files(vote: Vote, version: int | None = None) -> dict[int, dict[str, Any]]:
    """The masked VOTE.json of every question by its number; as many queries whatever the size."""
    box = box_of(vote, version)
    return {q.number: content_of(vote, q, box) for q in vote.questions.all()}


def content_of(vote: Vote, question: Question, box: Box) -> dict[str, Any]:
    """A matter has a VOTE.json, an election an ELECTION.json."""
    if question.kind == Question.Kind.ELECTION:
        return election_file(vote, question, box, on_ballot(question))
    return vote_file(vote, question, box)


def newest_counts(vote: Vote, version: int | None = None) -> list[QuestionCount]:
    """The newest count of each question (or the one of a version), in the order of the questions."""
    counts = (
        Count.objects.filter(vote=vote).select_related("question").order_by("question__number", "version")
    )
    if version is not None:
        counts = counts.filter(version=version)
    newest = {c.question_id: c for c in counts}
    return [QuestionCount(c.question, c, json.loads(c.result)) for c in newest.values()]


def explanation(vote: Vote, counted: QuestionCount, language: str) -> list[str]:
    """The count line by line. Chinese is kept; English is told again from the same file."""
    if language.startswith("zh"):
        kept: list[str] = counted.result["lines"]
        return kept
    return lines_of_content(vote, vote_files(vote, counted.count.version)[counted.question.number], "en")
