"""The order of counting from step (5) on: disputes, heads, the silence clause, the law."""

import pytest

from linmeng_core.errors import BadInput
from linmeng_core.law.load import pack_in_force
from linmeng_core.measures import Measure
from linmeng_core.tally.owners_vote import OwnersVote, Policy, Turnout, count, turnout
from linmeng_core.tally.results import Approval, IfDisputed, Quorum, Rule
from tests.core.small_votes import DAY, START, decide, door, says

NOBODY = Measure()


def test_count_of_a_plain_vote_fills_every_cell() -> None:
    roll = [door("1"), door("2"), door("3"), door("4")]
    result = decide(roll, [says("1", "yes"), says("2", "yes"), says("3", "no"), says("4", "abstain")])
    pack = pack_in_force("cn", DAY)
    assert result.total == result.participating == Measure(40000, 4)
    assert (result.yes, result.no, result.abstain) == (
        Measure(20000, 2),
        Measure(10000, 1),
        Measure(10000, 1),
    )
    assert (result.split, result.disputed) == (NOBODY, NOBODY)
    assert result.quorum == Quorum(area=True, heads=True, met=True)
    assert result.approval == Approval(area=False, heads=False)
    assert result.passed is False
    assert result.if_disputed == IfDisputed(yes=False, no=False, absent=False, matters=False)
    assert result.rule == Rule("cn.owners_vote", "2021.1", pack.sha256, "民法典 278(1)(5)")
    assert result.without_silence is None
    assert result.refused == ()


# (5) disputes


def test_disputed_unit_stands_nowhere_and_is_not_silent() -> None:
    roll = [door("1"), door("2", "a", "b", delivered=True)]
    ballots = [says("1", "yes"), says("2", "yes", "a"), says("2", "no", "b")]
    result = decide(roll, ballots, silence="follow_majority")
    assert result.participating == Measure(10000, 1)
    assert result.disputed == Measure(10000, 1)
    assert result.if_disputed == IfDisputed(yes=True, no=False, absent=False, matters=True)


def test_disputed_heads_leave_out_a_head_that_cast_another_unit() -> None:
    roll = [door("1", "a", "b"), door("2", "b", "a"), door("3", "c", "d")]
    ballots = [says("1", "yes", "a"), says("2", "yes", "a"), says("2", "no", "b")]
    ballots += [says("3", "abstain", "c"), says("3", "no", "d")]
    result = decide(roll, ballots)
    assert result.total == Measure(30000, 2)
    assert result.disputed == Measure(20000, 1)
    assert (result.yes, result.split) == (Measure(10000, 1), NOBODY)


def test_disputed_unit_taken_as_no_splits_its_head() -> None:
    roll = [door("1", "a", "b"), door("2", "a", "b"), door("3")]
    ballots = [says("1", "yes", "a"), says("2", "yes", "a"), says("2", "no", "b"), says("3", "yes")]
    result = decide(roll, ballots)
    assert result.if_disputed == IfDisputed(yes=True, no=False, absent=True, matters=True)


# (6) split heads


def test_head_that_casts_its_units_differently_supports_nothing() -> None:
    roll = [door("1", "a", area=6000), door("2", "a", area=4000), door("3", area=5000), door("4", "a")]
    result = decide(roll, [says("1", "yes", "a"), says("2", "no", "a"), says("3", "yes")])
    assert result.participating == Measure(15000, 2)
    assert (result.yes, result.no) == (Measure(11000, 1), Measure(4000, 0))
    assert result.split == Measure(10000, 1)
    assert result.approval == Approval(area=True, heads=False)


# (7) the silence clause


def test_silent_units_need_proof_of_delivery_to_follow() -> None:
    roll = [door("1"), door("2", delivered=True), door("3", delivered=False)]
    result = decide(roll, [says("1", "no")], silence="follow_majority")
    assert result.no == Measure(20000, 2)
    assert result.without_silence is not None
    assert result.without_silence.no == Measure(10000, 1)


def test_silent_unit_of_a_participating_head_adds_area_but_no_second_head() -> None:
    roll = [
        door("1", "a"),
        door("2", "a", delivered=True),
        door("3"),
        door("4"),
        door("5", "b", delivered=True),
    ]
    roll += [door("6", "b", delivered=True)]
    ballots = [says("1", "no", "a"), says("3", "yes"), says("4", "yes")]
    result = decide(roll, ballots, silence="follow_majority")
    assert result.yes == Measure(50000, 3)
    assert result.no == Measure(10000, 1)
    assert (result.participating, result.split) == (Measure(60000, 4), NOBODY)


@pytest.mark.parametrize(
    ("areas", "leads"),
    [((10000, 10000, 19999), True), ((10000, 10000, 20000), False), ((5000, 5000, 20000), False)],
)
def test_silence_follows_only_a_leader_in_both_measures(areas: tuple[int, int, int], leads: bool) -> None:
    first, second, third = areas
    roll = [door("1", area=first), door("2", area=second), door("3", area=third), door("4", delivered=True)]
    ballots = [says("1", "yes"), says("2", "yes"), says("3", "no")]
    result = decide(roll, ballots, silence="follow_majority")
    assert result.yes == Measure(first + second + 10000 * leads, 2 + leads)
    codes = [entry.code for entry in result.lines]
    assert ("silence_no_leader" in codes, "silence_followed" in codes) == (not leads, leads)


def test_silence_follows_abstention_when_it_leads() -> None:
    roll = [door("1"), door("2", delivered=True)]
    result = decide(roll, [says("1", "abstain")], silence="follow_majority")
    assert result.abstain == Measure(20000, 2)


# (8) nobody


@pytest.mark.parametrize("matter", ["use_fund", "rebuild"])
@pytest.mark.parametrize("silence", ["off", "follow_majority"])
def test_nothing_is_approved_when_nobody_takes_part(matter: str, silence: str) -> None:
    result = decide([door("1", delivered=True)], [], matter=matter, silence=silence)
    assert result.participating == NOBODY
    assert result.approval == Approval(area=False, heads=False)
    assert result.passed is False


# the law and the input


@pytest.mark.parametrize(
    ("matter", "passed"),
    [
        ("set_rules", True), ("set_covenant", True), ("elect_committee", True), ("hire_company", True),
        ("use_fund", True), ("raise_fund", False), ("rebuild", False), ("common_use", False), ("other_major", True),
    ],
)  # fmt: skip
def test_five_of_eight_pass_ordinary_matters_only(matter: str, passed: bool) -> None:
    roll = [door(str(number)) for number in range(8)]
    ballots = [says(str(number), "yes" if number < 5 else "no") for number in range(8)]
    assert decide(roll, ballots, matter=matter).passed is passed


@pytest.mark.parametrize(
    ("roll", "ballots", "more", "code", "field"),
    [
        ([], [], {}, "empty_roll", ("roll",)),
        ([door("1"), door("1")], [], {}, "duplicate_unit", ("roll", 1, "unit")),
        ([door("1", area=0)], [], {}, "no_area", ("roll", 0, "area_m2")),
        ([door("1", "a", "b", "a")], [], {}, "owner_twice", ("roll", 0, "owners", 2)),
        ([door("1", status="sole")], [], {}, "not_one_of", ("roll", 0, "status")),
        ([door("1")], [says("1", "oui")], {}, "not_one_of", ("ballots", 0, "choice")),
        ([door("1")], [], {"silence": "on"}, "not_one_of", ("policy", "silence")),
        ([door("1")], [], {"unclear": "guess"}, "not_one_of", ("policy", "unclear")),
        ([door("1")], [], {"repeat": "all"}, "not_one_of", ("policy", "repeat")),
        ([door("1")], [], {"matter": "lift"}, "not_one_of", ("matter",)),
        ([door("1")], [], {"closes_at": START.replace(tzinfo=None)}, "no_offset", ("closes_at",)),
    ],
)
def test_count_refuses_what_cannot_be_counted(
    roll: list, ballots: list, more: dict, code: str, field: tuple[object, ...]
) -> None:
    with pytest.raises(BadInput) as fault:
        decide(roll, ballots, **more)
    assert (fault.value.code, fault.value.locus.field) == (code, field)


def test_turnout_tells_who_took_part_but_not_how() -> None:
    roll = (door("1", "a"), door("2", "a"), door("3"), door("4", "b", "c"), door("5"))
    ballots = (
        says("1", "yes", "a"), says("2", "no", "a"), says("3", "unclear"),
        says("4", "yes", "b"), says("4", "no", "c"), says("5", "yes", "stranger"),
    )  # fmt: skip
    vote = OwnersVote("use_fund", roll, ballots, Policy())
    assert turnout(vote) == Turnout(Measure(30000, 2), Measure(50000, 4), cast_units=3, units=5)
    result = count(vote, pack_in_force("cn", DAY))
    assert (result.participating, result.total) == (Measure(30000, 2), Measure(50000, 4))


FROZEN = [door("1"), door("2"), door("3", "a", "b"), door("4", "a", "b", representative="a")]


@pytest.mark.parametrize(
    ("ballots", "repeat", "disputed", "yes"),
    [
        ([says("1", "yes", frozen=True), says("2", "yes")], "first", 10000, 10000),
        ([says("1", "yes", frozen=True), says("1", "yes", hour=1)], "first", 10000, 0),
        ([says("1", "no", frozen=True), says("1", "yes", hour=1)], "last", 0, 10000),
        ([says("1", "no", frozen=True), says("1", "yes", hour=1, channel="paper")], "paper", 0, 10000),
        ([says("1", "no", frozen=True), says("1", "yes", hour=1)], "refuse", 0, 0),
        ([says("3", "yes", "a", frozen=True), says("3", "yes", "b")], "first", 10000, 0),
        ([says("4", "yes", "a"), says("4", "no", "b", frozen=True)], "first", 0, 10000),
        ([says("1", "yes", "stranger", frozen=True)], "first", 0, 0),
    ],
    ids=[
        "alone", "first of two", "replaced", "paper goes before", "refused", "one of two owners",
        "not the representative", "not entitled",
    ],
)  # fmt: skip
def test_frozen_ballot_that_stands_makes_its_unit_disputed(
    ballots: list, repeat: str, disputed: int, yes: int
) -> None:
    result = decide(FROZEN, ballots, repeat=repeat)
    assert (result.disputed.area_dm2, result.yes.area_dm2) == (disputed, yes)


def test_frozen_ballot_that_decides_is_said_to_matter() -> None:
    result = decide([door("1"), door("2"), door("3")], [says("1", "yes"), says("2", "yes", frozen=True)])
    assert result.if_disputed == IfDisputed(yes=True, no=False, absent=False, matters=True)
    assert [said.params for said in result.lines if said.code == "disputed_frozen"] == [
        {"area": "100.00", "heads": 1, "units": 1, "frozen": 1}
    ]


def test_frozen_and_differing_units_are_told_apart() -> None:
    ballots = [says("1", "yes", frozen=True), says("3", "yes", "a"), says("3", "no", "b")]
    codes = {said.code: said.params for said in decide(FROZEN, ballots).lines}
    assert codes["disputed_frozen"] == {"area": "200.00", "heads": 2, "units": 2, "frozen": 1}
    assert "disputed" not in codes
