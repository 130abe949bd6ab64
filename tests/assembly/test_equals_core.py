"""The kept result equals a count of the same votes by the core, written straight from real ids."""

import random

import pytest

from linmeng.alliance.models import RulesOfProcedure, Unit
from linmeng.assembly import actions
from linmeng.assembly.models import RollEntry, Vote
from linmeng.assembly.queries import newest_counts, turnout
from linmeng.people.models import Ownership
from linmeng_core.formats.vote import result_as_json
from linmeng_core.law.load import pack_in_force
from linmeng_core.tally.owners_vote import Ballot, OwnersVote, Policy, RollUnit, count
from linmeng_core.tally.owners_vote import turnout as core_turnout
from tests.assembly.votes import CLOSES_ON, OPENS_ON, WHILE_OPEN, close_and, drafted_vote, entry_of, owner_of
from tests.cast import SINCE, Cast

CHOICES = ("yes", "yes", "no", "abstain")


def mixed_roll(cast: Cast, chance: random.Random) -> None:
    """Odd areas, owners of several units, co-owners."""
    people = [cast.people["li"], cast.people["wang"], *cast.neighbours]
    for unit in cast.units.values():
        Unit.objects.filter(id=unit.id).update(area_dm2=chance.randint(3_001, 15_000))
        Ownership.objects.filter(unit=unit).update(person=chance.choice(people))
        if chance.random() < 0.3:
            holder = Ownership.objects.get(unit=unit).person_id
            other = chance.choice([p for p in people if p.id != holder])
            Ownership.objects.create(unit=unit, person=other, valid_from=SINCE)


def told_to_core(vote: Vote, ballots: list[Ballot], delivered: set[str]) -> OwnersVote:
    roll = tuple(
        RollUnit(e.unit_code, e.area_dm2, tuple(e.owners), e.status, e.unit_code in delivered)
        for e in RollEntry.objects.filter(vote=vote)
    )
    policy = Policy(vote.silence, vote.unclear, vote.repeat)
    return OwnersVote(vote.matter_class, roll, ballots, policy, vote.closes_at)


@pytest.mark.parametrize("seed", range(12))
def test_cells_equal_the_core(cast: Cast, seed: int) -> None:
    chance = random.Random(seed)
    mixed_roll(cast, chance)
    RulesOfProcedure.objects.update(silence_clause=seed % 2 == 1)
    matter = chance.choice(["use_fund", "raise_fund", "rebuild"])
    vote = drafted_vote(cast, matter_class=matter)
    vote = actions.give_notice(cast.actor("wang"), vote_id=vote.id, opens_on=OPENS_ON, closes_on=CLOSES_ON)
    ballots, delivered = [], set()
    for code in cast.units:
        if chance.random() < 0.7:
            choice, owner = chance.choice(CHOICES), owner_of(cast, code)
            ballots.append(Ballot(code, choice, "web", WHILE_OPEN, str(owner.person_id)))
            actions.cast_web_ballot(
                owner, vote_id=vote.id, entry_id=entry_of(vote, code).id, choices={1: choice}, key=code
            )
        elif chance.random() < 0.5:
            delivered.add(code)
            actions.record_delivery(
                cast.actor("sun", at=WHILE_OPEN), entry_ids=[entry_of(vote, code).id], way="hand"
            )
    told = told_to_core(vote, ballots, delivered)
    live, seen = core_turnout(told), turnout(vote)
    assert (seen.participating.area_dm2, seen.participating.heads, seen.units_returned) == (
        live.participating.area_dm2,
        live.participating.heads,
        live.cast_units,
    )
    close_and(cast, vote, "counted")
    vote.refresh_from_db()
    kept, wanted = (
        newest_counts(vote)[0].result,
        result_as_json(count(told, pack_in_force(vote.compound.place, vote.noticed_on)), "zh"),
    )
    assert kept == wanted
