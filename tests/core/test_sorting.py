"""The order of counting, steps (1) to (4): what becomes of each ballot."""

from dataclasses import replace
from datetime import UTC, timedelta

import pytest

from linmeng_core.measures import Measure
from tests.core.small_votes import START, decide, door, refusals, says

NOBODY = Measure()


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
