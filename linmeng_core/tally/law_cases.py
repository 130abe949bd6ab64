"""A lawyer's worked case as a vote that can be counted."""

from collections.abc import Iterator

from linmeng_core.law.cases.fields import CAST_AT
from linmeng_core.law.cases.votes import VoteGiven
from linmeng_core.law.packs import Pack
from linmeng_core.tally.votes import Ballot, OwnersVote, Policy, RollUnit


def vote_of(given: VoteGiven, pack: Pack) -> OwnersVote:
    """Roll and ballots of a case: first the ballots of its doors, then those written out in full.
    What the case leaves open follows the default policies of the pack.
    """
    usual = {name: chosen.value for name, chosen in pack.policies.items()}
    return OwnersVote(
        matter=given.matter,
        roll=tuple(_roll(given)),
        ballots=(*_door_ballots(given), *_written_ballots(given)),
        policy=Policy(**{**usual, **given.policy}),
        closes_at=given.closes_at,
    )


def _roll(given: VoteGiven) -> Iterator[RollUnit]:
    for doors in given.doors:
        for code in doors.codes():
            owners = doors.owners_of(code)
            yield RollUnit(code, doors.area_dm2, owners, doors.status, doors.delivered, doors.representative)


def _door_ballots(given: VoteGiven) -> Iterator[Ballot]:
    for doors in given.doors:
        if doors.vote != "none":
            for code in doors.codes():
                yield Ballot(code, doors.vote, "paper", CAST_AT, doors.owners_of(code)[0])


def _written_ballots(given: VoteGiven) -> Iterator[Ballot]:
    for cast in given.ballots:
        yield Ballot(cast.unit, cast.choice, cast.channel, cast.at, cast.by, cast.proxy_for)
