"""The count of an election: whom the marks elect, under the law of the day."""

from dataclasses import replace
from datetime import timedelta

import pytest

from linmeng_core.election.results import IfDisputed
from linmeng_core.errors import BadInput
from linmeng_core.measures import Measure
from linmeng_core.tally.results import Approval
from linmeng_core.tally.votes import RollUnit
from tests.core.small_elections import elect, marks, support
from tests.core.small_votes import START, door

NOBODY = Measure()


def doors(count: int) -> list[RollUnit]:
    return [door(str(number)) for number in range(count)]


def all_mark(*slates: str) -> list:
    """Unit 0 marks the first slate, unit 1 the second …; "" marks nobody."""
    return [marks(str(number), *slate) for number, slate in enumerate(slates)]


# who is elected


def test_four_of_seven_over_half_for_five_seats_are_below_the_minimum() -> None:
    """Worked case 27: not the top five."""
    slates = ["abcde", "abcdf", "abcdg", "abcd", "efg", "efg"]
    result = elect(doors(6), all_mark(*slates), seats=5, minimum=5, candidates="abcdefg")
    assert support(result)["d"] == (40000, 4)
    assert support(result)["e"] == (30000, 3)
    assert (result.elected, result.outcome, result.tied) == (("a", "b", "c", "d"), "by_election", ())


def test_exactly_half_is_not_more_than_half() -> None:
    result = elect(doors(4), all_mark("a", "a", "", ""))
    assert result.candidates[0].approval == Approval(area=False, heads=False)
    assert (result.elected, result.outcome) == ((), "by_election")


def test_half_of_the_area_and_a_hundredth_more_is_enough() -> None:
    roll = [door("0", area=10001), door("1"), door("2", area=20000), door("3", area=1)]
    result = elect(roll, all_mark("a", "a", "", "a"))
    assert support(result)["a"] == (20002, 3)
    assert result.elected == ("a",)


def test_each_measure_alone_is_not_enough() -> None:
    roll = [door("0", area=50000), door("1"), door("2")]
    result = elect(roll, all_mark("a", "b", "b"), seats=2)
    assert result.candidates[0].approval == Approval(area=True, heads=False)
    assert result.candidates[1].approval == Approval(area=False, heads=True)
    assert result.elected == ()


def test_one_seat_chooses_between_offers() -> None:
    """Worked case 26: each option needs the threshold of its matter."""
    roll = doors(20)
    offers = ["a"] * 8 + ["b"] * 7 + [""] * 5
    result = elect(roll, all_mark(*offers), matter="hire_company", candidates="ab")
    assert (result.elected, result.outcome) == ((), "by_election")
    assert result.abstain == Measure(50000, 5)
    three_quarters = elect(doors(4), all_mark("a", "a", "a", "b"), matter="rebuild", candidates="ab")
    assert three_quarters.elected == ("a",)
    assert elect(doors(4), all_mark("a", "a", "a", ""), matter="rebuild").elected == ("a",)
    assert elect(doors(5), all_mark("a", "a", "a", "", ""), matter="rebuild").elected == ()


def test_elected_stand_by_heads_then_area() -> None:
    roll = [door("0"), door("1", area=20000), door("2", area=10000), door("3")]
    result = elect(roll, all_mark("ab", "abc", "bc", "ac"), seats=3, candidates="abc")
    assert support(result) == {"a": (40000, 3), "b": (40000, 3), "c": (40000, 3)}
    assert result.elected == ("a", "b", "c")
    roll[2] = door("2", area=10001)
    assert elect(roll, all_mark("ab", "abc", "bc", "ac"), seats=3).elected == ("b", "c", "a")
    roll = doors(4)
    assert elect(roll, all_mark("ab", "bc", "bc", "ac"), seats=3).elected == ("b", "c")


def test_without_quorum_nobody_is_elected() -> None:
    result = elect(doors(4), all_mark("a", "a"))
    assert result.candidates[0].approval == Approval(area=True, heads=True)
    assert (result.elected, result.outcome, result.quorum.met) == ((), "no_quorum", False)
    nobody = elect(doors(2), [])
    assert (nobody.outcome, nobody.participating) == ("no_quorum", NOBODY)
    assert nobody.candidates[0].approval == Approval(area=False, heads=False)


def test_seats_may_stay_empty_above_the_minimum() -> None:
    result = elect(doors(3), all_mark("ab", "ab", "ab"), seats=3, minimum=2)
    assert (result.elected, result.outcome) == (("a", "b"), "complete")


# equals


RIVALS = ["ab", "bc", "ac"]


def test_equals_at_the_last_seat_wait_for_the_lot() -> None:
    result = elect(doors(3), all_mark(*RIVALS), seats=2)
    assert (result.elected, result.tied, result.outcome) == ((), ("a", "b", "c"), "lot_needed")
    sure = elect(doors(3), all_mark("abd", "bcd", "acd"), seats=3, candidates="abcd")
    assert (sure.elected, sure.tied, sure.outcome) == (("d",), ("a", "b", "c"), "lot_needed")


@pytest.mark.parametrize(
    ("lot", "elected", "outcome"),
    [
        ("cab", ("c", "a"), "complete"),
        ("bca", ("b", "c"), "complete"),
        ("ca", (), "lot_needed"),
        ("", (), "lot_needed"),
    ],
)
def test_published_lot_decides_between_equals(lot: str, elected: tuple, outcome: str) -> None:
    result = elect(doors(3), all_mark(*RIVALS), seats=2, lot=lot)
    assert (result.elected, result.tied, result.outcome) == (elected, ("a", "b", "c"), outcome)


def test_equals_who_are_all_elected_need_no_lot() -> None:
    result = elect(doors(3), all_mark(*RIVALS), seats=3, lot="cba", candidates="bca")
    assert (result.elected, result.tied, result.outcome) == (("b", "c", "a"), (), "complete")


def test_equals_who_all_stay_outside_need_no_lot() -> None:
    letters = "a" * 7 + "b" * 7 + "c" * 7 + "d" * 6 + "e" * 6
    slates = [letters[number] + letters[number + 11] + letters[number + 22] for number in range(11)]
    result = elect(doors(11), all_mark(*slates), seats=3, candidates="edcba")
    assert support(result)["d"] == support(result)["e"] == (60000, 6)
    assert all(standing.approval == Approval(area=True, heads=True) for standing in result.candidates)
    assert (result.elected, result.tied, result.outcome) == (("c", "b", "a"), (), "complete")


# marks


def test_against_all_and_abstention_take_part_and_support_nobody() -> None:
    ballots = [*all_mark("a", "a", "a"), marks("3", against_all=True), marks("4")]
    result = elect(doors(5), ballots)
    assert result.named == Measure(30000, 3)
    assert (result.against_all, result.abstain) == (Measure(10000, 1), Measure(10000, 1))
    assert result.participating == Measure(50000, 5)
    assert result.elected == ("a",)


@pytest.mark.parametrize("unclear", ["abstain", "invalid"])
def test_too_many_names_make_a_ballot_invalid_whatever_the_policy(unclear: str) -> None:
    ballots = [marks("0", "a", "b"), marks("1", "a"), marks("0", "b", hour=1), marks("2", "a", "c")]
    result = elect(doors(3), ballots, unclear=unclear)
    assert [(entry.ballot, entry.reason) for entry in result.refused] == [(0, "unclear"), (3, "unclear")]
    assert support(result) == {"a": (10000, 1), "b": (10000, 1), "c": (0, 0)}
    assert result.participating == Measure(20000, 2)


@pytest.mark.parametrize("odd", [{"unclear": True}, {"against_all": True}])
def test_what_cannot_be_made_out_abstains_or_is_invalid(odd: dict) -> None:
    ballots = [marks("0", "a", **odd), marks("1", "a")]
    assert elect(doors(2), ballots, unclear="abstain").abstain == Measure(10000, 1)
    invalid = elect(doors(2), ballots, unclear="invalid")
    assert invalid.participating == Measure(10000, 1)
    assert [(entry.ballot, entry.reason) for entry in invalid.refused] == [(0, "unclear")]


def test_refusals_follow_the_order_of_counting() -> None:
    closes_at = START + timedelta(hours=30)
    roll = [door("1", "x", "y", representative="x"), door("2")]
    ballots = [
        marks("9", "a", "b", hour=30), marks("1", "a", by="stranger", hour=30), marks("1", "a", by="stranger"),
        marks("1", "a", "b", by="x", hour=1), marks("1", "a", by="x", hour=2), marks("1", "b", by="x", hour=3),
        marks("1", "a", by="y"), marks("2", "a", by="z", proxy_for="p2"),
    ]  # fmt: skip
    result = elect(roll, ballots, closes_at=closes_at)
    assert [entry.reason for entry in result.refused] == [
        "unknown_unit", "late", "not_entitled", "unclear", "repeat", "not_representative",
    ]  # fmt: skip
    assert support(result)["a"] == (20000, 2)


# heads and co-owners


def test_head_supports_whom_all_its_cast_units_name() -> None:
    roll = [door("0", "p"), door("1", "p"), door("2", "p"), door("3")]
    ballots = [marks("0", "a", "b", by="p"), marks("1", "b", "c", by="p"), marks("3", "b")]
    result = elect(roll, ballots, seats=2)
    assert support(result) == {"a": (10000, 0), "b": (30000, 2), "c": (10000, 0)}
    assert (result.split, result.named) == (Measure(20000, 1), Measure(30000, 1))
    assert result.participating == Measure(30000, 2)


def test_developer_is_one_head_in_an_election_too() -> None:
    roll = [door("0", "dev", status="unsold"), door("1", "dev", status="undelivered"), door("2")]
    result = elect(roll, [marks("0", "a", by="dev"), marks("1", "b", by="dev"), marks("2", "b")])
    assert result.total == Measure(30000, 2)
    assert support(result) == {"a": (10000, 0), "b": (20000, 1), "c": (0, 0)}


def test_co_owners_agree_when_their_sets_are_equal() -> None:
    roll = [door("0", "x", "y"), door("1")]
    agree = elect(roll, [marks("0", "a", "b", by="x"), marks("0", "b", "a", by="y"), marks("1")], seats=2)
    assert (support(agree)["a"], agree.disputed) == ((10000, 1), NOBODY)
    differ = elect(roll, [marks("0", "a", "b", by="x"), marks("0", "a", by="y"), marks("1")], seats=2)
    assert (support(differ)["a"], differ.disputed) == ((0, 0), Measure(10000, 1))
    against = elect(roll, [marks("0", by="x"), marks("0", by="y", against_all=True)])
    assert against.disputed == Measure(10000, 1)


# disputes


def test_dispute_that_cannot_change_who_is_elected_does_not_matter() -> None:
    roll = [*doors(5), door("5", "x", "y")]
    ballots = [*all_mark("a", "a", "a", "a", "b"), marks("5", "b", by="x"), marks("5", "c", by="y")]
    result = elect(roll, ballots)
    assert result.if_disputed == IfDisputed(("a",), ("a",), ("a",), matters=False)


def test_dispute_may_seat_one_or_keep_another_out() -> None:
    roll = [*doors(5), door("5", "x", "y")]
    ballots = [*all_mark("a", "a", "a", "b", "b"), marks("5", "b", by="x"), marks("5", by="y")]
    result = elect(roll, ballots)
    assert result.if_disputed == IfDisputed(("a",), (), ("a",), matters=True)


def test_dispute_may_decide_between_two_who_are_both_approved() -> None:
    roll = [*doors(6), door("6", "x", "y")]
    slates = ("ab", "ab", "ab", "ab", "a", "c")
    ballots = [*all_mark(*slates), marks("6", "b", by="x"), marks("6", "c", by="y")]
    assert elect(roll, ballots, seats=2, minimum=2).if_disputed.matters is False
    slates = ("ab", "ab", "ac", "bc", "cb", "ac")
    ballots = [*all_mark(*slates), marks("6", "b", by="x"), marks("6", "c", by="y")]
    result = elect(roll, ballots, seats=2)
    assert result.outcome == "lot_needed"
    assert result.if_disputed == IfDisputed(("a", "b", "c"), (), (), matters=True)


def test_dispute_that_decides_the_quorum_matters_though_nobody_is_elected_either_way() -> None:
    roll = [*doors(5), door("5", "x", "y"), door("6"), door("7"), door("8")]
    ballots = [*all_mark("a", "b", "", "", ""), marks("5", "a", by="x"), marks("5", by="y")]
    result = elect(roll, ballots)
    assert result.if_disputed == IfDisputed((), (), (), matters=True)
    assert (result.outcome, result.quorum.met) == ("no_quorum", False)


# what cannot be counted


@pytest.mark.parametrize(
    ("more", "code", "field"),
    [
        ({"silence": "follow_majority"}, "silence_in_election", ("policy", "silence")),
        ({"silence": "on"}, "not_one_of", ("policy", "silence")),
        ({"seats": 0}, "no_seats", ("seats",)),
        ({"minimum": 2}, "not_a_minimum", ("minimum",)),
        ({"minimum": 0}, "not_a_minimum", ("minimum",)),
        ({"candidates": ""}, "no_candidates", ("candidates",)),
        ({"candidates": "aba"}, "candidate_twice", ("candidates", 2)),
        ({"lot": "ax"}, "not_a_candidate", ("lot", 1)),
        ({"lot": "aa"}, "candidate_twice", ("lot", 1)),
        ({"matter": "lift"}, "not_one_of", ("matter",)),
        ({"closes_at": START.replace(tzinfo=None)}, "no_offset", ("closes_at",)),
    ],
)
def test_count_refuses_what_is_no_election(more: dict, code: str, field: tuple[object, ...]) -> None:
    with pytest.raises(BadInput) as fault:
        elect(doors(1), [], **more)
    assert (fault.value.code, fault.value.locus.field) == (code, field)


@pytest.mark.parametrize(
    ("choices", "code", "field"),
    [
        (("x",), "not_a_candidate", ("ballots", 0, "choices", 0)),
        (("a", "x", "b"), "not_a_candidate", ("ballots", 0, "choices", 1)),
        (("a", "a"), "candidate_twice", ("ballots", 0, "choices", 1)),
    ],
)
def test_count_refuses_marks_for_nobody_known(choices: tuple, code: str, field: tuple[object, ...]) -> None:
    with pytest.raises(BadInput) as fault:
        elect(doors(1), [marks("0", *choices)])
    assert (fault.value.code, fault.value.locus.field) == (code, field)


def test_count_refuses_a_time_without_offset_and_a_broken_roll() -> None:
    ballot = marks("0", "a")
    bare = type(ballot)(ballot.unit, ballot.choices, "web", START.replace(tzinfo=None), ballot.by)
    with pytest.raises(BadInput) as fault:
        elect(doors(1), [bare])
    assert (fault.value.code, fault.value.locus.field) == ("no_offset", ("ballots", 0, "at"))
    with pytest.raises(BadInput) as fault:
        elect([], [])
    assert (fault.value.code, fault.value.locus.field) == ("empty_roll", ("roll",))


def test_frozen_ballot_leaves_its_unit_out_of_every_candidates_support() -> None:
    frozen = replace(marks("2", "a"), frozen=True)
    result = elect(doors(3), [marks("0", "a"), marks("1", "b"), frozen])
    assert (result.disputed, result.participating) == (Measure(10000, 1), Measure(20000, 2))
    assert support(result) == {"a": (10000, 1), "b": (10000, 1), "c": (0, 0)}
    assert result.if_disputed.matters
