"""Count night as the hall sees it: papers read once and twice, both bars growing; who reads is not shown.

Until the vote is closed only turnout shows. Afterwards the counting is public: each question's answers
grow, in steps of several papers, so that no step of the picture tells what stands on one paper.
"""

import json
from dataclasses import dataclass
from typing import Any

from django.db.models import Count as Number
from django.db.models import Sum

from linmeng.assembly.bridge import Box, area_dm2, count_content
from linmeng.assembly.models import BallotPaper, BoxEvent, Question, Vote
from linmeng.assembly.queries.results import (
    CELLS,
    ELECTION_CELLS,
    box_of,
    content_of,
    newest_counts,
)
from linmeng.assembly.queries.signatures import CountSigned, signed
from linmeng.assembly.queries.turnout import LiveTurnout, turnout
from linmeng.papers.states import HALF_READ

STEP = 5
"""So many papers join the picture at a time."""


@dataclass(frozen=True)
class PaperProgress:
    """How far the reading of papers has come."""

    once: int
    apart: int
    """Read differently by two: a third person decides."""
    twice: int
    out_of_boxes: int | None
    """How many papers were counted out of the boxes; None while no box was opened with a number."""

    @property
    def begun(self) -> int:
        """Papers that somebody has read."""
        return self.once + self.apart + self.twice

    @property
    def left(self) -> int | None:
        """Papers that nobody has read yet."""
        return None if self.out_of_boxes is None else max(0, self.out_of_boxes - self.begun)

    @property
    def done(self) -> bool:
        """Whether every paper out of the boxes was read twice."""
        return self.left == 0 and not self.once and not self.apart


@dataclass(frozen=True)
class NightQuestion:
    """One question as the hall sees it; without cells before the counting is public."""

    number: int
    text: str
    result: dict[str, Any] | None = None

    @property
    def cells(self) -> dict[str, dict[str, int]] | None:
        """What the two bars draw."""
        if self.result is None:
            return None
        return {
            cell: {"area_dm2": area_dm2(self.result[cell]["area_m2"]), "heads": self.result[cell]["heads"]}
            for cell in (ELECTION_CELLS if "elected" in self.result else CELLS)
        }

    @property
    def passed(self) -> bool | None:
        """The decision, once counted."""
        return None if self.result is None else self.result.get("passed")


@dataclass(frozen=True)
class CountNight:
    """Everything on the screen in the hall."""

    stage: str
    """before · reading · counted · published."""
    turnout: LiveTurnout
    papers: PaperProgress
    questions: list[NightQuestion]
    joining: int
    """Papers entered already that join the answers with the next step."""
    signatures: list[CountSigned]
    version: int
    mark: str
    """Changes with everything shown."""


def paper_progress(vote: Vote) -> PaperProgress:
    """By the states of the sheets; two queries."""
    states = dict(
        BallotPaper.objects.filter(vote=vote).order_by().values_list("sheet__state").annotate(Number("id"))
    )
    opened = BoxEvent.objects.filter(box__vote=vote, kind=BoxEvent.Kind.OPENED, papers__isnull=False)
    out = opened.aggregate(n=Sum("papers"))["n"]
    once, apart = (states.get(state, 0) for state in HALF_READ)
    return PaperProgress(once, apart, states.get("settled", 0), out)


def night_mark(vote: Vote, papers: PaperProgress, live: LiveTurnout) -> str:
    """A short sign of what the screen shows: while it stays the same nothing is sent anew."""
    parts = [vote.state, papers.once, papers.apart, papers.twice, papers.out_of_boxes, live.units_returned]
    parts += [vote.signatures.count(), vote.counts.count(), vote.disputes.count()]
    return "-".join(str(part) for part in parts)


def count_night(vote: Vote) -> CountNight:
    """What the hall sees now."""
    papers, live = paper_progress(vote), turnout(vote)
    questions = list(vote.questions.all())
    joining, version, shown = 0, 0, [NightQuestion(q.number, q.text) for q in questions]
    stage = "before"
    if vote.state == Vote.State.CLOSED:
        stage = "reading"
        box, joining = _box_in_steps(vote, papers)
        shown = [_so_far(vote, question, box) for question in questions]
    elif vote.state in (Vote.State.COUNTED, Vote.State.PUBLISHED, Vote.State.ARCHIVED):
        stage = "counted" if vote.state == Vote.State.COUNTED else "published"
        counted = newest_counts(vote)
        version = counted[0].count.version if counted else 0
        shown = [NightQuestion(c.question.number, c.question.text, c.result) for c in counted]
    return CountNight(
        stage,
        live,
        papers,
        shown,
        joining,
        signed(vote, version),
        version,
        night_mark(vote, papers, live),
    )


def _box_in_steps(vote: Vote, papers: PaperProgress) -> tuple[Box, int]:
    """The box without the papers that have not made up a step yet, and how many these are."""
    box = box_of(vote)
    joining = 0 if papers.done else papers.twice % STEP
    if not joining:
        return box, 0
    newest = BallotPaper.objects.filter(vote=vote, sheet__state="settled")
    late = set(newest.order_by("-sheet__taken_in_at", "-id").values_list("id", flat=True)[:joining])
    kept = tuple(ballot for ballot in box.ballots if ballot.receipt.paper_id not in late)
    return Box(
        box.entries, kept, box.delivered, box.supplements, box.changes, box.frozen, box.re_read
    ), joining


def _so_far(vote: Vote, question: Question, box: Box) -> NightQuestion:
    counted = count_content(vote, content_of(vote, question, box))
    return NightQuestion(question.number, question.text, json.loads(counted.result))
