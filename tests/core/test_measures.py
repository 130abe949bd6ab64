"""Exact quantities and shares of the law."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linmeng_core.errors import BadInput
from linmeng_core.measures import Measure, Threshold, area_m2, parse_area, parse_money, yuan

WHOLE = st.integers(min_value=0, max_value=10**12)
THRESHOLDS = st.sampled_from([">=2/3", ">=3/4", ">1/2", ">=1/2", ">2/3", ">=1/1", ">=1/5"])


def test_area_goes_in_and_out_exactly() -> None:
    assert [parse_area(text) for text in ("80.00", "0.01", "0.00", "007.50")] == [8000, 1, 0, 750]
    assert [area_m2(dm2) for dm2 in (8000, 1, 0, 750, -5)] == ["80.00", "0.01", "0.00", "7.50", "-0.05"]


def test_money_goes_in_and_out_exactly() -> None:
    assert parse_money("48236.77") == 4823677
    assert yuan(4823677) == "48236.77"


@given(WHOLE)
def test_area_text_returns_the_same_area(area_dm2: int) -> None:
    assert parse_area(area_m2(area_dm2)) == area_dm2


@pytest.mark.parametrize(
    "text",
    ["80", "80.0", "80.000", "-80.00", "+80.00", " 80.00", "80.00 ", "80.00\n", "8e1", "80,00", ".50", "80.",
     "８０.００", "٨٠.٠٠", "", "1_0.00", "9" * 98 + ".00", None, 80, 80.0, True, ["80.00"]],
)  # fmt: skip
def test_area_refuses_any_other_spelling(text: object) -> None:
    with pytest.raises(BadInput) as fault:
        parse_area(text)
    assert fault.value.code == "not_an_area"


def test_threshold_at_two_thirds_includes_equality() -> None:
    two_thirds = Threshold.parse(">=2/3")
    assert [two_thirds.met(part, 90000) for part in (59999, 60000, 60001)] == [False, True, True]
    assert not two_thirds.met(199999, 300000)


def test_threshold_over_half_excludes_equality() -> None:
    over_half = Threshold.parse(">1/2")
    assert [over_half.met(part, 6) for part in (2, 3, 4)] == [False, False, True]
    assert not over_half.met(0, 0)


def test_threshold_tells_the_least_part_and_what_is_missing() -> None:
    assert [Threshold.parse(">=2/3").least(whole) for whole in (9, 10, 11)] == [6, 7, 8]
    assert [Threshold.parse(">1/2").least(whole) for whole in (8, 9)] == [5, 5]
    assert [Threshold.parse(">=3/4").missing(part, 80000) for part in (59999, 60000, 70000)] == [1, 0, 0]


@given(THRESHOLDS, WHOLE, WHOLE)
def test_threshold_agrees_with_fractions(text: str, part: int, whole: int) -> None:
    threshold = Threshold.parse(text)
    share = Fraction(text.lstrip(">="))
    exact = part >= whole * share if ">=" in text else part > whole * share
    assert threshold.met(part, whole) == exact
    assert threshold.met(threshold.least(whole), whole)
    assert not threshold.met(threshold.least(whole) - 1, whole)
    assert str(threshold) == text


@pytest.mark.parametrize(
    "text", ["2/3", ">=0.66", ">=2/0", ">=0/3", ">=4/3", "> 1/2", "<1/2", ">=２/３", ">=66%", ""]
)
def test_threshold_refuses_any_other_spelling(text: str) -> None:
    with pytest.raises(BadInput) as fault:
        Threshold.parse(text)
    assert fault.value.code == "not_a_threshold"


def test_measures_add_in_both_parts() -> None:
    assert Measure(100, 1) + Measure(50, 2) == Measure(150, 3)
