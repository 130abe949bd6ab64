"""An election's door to the core: the count file (ELECTION.json), its result, and what bodies must be like."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from linmeng.assembly.bridge.answers import parse_marks
from linmeng.assembly.bridge.count_file import (
    Box,
    CountedQuestion,
    acts_of_casting,
    count_file,
    count_head,
    lines_in,
    roll_lines,
)
from linmeng.assembly.bridge.law import frozen_pack
from linmeng.assembly.bridge.roll import sha256
from linmeng.assembly.models import Question, Vote
from linmeng_core.chain import canonical
from linmeng_core.conduct import committee
from linmeng_core.election import count_election
from linmeng_core.election.results import COMPLETE, LOT_NEEDED
from linmeng_core.errors import BadInput
from linmeng_core.formats.election import elected_as_json, read_election
from linmeng_core.formats.sentences import spoken
from linmeng_core.law import clocks
from linmeng_core.law.load import holidays, pack_in_force
from linmeng_core.law.rules import Rules

__all__ = [
    "LOT_NEEDED",
    "Bar",
    "CommitteeLaw",
    "LawDay",
    "OnBallot",
    "committee_law",
    "count_content",
    "election_file",
    "law_days",
    "lines_of_content",
]


@dataclass(frozen=True)
class OnBallot:
    """Who stands, by the numbers on the ballot, and the lot if one was drawn."""

    numbers: tuple[int, ...]
    lot: tuple[int, ...] | None = None


def election_file(vote: Vote, question: Question, box: Box, standing: OnBallot) -> dict[str, Any]:
    """The ELECTION.json of one question (docs/formats/elect.md), masked like VOTE.json.

    Silent homes follow nobody: among several names there is no majority that they could follow.
    """
    head = count_head(vote)
    return head | {
        "policy": head["policy"] | {"silence": "off"},
        "seats": question.seats,
        "minimum": question.minimum,
        "candidates": [str(number) for number in standing.numbers],
        "roll": roll_lines(box),
        "ballots": [
            act | _marks(box.choice(ballot))
            for ballot, act in acts_of_casting(vote, box)
            if ballot.question_id == question.id
        ],
        "lot": None if standing.lot is None else [str(number) for number in standing.lot],
    }


def _marks(choice: str) -> dict[str, Any]:
    marks = parse_marks(choice)
    told: dict[str, Any] = {"choices": [str(number) for number in marks.numbers]}
    if marks.against_all:
        told["against_all"] = True
    if marks.unclear:
        told["unclear"] = True
    return told


def count_content(vote: Vote, content: dict[str, Any]) -> CountedQuestion:
    """Count one VOTE.json or ELECTION.json under the pack frozen with the vote; raises PackChanged."""
    if "candidates" not in content:
        return count_file(vote, content)
    result = elected_as_json(count_election(read_election(content).election, frozen_pack(vote)), "zh")
    text = canonical(result)
    return CountedQuestion(
        input_sha256=sha256(canonical(content)),
        result=text,
        result_sha256=sha256(text),
        passed=result["outcome"] == COMPLETE,
    )


def lines_of_content(vote: Vote, content: dict[str, Any], language: str) -> list[str]:
    """The explanation of a counted file of either kind once more, in another language."""
    if "candidates" not in content:
        return lines_in(vote, content, language)
    counted = count_election(read_election(content).election, frozen_pack(vote))
    told: list[str] = elected_as_json(counted, language)["lines"]
    return told


@dataclass(frozen=True)
class LawDay:
    """A day that the law sets after an event: what by when, its article, what to say about it."""

    what: str
    due: date
    article: str
    lines: tuple[str, ...]


def law_days(place: str, kind: str, at: date, language: str) -> dict[str, LawDay]:
    """What follows from an event under the law of that day, by its name; empty where no pack speaks."""

    def rules_of(subject: str) -> Rules:
        return pack_in_force(place, at, subject=subject)  # type: ignore[call-overload, no-any-return]

    try:
        found = clocks.dues(kind=kind, at=at, rules_of=rules_of, holidays=holidays())
    except BadInput:
        return {}
    return {
        one.what: LawDay(one.what, one.due, one.source.article, tuple(spoken(one.lines, language)))
        for one in found
    }


@dataclass(frozen=True)
class Bar:
    """One reason of the law that bars somebody from the committee."""

    key: str
    words: str
    words_en: str


class CommitteeLaw:
    """What the pack `committee` in force at a place says, as plain values."""

    def __init__(self, rules: Rules, assembly: Rules) -> None:
        self._rules = rules
        self._assembly = assembly

    @property
    def bars(self) -> tuple[Bar, ...]:
        """The reasons that bar a candidate (SH 20, Guide 31)."""
        items = self._rules.items("candidate.disqualified")
        return tuple(Bar(item.code, item.title, item.title_en) for item in items)

    @property
    def wants_pledge(self) -> bool:
        """Whether candidates sign a pledge."""
        return self._rules.holds("candidate.pledge")

    @property
    def has_substitutes(self) -> bool:
        """Whether those next in line become substitutes (候补)."""
        return self._rules.holds("substitutes.allowed")

    @property
    def years(self) -> tuple[int, int]:
        """How short and how long a term may be."""
        least = self._rules.number("term.least") if self._rules.has("term.least") else 1
        return least, self._rules.number("term.most")

    def article(self, key: str) -> str:
        """Where a value of the pack stands; empty where the law of this place is silent."""
        return self._rules.source(key).article if self._rules.has(key) else ""

    def materials_days(self) -> int:
        """How many days before the ballots candidates must hang on the board."""
        return self._assembly.notice("meeting.materials").days

    def group_list_days(self) -> int:
        """How many days the group's list hangs: those of its own posting, else those of all materials."""
        named = self._assembly.has("first.group_posted")
        return self._assembly.number("first.group_posted") if named else self.materials_days()

    def size(
        self, seats: int, *, area_dm2: int, homes: int, language: str
    ) -> tuple[bool, int, tuple[str, ...]]:
        """Whether a committee may have so many members, the least it must have, and why (case 39)."""
        found = committee.size_allowed(size=seats, rules=self._rules, gfa_dm2=area_dm2, households=homes)
        return found.allowed, found.least, tuple(spoken(found.lines, language))

    def after_loss(self, *, size: int, left: int, language: str) -> tuple[str, tuple[str, ...]]:
        """What follows when only so many are left: `full`, `by_election`, `early_election`, `law_is_silent`."""
        found = committee.after_loss(size=size, left=left, rules=self._rules)
        return found.follows, tuple(spoken(found.lines, language))

    def fit(self, *, found: list[str], pledged: bool) -> tuple[bool, tuple[str, ...], bool]:
        """May this owner stand: the answer, the reasons against, whether the pledge is missing."""
        fitness = committee.may_stand(found=found, pledged=pledged, rules=self._rules)
        return fitness.fit, tuple(item.code for item in fitness.against), fitness.pledge_missing


def committee_law(place: str, day: date) -> CommitteeLaw | None:
    """The committee's law at a place on a day; None where no pack is in force."""
    try:
        return CommitteeLaw(
            pack_in_force(place, day, subject="committee"), pack_in_force(place, day, subject="assembly")
        )
    except BadInput:
        return None
