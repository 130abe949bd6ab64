"""From measures to a judgement."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linmeng_core.marks.calibration import EMPTY, MARKED, surely
from linmeng_core.marks.judging import ACCEPT_AT, Bare, BoxReading, alone, bare_of, with_groups
from linmeng_core.marks.measuring import Measures

BARE = Measures(
    stroke=0, trace=5, ground=0, span=0, breadth=0, halo=5, exits=0, around=0, frame=600, unevenness=2
)
QUIET = Bare(5, 5)
TICKED = replace(BARE, stroke=500, trace=600, span=800, breadth=150)


def test_a_bare_box_is_empty_and_a_ticked_one_marked() -> None:
    assert alone("a", BARE, QUIET).mark == "empty"
    assert alone("a", TICKED, QUIET).mark == "marked"
    assert min(alone("a", BARE, QUIET).confidence, alone("a", TICKED, QUIET).confidence) >= ACCEPT_AT


@pytest.mark.parametrize(
    ("box", "doubt"),
    [
        (replace(TICKED, frame=199), "frame"),
        (replace(BARE, frame=199), "frame"),
        (replace(BARE, unevenness=91), "light"),
        (replace(BARE, ground=-61), "light"),
        (replace(BARE, ground=121, trace=300), "darkened"),
        (replace(TICKED, exits=2), "outside"),
        (replace(BARE, exits=1), "outside"),
        (replace(BARE, around=121), "outside"),
        (replace(TICKED, exits=1, breadth=99), "outside"),
        (replace(TICKED, halo=31, breadth=99), "outside"),
        (replace(TICKED, span=399), "small"),
        (replace(BARE, stroke=40, trace=150), "faint"),
        (replace(BARE, trace=31), "faint"),
        (replace(BARE, halo=31), "outside"),
    ],
)
def test_a_doubtful_box_goes_to_a_person(box: Measures, doubt: str) -> None:
    reading = alone("a", box, QUIET)
    assert (reading.mark, reading.doubt) == ("unsure", doubt)
    assert reading.confidence < ACCEPT_AT


def test_a_pale_mark_is_measured_against_the_bare_boxes_of_its_own_sheet() -> None:
    traces, halos = (600, 40, 42, 700, 41, 39, 43, 500), (9, 8, 7, 6, 5, 4, 3, 2)
    boxes = [replace(BARE, trace=trace, halo=halo) for trace, halo in zip(traces, halos, strict=True)]
    assert bare_of(boxes) == Bare(41, 4)
    assert alone("a", replace(BARE, trace=45), Bare(41, 5)).mark == "empty"
    assert alone("a", replace(BARE, trace=45), QUIET).mark == "unsure"


def test_a_tick_whose_end_leaves_the_box_is_a_mark() -> None:
    assert alone("a", replace(TICKED, exits=1), QUIET).mark == "marked"


def test_a_filled_box_is_a_mark() -> None:
    filled = replace(TICKED, stroke=5000, trace=900, ground=700, span=1000, breadth=250)
    assert alone("a", filled, QUIET).mark == "marked"


def test_two_marks_in_a_choice_of_one_go_to_a_person() -> None:
    boxes = [BoxReading("a", "marked", 999), BoxReading("b", "marked", 998), BoxReading("c", "empty", 997)]
    assert with_groups(boxes, {"q": ("a", "b", "c")}) == [
        BoxReading("a", "unsure", 0, "several"),
        BoxReading("b", "unsure", 0, "several"),
        BoxReading("c", "empty", 997),
    ]


def test_a_mark_beside_a_doubt_goes_to_a_person_and_other_choices_stand() -> None:
    doubtful = BoxReading("b", "unsure", 500, "faint")
    boxes = [BoxReading("a", "marked", 999), doubtful, BoxReading("c", "marked", 999)]
    assert with_groups(boxes, {"q": ("a", "b"), "r": ("c",)}) == [
        BoxReading("a", "unsure", 0, "choice"),
        doubtful,
        BoxReading("c", "marked", 999),
    ]


@given(st.integers(-2_000, 12_000), st.integers(0, 2_000))
def test_more_ink_is_never_less_surely_a_mark(value: int, more: int) -> None:
    assert surely(MARKED, value) <= surely(MARKED, value + more)
    assert surely(EMPTY, value) >= surely(EMPTY, value + more)


@given(st.integers(-2_000, 12_000))
def test_nothing_is_wholly_sure(value: int) -> None:
    assert 0 <= surely(MARKED, value) < 1000
    assert 0 <= surely(EMPTY, value) < 1000
