"""The fast count of an election against the slow one, every cell of the result; what must always hold."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linmeng_core.election import Election, ElectionBallot, ElectionResult, count_election
from linmeng_core.formats.election import elected_as_json, read_election
from linmeng_core.law.load import pack_in_force
from tests.core.random_elections import random_election
from tests.core.scale import keep_proof, part_of
from tests.core.slow_election import recount_election
from tests.core.small_votes import DAY, START

FULL = 20_000
PROOF = settings(max_examples=part_of(2_000), deadline=None)
SEEDS = st.integers(min_value=0, max_value=10**9)


def counted(election: dict) -> dict:
    file = read_election(election)
    return elected_as_json(count_election(file.election, pack_in_force(file.place, file.day)), "zh")


def result_of(election: Election) -> ElectionResult:
    return count_election(election, pack_in_force("cn", DAY))


def election_of(seed: int) -> Election:
    return read_election(random_election(seed)).election


@pytest.mark.proof
def test_count_equals_slow_twin_on_random_elections() -> None:
    for seed in range(part_of(FULL)):
        election = random_election(seed)
        result = counted(election)
        del result["rule"], result["lines"]
        assert result == recount_election(election), f"seed {seed}: {election}"
    keep_proof("random elections equal to the slow count in every cell", part_of(FULL))


def test_random_elections_reach_every_corner() -> None:
    """The proof would prove little if its elections all looked alike."""
    seen: dict[str, int] = {}
    for seed in range(700):
        election = random_election(seed)
        result = recount_election(election)
        marks = {
            result["outcome"]: True,
            "lot drawn": bool(result["tied"]) and result["outcome"] == "complete",
            "seats left": result["outcome"] == "complete" and len(result["elected"]) < election["seats"],
            "more approved than seats": sum(all(one["approval"].values()) for one in result["candidates"])
            > election["seats"],
            "one measure only": any(len(set(one["approval"].values())) == 2 for one in result["candidates"]),
            "split": result["split"]["heads"] > 0,
            "elected beside a split head": result["split"]["heads"] > 0 and result["elected"] != [],
            "against all": result["against_all"]["heads"] > 0,
            "dispute": result["disputed"]["area_m2"] != "0.00",
            "dispute matters": result["if_disputed"]["matters"],
            "dispute does not matter": result["disputed"]["area_m2"] != "0.00"
            and not result["if_disputed"]["matters"],
            "dispute decides between rivals": result["if_disputed"]["yes"] != result["if_disputed"]["no"],
            **{entry["reason"]: True for entry in result["refused"]},
        }
        for mark, hit in marks.items():
            seen[mark] = seen.get(mark, 0) + hit
    assert {mark: times for mark, times in seen.items() if times < 3} == {}
    assert {"complete", "by_election", "no_quorum", "lot_needed"} <= seen.keys()
    assert {"unknown_unit", "late", "not_entitled", "unclear", "repeat", "not_representative"} <= seen.keys()


@pytest.mark.proof
@PROOF
@given(SEEDS)
def test_order_of_ballots_at_distinct_instants_changes_nothing(seed: int) -> None:
    election = election_of(seed)
    at = [START.replace(hour=hour % 24, minute=hour // 24) for hour in range(len(election.ballots))]
    ballots = [replace(ballot, at=moment) for ballot, moment in zip(election.ballots, at, strict=True)]
    straight = result_of(replace(election, ballots=tuple(ballots)))
    random.Random(seed).shuffle(ballots)
    turned = result_of(replace(election, ballots=tuple(ballots)))
    reasons = [sorted(entry.reason for entry in result.refused) for result in (straight, turned)]
    assert reasons[0] == reasons[1]
    assert replace(turned, refused=()) == replace(straight, refused=())


@given(SEEDS)
def test_order_of_roll_and_of_names_changes_nothing(seed: int) -> None:
    election, chance = election_of(seed), random.Random(seed)
    roll = chance.sample(tuple(election.roll), len(election.roll))
    ballots = tuple(replace(ballot, choices=ballot.choices[::-1]) for ballot in election.ballots)
    assert result_of(replace(election, roll=tuple(roll), ballots=ballots)) == result_of(election)


@pytest.mark.proof
@PROOF
@given(SEEDS)
def test_cells_add_up(seed: int) -> None:
    election = election_of(seed)
    result = result_of(election)
    cells = (result.named, result.against_all, result.abstain)
    assert sum(cell.area_dm2 for cell in cells) == result.participating.area_dm2
    assert sum(cell.heads for cell in cells) + result.split.heads == result.participating.heads
    assert (result.participating + result.disputed).area_dm2 <= result.total.area_dm2
    supports = [standing.support for standing in result.candidates]
    assert all(support.area_dm2 <= result.named.area_dm2 for support in supports)
    assert sum(support.area_dm2 for support in supports) <= election.seats * result.named.area_dm2
    assert max(support.heads for support in supports) <= result.named.heads + result.split.heads
    assert len(result.elected) <= election.seats
    assert set(result.elected) <= {one.candidate for one in result.candidates if one.approval.area}


def with_one_more(election: Election, names: tuple[str, ...], seed: int) -> Election:
    """The election with one unit of a head of its own beside the others, which casts `names`."""
    newcomer = replace(
        election.roll[0], unit="new", owners=("newcomer",), status="sold", representative=None,
        area_dm2=random.Random(seed).choice((1, 3333, 10000, 50000)),
    )  # fmt: skip
    ballot = ElectionBallot("new", names, "paper", START, "newcomer")
    return replace(election, roll=(*election.roll, newcomer), ballots=(*election.ballots, ballot))


@pytest.mark.proof
@PROOF
@given(SEEDS)
def test_a_further_supporter_never_unseats(seed: int) -> None:
    """A unit that so far named nobody now names one who is elected: that one stays."""
    election = replace(election_of(seed), closes_at=None)
    before = result_of(with_one_more(election, (), seed))
    for name in before.elected:
        assert name in result_of(with_one_more(election, (name,), seed)).elected


@given(SEEDS)
def test_a_unit_against_all_never_helps_anybody_once_the_quorum_is_met(seed: int) -> None:
    election = replace(election_of(seed), closes_at=None, lot=None)
    before = result_of(election)
    against = ElectionBallot("new", (), "paper", START, "newcomer", against_all=True)
    widened = with_one_more(election, (), seed)
    after = result_of(replace(widened, ballots=(*election.ballots, against)))
    if before.quorum.met:
        over = [
            {one.candidate for one in result.candidates if one.approval.area and one.approval.heads}
            for result in (before, after)
        ]
        assert over[1] <= over[0]


@pytest.mark.proof
@PROOF
@given(SEEDS)
def test_no_settlement_of_disputes_leaves_the_bounds(seed: int) -> None:
    """Whatever set each disputed unit is given, or none: who is elected lies between `no` and `yes`."""
    election = replace(election_of(seed), closes_at=None)
    main = result_of(election)
    chance = random.Random(seed)
    disputed = _disputed_units(election)
    if not disputed:
        return
    certain = set(main.if_disputed.no) & set(main.if_disputed.absent)
    for _ in range(12):
        elected = set(result_of(_settled(election, disputed, chance)).elected)
        assert certain <= elected <= set(main.if_disputed.yes)
        assert main.if_disputed.matters or elected == set(main.elected)


def _disputed_units(election: Election) -> list[str]:
    """Units without whose ballots less area is disputed."""
    area = result_of(election).disputed.area_dm2
    units = [entry.unit for entry in election.roll]
    return [unit for unit in units if result_of(_without(election, [unit])).disputed.area_dm2 < area]


def _without(election: Election, units: list[str]) -> Election:
    ballots = tuple(ballot for ballot in election.ballots if ballot.unit not in units)
    return replace(election, ballots=ballots)


def _settled(election: Election, disputed: list[str], chance: random.Random) -> Election:
    ballots = []
    for entry in election.roll:
        if entry.unit in disputed and chance.random() < 0.9:
            count = chance.randint(0, min(election.seats, len(election.candidates)))
            names = tuple(chance.sample(election.candidates, count))
            ballots.append(ElectionBallot(entry.unit, names, "paper", START, entry.owners[0]))
    rest = _without(election, disputed)
    return replace(rest, ballots=(*rest.ballots, *ballots))
