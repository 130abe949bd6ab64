"""From frozen rows to the bundle (docs/formats/bundle.md): what a stranger needs to count a vote again."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from linmeng.assembly.bridge.answers import parse_marks
from linmeng.assembly.bridge.count_file import Box, acts_of_casting
from linmeng.assembly.bridge.election import OnBallot
from linmeng.assembly.bridge.roll import entitled, masked_line
from linmeng.assembly.models import CastBallot, Question, Receipt, RollEntry, Vote
from linmeng.common.clock import SHANGHAI
from linmeng_core.bundle import BundleContents, write_bundle
from linmeng_core.bundle.commitments import receipt_sha256, sha256_of
from linmeng_core.bundle.commitments import sha256 as sha256_of_bytes
from linmeng_core.bundle.contents import (
    About,
    Answer,
    BallotLine,
    Candidate,
    Chosen,
    DaySealed,
    EarlierCount,
    ElectionQuestion,
    MatterQuestion,
    RollLine,
    Supplement,
)
from linmeng_core.bundle.contents import Question as AskedQuestion
from linmeng_core.bundle.documents import result_text
from linmeng_core.errors import BadInput
from linmeng_core.law.load import files_in_force
from linmeng_core.tally.votes import Policy


class BundleFalse(Exception):
    """A stranger would find this bundle false; the text says where."""


@dataclass(frozen=True)
class PaperTrail:
    """How a signed paper became a ballot: how many people read it, and its newest scan, if any."""

    readings: int
    scan_sha256: str = ""
    scan_page: int = 0


@dataclass(frozen=True)
class CountVersion:
    """One count as kept: canonical results by question number; why it was counted again, if it was."""

    version: int
    results: Mapping[int, str]
    recounted_because: str = ""


@dataclass(frozen=True)
class Standing:
    """Who stands in an election, with the names as posted."""

    on_ballot: OnBallot
    names: Mapping[int, str]


@dataclass(frozen=True)
class SealedDay:
    """The newest daily seal of the record."""

    day: date
    length: int
    last_hash: str


@dataclass(frozen=True)
class Told:
    """What the bundle says beside the box: the scope in words, questions, papers, counts, the record's seal."""

    scope: str
    questions: Sequence[Question]
    counts: Sequence[CountVersion]
    """Oldest first; the last one is the count that is published."""
    standing: Mapping[int, Standing] = field(default_factory=dict)
    """By the number of the election's question."""
    papers: Mapping[int, PaperTrail] = field(default_factory=dict)
    """By receipt."""
    sealed: SealedDay | None = None


def has_commitments(vote: Vote, entries: Sequence[RollEntry]) -> bool:
    """Votes announced before homes had salts were bound by another fingerprint: they have no bundle."""
    return vote.noticed_on is not None and all(entry.commitment for entry in entries)


def bundle_contents(vote: Vote, box: Box, told: Told) -> BundleContents:
    """All that goes into the bundle of the newest count."""
    assert vote.noticed_on is not None  # noqa: S101  it was counted
    newest = told.counts[-1]
    seal = told.sealed
    return BundleContents(
        about=_about(vote, told.scope),
        policy=Policy(vote.silence, vote.unclear, vote.repeat),
        questions=tuple(_question(vote, question, told) for question in told.questions),
        roll=tuple(_roll_line(entry, box) for entry in box.entries),
        ballots=_ballots(vote, box, told),
        laws={f"laws/{f.path}": f.content for f in files_in_force(vote.compound.place, vote.noticed_on)},
        fingerprint=vote.roll_sha256,
        version=newest.version,
        history=_history(told),
        day_seal=DaySealed(seal.day, seal.length, seal.last_hash) if seal is not None else None,
        results=_results(told, newest),
    )


def question_id(question: Question) -> str:
    """q1, q2, …: by its number on the ballot."""
    return f"q{question.number}"


def _about(vote: Vote, scope: str) -> About:
    assert vote.noticed_on is not None and vote.ends_at is not None  # noqa: S101  frozen at notice
    return About(
        vote=str(vote.id),
        title=vote.title,
        alliance=vote.alliance.name,
        compound=vote.compound.name,
        scope=scope,
        place=vote.compound.place,
        day=vote.noticed_on,
        closes_at=vote.ends_at.astimezone(SHANGHAI).isoformat(),
    )


def _question(vote: Vote, question: Question, told: Told) -> AskedQuestion:
    if question.kind != Question.Kind.ELECTION:
        return MatterQuestion(question_id(question), question.text, vote.matter_class)
    standing = told.standing[question.number]
    lot = standing.on_ballot.lot
    return ElectionQuestion(
        id=question_id(question),
        text=question.text,
        matter=vote.matter_class,
        seats=question.seats,
        minimum=question.minimum,
        candidates=tuple(Candidate(str(n), standing.names[n]) for n in standing.on_ballot.numbers),
        lot=None if lot is None else tuple(str(number) for number in lot),
    )


def _roll_line(entry: RollEntry, box: Box) -> RollLine:
    since = box.supplements.get(entry.id)
    line = masked_line(entry, since, delivered=entry.id in box.delivered)
    if since is None:
        return line
    changed = Supplement(since.registered_on, since.fingerprint, entitled(entry, dealt=True))
    return RollLine(line.unit, line.area_dm2, line.entitled, line.delivered, line.commitment, changed)


@dataclass(frozen=True)
class _Filed:
    """One act of casting: its receipt, as whom and where it stands in the count, what it says."""

    receipt: Receipt
    act: dict[str, Any]
    answers: dict[str, Answer] = field(default_factory=dict)


def _ballots(vote: Vote, box: Box, told: Told) -> tuple[BallotLine, ...]:
    """One line a receipt, in order of homes and time; the hours stay in the house."""
    kinds = {question.id: question for question in told.questions}
    salts = {entry.id: entry.salt for entry in box.entries}
    filed: dict[int, _Filed] = {}
    for ballot, act in acts_of_casting(vote, box):
        question = kinds[ballot.question_id]
        line = filed.setdefault(ballot.receipt_id, _Filed(ballot.receipt, act))
        line.answers[question_id(question)] = _answer(ballot, question, box)
    ranks: dict[str, int] = {}
    lines = []
    for one in filed.values():
        ranks[one.act["unit"]] = rank = ranks.get(one.act["unit"], 0) + 1
        trail = told.papers.get(one.receipt.id, PaperTrail(0))
        lines.append(_line(one, rank, trail, salts[one.receipt.entry_id]))
    return tuple(lines)


def _line(filed: _Filed, rank: int, trail: PaperTrail, salt: str) -> BallotLine:
    act, vote = filed.act, str(filed.receipt.vote_id)
    return BallotLine(
        unit=act["unit"],
        rank=rank,
        late=False,  # what came late was never taken into the box
        by=act["by"],
        channel=act["channel"],
        answers=filed.answers,
        proxy_for=act.get("proxy_for"),
        readings=trail.readings,
        receipt_sha256=receipt_sha256(vote, filed.receipt.code, salt),
        scan_sha256=scan_commitment(vote, trail, salt) if trail.scan_sha256 else "",
        frozen=act.get("frozen", False),
    )


def scan_commitment(vote: str, trail: PaperTrail, salt: str) -> str:
    """Binds a ballot to the picture of its paper; salted, since one scanned file may hold a whole building."""
    return sha256_of([vote, trail.scan_sha256, trail.scan_page, salt])


def _answer(ballot: CastBallot, question: Question, box: Box) -> Answer:
    choice = box.choice(ballot)
    if question.kind != Question.Kind.ELECTION:
        return choice
    marks = parse_marks(choice)
    return Chosen(tuple(str(number) for number in marks.numbers), marks.against_all, marks.unclear)


def _results(told: Told, count: CountVersion) -> dict[str, dict[str, Any]]:
    return {question_id(q): json.loads(count.results[q.number]) for q in told.questions}


def _history(told: Told) -> tuple[EarlierCount, ...]:
    return tuple(
        EarlierCount(
            count.version,
            sha256_of_bytes(result_text(_results(told, count))),
            count.recounted_because or "—",
        )
        for count in told.counts[:-1]
    )


def sealed_bundle(contents: BundleContents, sign: Callable[[bytes], bytes], public_key: bytes) -> bytes:
    """The bytes of the bundle, checked as a stranger would; raises BundleFalse."""
    try:
        return write_bundle(contents, sign, public_key)
    except BadInput as fault:
        raise BundleFalse(str(fault.params.get("reason", fault))) from fault
