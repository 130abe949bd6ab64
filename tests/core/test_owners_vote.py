"""The order of counting, rule by rule."""

from dataclasses import replace
from datetime import UTC, timedelta

import pytest

from linmeng_core.errors import BadInput
from linmeng_core.law.load import pack_in_force
from linmeng_core.measures import Measure
from linmeng_core.tally.owners_vote import OwnersVote, Policy, Turnout, count, turnout
from linmeng_core.tally.results import Approval, IfDisputed, Quorum, Rule
from tests.core.small_votes import DAY, START, decide, door, refusals, says

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


# (1) what is dropped first


def test_ballot_refusals_follow_their_order() -> None:
    roll = [door("1"), door("2")]
    late = 30
    ballots = [
        says("9", "yes", hour=late),
        says("1", "yes", "stranger", hour=late),
        says("1", "yes", "stranger"),
        says("1", "unclear", hour=late),
        says("1", "yes"),
    ]
    result = decide(roll, ballots, closes_at=START + timedelta(hours=late), unclear="invalid")
    assert refusals(result) == [(0, "unknown_unit"), (1, "late"), (2, "not_entitled"), (3, "late")]
    assert result.yes == Measure(10000, 1)


def test_ballot_at_the_closing_instant_is_late_whatever_its_offset() -> None:
    closes_at = (START + timedelta(hours=1)).astimezone(UTC)
    at_close = says("1", "yes", hour=1)
    just_before = replace(at_close, at=at_close.at - timedelta(microseconds=1))
    result = decide([door("1")], [at_close, just_before], closes_at=closes_at)
    assert refusals(result) == [(0, "late")]
    assert result.yes == Measure(10000, 1)


def test_proxy_ballot_counts_as_the_principals() -> None:
    ballots = [
        says("1", "yes", "x9", proxy_for="p1"),
        says("1", "no", "p1", hour=1),
        says("2", "no", "x9", proxy_for="p1"),
        says("2", "yes", "x9"),
    ]
    result = decide([door("1"), door("2")], ballots)
    assert refusals(result) == [(1, "repeat"), (2, "not_entitled"), (3, "not_entitled")]
    assert result.participating == result.yes == Measure(10000, 1)


def test_proxy_may_stand_in_for_a_representative_who_owns_nothing() -> None:
    result = decide([door("1", representative="guardian")], [says("1", "yes", "x9", proxy_for="guardian")])
    assert refusals(result) == []
    assert result.yes == Measure(10000, 1)


@pytest.mark.parametrize("status", ["unsold", "undelivered"])
def test_developer_alone_casts_for_its_units(status: str) -> None:
    roll = [door("1", "developer", status=status, representative="buyer")]
    result = decide(roll, [says("1", "no", "buyer"), says("1", "yes", "developer")])
    assert refusals(result) == [(0, "not_entitled")]
    assert result.yes == Measure(10000, 1)


def test_developer_is_one_head_over_unsold_and_undelivered_units() -> None:
    roll = [
        door("1", "developer", status="unsold"),
        door("2", "developer", status="undelivered"),
        door("3", "subsidiary", status="unsold"),
        door("4", "developer"),
    ]
    result = decide(roll, [says("1", "yes", "developer"), says("3", "yes", "subsidiary")])
    assert result.total == Measure(40000, 2)
    assert result.yes == Measure(20000, 1)


# (2) unclear marks


def test_unclear_mark_is_an_abstention_or_invalid() -> None:
    roll = [door("1"), door("2")]
    ballots = [says("1", "unclear"), says("2", "yes")]
    assert decide(roll, ballots, unclear="abstain").abstain == Measure(10000, 1)
    invalid = decide(roll, ballots, unclear="invalid")
    assert invalid.participating == Measure(10000, 1)
    assert refusals(invalid) == [(0, "unclear")]


def test_clear_ballot_after_an_invalid_one_counts() -> None:
    ballots = [says("1", "unclear"), says("1", "yes", hour=1)]
    assert decide([door("1")], ballots, unclear="invalid", repeat="first").yes == Measure(10000, 1)
    refused = decide([door("1")], ballots, unclear="invalid", repeat="refuse")
    assert refusals(refused) == [(0, "unclear")]
    assert decide([door("1")], ballots, unclear="abstain", repeat="first").abstain == Measure(10000, 1)


def test_unit_with_only_invalid_ballots_does_not_follow_the_majority() -> None:
    roll = [door("1"), door("2", delivered=True), door("3", delivered=True)]
    ballots = [says("1", "yes"), says("2", "unclear")]
    result = decide(roll, ballots, unclear="invalid", silence="follow_majority")
    assert result.participating == result.yes == Measure(20000, 2)


# (3) repeated ballots


@pytest.mark.parametrize(
    ("repeat", "cell", "refused"),
    [
        ("first", "no", [0, 2, 3]),
        ("last", "abstain", [0, 1, 2]),
        ("paper", "yes", [1, 2, 3]),
        ("refuse", None, [0, 1, 2, 3]),
    ],
)
def test_repeat_keeps_one_ballot_of_a_person(repeat: str, cell: str | None, refused: list[int]) -> None:
    ballots = [
        says("1", "yes", hour=3, channel="paper"),
        says("1", "no", hour=1),
        says("1", "no", hour=4, channel="paper"),
        says("1", "abstain", hour=5),
    ]
    result = decide([door("1"), door("2")], ballots, repeat=repeat)
    assert refusals(result) == [(ballot, "repeat") for ballot in refused]
    for name in ("yes", "no", "abstain"):
        assert getattr(result, name) == (Measure(10000, 1) if name == cell else NOBODY)


def test_repeat_takes_equal_instants_in_file_order() -> None:
    ballots = [says("1", "yes"), says("1", "no")]
    assert decide([door("1")], ballots, repeat="first").yes.heads == 1
    assert decide([door("1")], ballots, repeat="last").no.heads == 1
    assert decide([door("1")], ballots, repeat="paper").yes.heads == 1


def test_repeat_looks_at_each_person_and_unit_alone() -> None:
    roll = [door("1", "a", "b"), door("2", "a")]
    ballots = [says("1", "yes", "a"), says("1", "yes", "b"), says("2", "yes", "a")]
    result = decide(roll, ballots, repeat="refuse")
    assert refusals(result) == []
    assert result.yes == Measure(20000, 2)


def test_unit_whose_ballots_were_all_refused_as_repeated_is_silent() -> None:
    roll = [door("1"), door("2", delivered=True)]
    ballots = [says("1", "yes"), says("2", "no"), says("2", "no")]
    result = decide(roll, ballots, repeat="refuse", silence="follow_majority")
    assert result.yes == Measure(20000, 2)


# (4) representatives and co-owners


def test_representative_alone_speaks_for_the_unit() -> None:
    roll = [door("1", "a", "b", representative="a"), door("2")]
    ballots = [says("1", "no", "b"), says("1", "yes", "a", hour=1), says("1", "no", "b", hour=2)]
    result = decide(roll, ballots)
    assert refusals(result) == [(0, "not_representative"), (2, "repeat")]
    assert result.yes == Measure(10000, 1)


def test_unit_whose_representative_does_not_vote_is_silent() -> None:
    roll = [door("1"), door("2", "a", "b", representative="a", delivered=True)]
    result = decide(roll, [says("1", "yes"), says("2", "no", "b")], silence="follow_majority")
    assert refusals(result) == [(1, "not_representative")]
    assert result.yes == Measure(20000, 2)


def test_co_owners_who_agree_are_one_head_with_the_full_area() -> None:
    result = decide([door("1", "a", "b")], [says("1", "yes", "b"), says("1", "yes", "a")])
    assert result.yes == Measure(10000, 1)
    assert refusals(result) == []


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
