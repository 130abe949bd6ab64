"""What must hold for every vote."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linmeng_core.formats.vote import VoteFile, outcome_as_json, read_vote
from linmeng_core.law.load import pack_in_force
from linmeng_core.tally.owners_vote import OwnersVote, Result, count, turnout
from tests.core.boundary_votes import boundary_vote
from tests.core.random_votes import random_vote
from tests.core.scale import part_of
from tests.core.small_votes import START, says

SEEDS = st.integers(min_value=0, max_value=10**9)


PROOF = settings(max_examples=part_of(4_000), deadline=None)


def vote_file(seed: int) -> VoteFile:
    """Every other vote lies on the boundaries of the law."""
    return read_vote(boundary_vote(seed) if seed % 2 else random_vote(seed))


def result_of(vote: OwnersVote) -> Result:
    return count(vote, pack_in_force("cn", vote_file(0).day))


@pytest.mark.proof
@PROOF
@given(SEEDS)
def test_order_of_the_roll_changes_nothing(seed: int) -> None:
    vote = vote_file(seed).vote
    roll = list(vote.roll)
    random.Random(seed).shuffle(roll)
    turned = result_of(replace(vote, roll=tuple(roll)))
    assert turned == result_of(vote)


@given(SEEDS)
def test_order_of_owners_in_a_unit_changes_nothing(seed: int) -> None:
    vote = vote_file(seed).vote
    roll = tuple(replace(entry, owners=entry.owners[::-1]) for entry in vote.roll)
    assert result_of(replace(vote, roll=roll)) == result_of(vote)


@pytest.mark.proof
@PROOF
@given(SEEDS)
def test_order_of_ballots_at_distinct_instants_changes_nothing(seed: int) -> None:
    vote = vote_file(seed).vote
    chance = random.Random(seed)
    at = [START.replace(hour=number % 24, minute=number // 24) for number in range(len(vote.ballots))]
    ballots = [replace(ballot, at=moment) for ballot, moment in zip(vote.ballots, at, strict=True)]
    straight = result_of(replace(vote, ballots=tuple(ballots)))
    chance.shuffle(ballots)
    turned = result_of(replace(vote, ballots=tuple(ballots)))
    assert outcome_as_json(turned) == outcome_as_json(straight)
    assert sorted(entry.reason for entry in turned.refused) == sorted(
        entry.reason for entry in straight.refused
    )


@pytest.mark.proof
@PROOF
@given(SEEDS)
def test_cells_add_up(seed: int) -> None:
    result = result_of(vote_file(seed).vote)
    cells = (result.yes, result.no, result.abstain)
    assert sum(cell.area_dm2 for cell in cells) == result.participating.area_dm2
    assert sum(cell.heads for cell in cells) + result.split.heads == result.participating.heads
    together = result.participating + result.disputed
    assert together.area_dm2 <= result.total.area_dm2
    assert result.if_disputed.absent == result.passed
    assert result.passed <= result.quorum.met


@pytest.mark.proof
@PROOF
@given(SEEDS)
def test_a_further_yes_never_hurts_while_silence_is_off(seed: int) -> None:
    """One unit's ballot turned to yes, or a silent unit's yes added, cannot undo a decision."""
    vote = vote_file(seed).vote
    vote = replace(vote, policy=replace(vote.policy, silence="off"), closes_at=None)
    entry = random.Random(seed).choice(vote.roll)
    others = tuple(ballot for ballot in vote.ballots if ballot.unit != entry.unit)
    owner = replace(entry, representative=None)
    roll = tuple(owner if unit.unit == entry.unit else unit for unit in vote.roll)
    passed = []
    for choice in ("silent", "no", "abstain", "yes"):
        ballot = () if choice == "silent" else (says(owner.unit, choice, owner.owners[0]),)
        passed.append(result_of(replace(vote, roll=roll, ballots=(*others, *ballot))).passed)
    assert passed[3] >= max(passed[:3])


@pytest.mark.proof
@PROOF
@given(SEEDS)
def test_more_no_never_helps_while_silence_is_off(seed: int) -> None:
    vote = vote_file(seed).vote
    vote = replace(vote, policy=replace(vote.policy, silence="off"))
    before = result_of(vote)
    turned = tuple(
        replace(ballot, choice="no") if ballot.choice in ("yes", "abstain") else ballot
        for ballot in vote.ballots
    )
    after = result_of(replace(vote, ballots=turned))
    assert after.yes.area_dm2 == 0
    assert not after.passed
    assert before.participating.area_dm2 <= after.participating.area_dm2 + after.disputed.area_dm2


@given(SEEDS)
def test_silence_clause_never_takes_anything_away(seed: int) -> None:
    vote = vote_file(seed).vote
    result = result_of(replace(vote, policy=replace(vote.policy, silence="follow_majority")))
    bare = result.without_silence
    assert bare is not None
    for cell in ("participating", "yes", "no", "abstain"):
        with_clause, without = getattr(result, cell), getattr(bare, cell)
        assert with_clause.area_dm2 >= without.area_dm2
        assert with_clause.heads >= without.heads
    assert (result.split, result.disputed, result.total) == (bare.split, bare.disputed, bare.total)


@given(SEEDS)
def test_turnout_is_the_participation_without_the_silence_clause(seed: int) -> None:
    vote = vote_file(seed).vote
    seen, bare = turnout(vote), result_of(replace(vote, policy=replace(vote.policy, silence="off")))
    assert (seen.participating, seen.total) == (bare.participating, bare.total)
