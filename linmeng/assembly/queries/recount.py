"""A recount in the making and what it changed: papers read again by two, and the ballots that differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from linmeng.assembly.bridge import Changed, changes
from linmeng.assembly.models import BallotPaper, Question, RecountReading, Vote, VoteDecision
from linmeng.assembly.queries.results import box_of
from linmeng.assembly.queries.signatures import newest_version
from linmeng.publishing.models import Publication
from linmeng.publishing.queries import facts_of


@dataclass(frozen=True)
class Changes:
    """What one count read differently from the one before it, on one question."""

    question: Question
    ballots: tuple[Changed, ...]


def open_recount(vote: Vote) -> VoteDecision | None:
    """The decision to count again that no count has followed yet."""
    decisions = list(vote.decisions.filter(kind=VoteDecision.Kind.RECOUNT).order_by("happened_at", "id"))
    versions = newest_version(vote)
    return decisions[-1] if versions and len(decisions) >= versions else None


def agreed(readings: Sequence[RecountReading]) -> dict[str, str] | None:
    """What two people read alike, once they have."""
    for one, other in combinations(readings, 2):
        if one.values == other.values and one.by_person_id != other.by_person_id:
            return dict(one.values)
    return None


def re_read_papers(vote: Vote, version: int) -> dict[int, list[RecountReading]]:
    """By paper who read it again for this count; what they read stays here."""
    found: dict[int, list[RecountReading]] = {}
    for reading in RecountReading.objects.filter(vote=vote, version=version).order_by("read_at", "id"):
        found.setdefault(reading.paper_id, []).append(reading)
    return found


def half_re_read(vote: Vote) -> list[BallotPaper]:
    """Papers that wait for another reader before the recount can be closed."""
    readings = re_read_papers(vote, newest_version(vote) + 1)
    waiting = [paper_id for paper_id, said in readings.items() if agreed(said) is None]
    papers = BallotPaper.objects.filter(id__in=waiting).select_related("sheet", "entry")
    return list(papers.order_by("sheet__number"))


def changes_between(vote: Vote, first: int, second: int) -> list[Changes]:
    """Ballot by ballot what `second` read differently from `first`."""
    before, after = box_of(vote, first), box_of(vote, second)
    numbers = dict(BallotPaper.objects.filter(vote=vote).values_list("id", "sheet__number"))
    return [Changes(q, changes(before, after, q.id, numbers)) for q in vote.questions.all()]


def published_version(vote: Vote) -> int:
    """The version of the count that hangs on the board; 0 while none does."""
    newest = published_result(vote)
    return int(facts_of(newest)["questions"][0]["version"]) if newest is not None else 0


def published_result(vote: Vote) -> Publication | None:
    """The publication of the result that stands: the first one, or its newest correction."""
    results = Publication.objects.filter(subject="vote_result", subject_id=vote.id)
    return results.order_by("-published_at", "-id").first()
