"""Counting a bundle again: from its roll, ballots and law files alone."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from linmeng_core.bundle.contents import (
    BallotLine,
    BundleContents,
    ElectionQuestion,
    Question,
    RollLine,
    Rule,
)
from linmeng_core.chain import canonical
from linmeng_core.election import count_election
from linmeng_core.election.votes import Election, ElectionBallot
from linmeng_core.errors import BadInput, quoted
from linmeng_core.formats.election import elected_as_json
from linmeng_core.formats.vote import result_as_json
from linmeng_core.law.packs import Pack
from linmeng_core.law.sources import PackName
from linmeng_core.tally.owners_vote import count
from linmeng_core.tally.votes import CHOICES, Ballot, OwnersVote, RollUnit

OPENING = datetime(2000, 1, 1, tzinfo=UTC)
CLOSE = datetime(2100, 1, 1, tzinfo=UTC)
"""Not the real hours, which a bundle does not tell: they only keep the ballots in their order."""


def rule_of(questions: Sequence[Question], pack: Pack) -> Rule:
    """What the law says of each question, as a manifest states it."""
    rules = {question.id: pack.matters[question.matter] for question in questions}
    return Rule(
        pack=pack.id,
        version=pack.version,
        sha256=pack.sha256,
        quorum=str(pack.quorum.threshold),
        approvals={question: str(rule.threshold) for question, rule in rules.items()},
        articles={question: rule.source.article for question, rule in rules.items()},
        packs={question: written_name(rule.source.stands_in) for question, rule in rules.items()},
    )


def written_name(pack: PackName) -> str:
    """cn-beijing.owners_vote 2023.1: a file of the law, in one line."""
    return f"{pack.id} {pack.version}"


def recounted(contents: BundleContents, pack: Pack, question: Question) -> dict[str, Any]:
    """The result of one question, with `lines` in Chinese; raises BadInput for what cannot be counted."""
    roll = tuple(_unit(line) for line in contents.roll)
    if isinstance(question, ElectionQuestion):
        return elected_as_json(count_election(_election(contents, roll, question), pack), "zh")
    ballots = tuple(_ballot(ballot, question) for ballot in contents.ballots)
    vote = OwnersVote(question.matter, roll, ballots, contents.policy, CLOSE)
    return result_as_json(count(vote, pack), "zh")


def _election(contents: BundleContents, roll: tuple[RollUnit, ...], question: ElectionQuestion) -> Election:
    return Election(
        matter=question.matter,
        seats=question.seats,
        minimum=question.minimum,
        candidates=tuple(person.key for person in question.candidates),
        roll=roll,
        ballots=tuple(_marked(ballot, question) for ballot in contents.ballots),
        # Nobody can follow a majority of names: the silence clause is for yes and no.
        policy=replace(contents.policy, silence="off"),
        closes_at=CLOSE,
        lot=question.lot,
    )


def _unit(line: RollLine) -> RollUnit:
    said = line.entitled
    return RollUnit(line.unit, line.area_dm2, said.owners, said.status, line.delivered, said.representative)


def _ballot(ballot: BallotLine, question: Question) -> Ballot:
    choice = ballot.answers[question.id]
    if not isinstance(choice, str):
        raise BadInput("not_one_of", "choices", given=question.id, allowed=", ".join(CHOICES))
    at = _instant(ballot)
    return Ballot(ballot.unit, choice, ballot.channel, at, ballot.by, ballot.proxy_for, ballot.frozen)


def _marked(ballot: BallotLine, question: ElectionQuestion) -> ElectionBallot:
    chosen = ballot.answers[question.id]
    if isinstance(chosen, str):
        raise BadInput("not_an_object", "choices", given=quoted(chosen))
    return ElectionBallot(
        unit=ballot.unit,
        choices=chosen.candidates,
        channel=ballot.channel,
        at=_instant(ballot),
        by=ballot.by,
        proxy_for=ballot.proxy_for,
        against_all=chosen.against_all,
        unclear=chosen.unclear,
        frozen=ballot.frozen,
    )


def _instant(ballot: BallotLine) -> datetime:
    return (CLOSE if ballot.late else OPENING) + timedelta(seconds=ballot.rank)


def first_cell_that_differs(published: object, counted: object, path: str = "") -> str | None:
    """The path of the first cell, in code-point order, in which two results differ; None when equal."""
    if isinstance(published, dict) and isinstance(counted, dict):
        pairs: list[tuple[str, object, object]] = [
            (f"{path}.{key}" if path else key, published.get(key, ABSENT), counted.get(key, ABSENT))
            for key in sorted(published.keys() | counted.keys())
        ]
    elif isinstance(published, list) and isinstance(counted, list) and len(published) == len(counted):
        pairs = [
            (f"{path}[{place}]", one, other)
            for place, (one, other) in enumerate(zip(published, counted, strict=True))
        ]
    elif published is ABSENT or counted is ABSENT:
        return path
    else:
        return None if canonical(published) == canonical(counted) else path
    found = (first_cell_that_differs(one, other, where) for where, one, other in pairs)
    return next((where for where in found if where is not None), None)


ABSENT = object()
"""Stands for a cell that is not there."""


def cells_of(result: Mapping[str, object]) -> dict[str, object]:
    """A result without its sentences: they are the words of one program, not figures."""
    return {key: value for key, value in result.items() if key != "lines"}
