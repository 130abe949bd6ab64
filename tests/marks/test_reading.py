"""What must hold of every reading, whatever the page."""

from dataclasses import replace
from functools import cache
from random import Random

import numpy as np
import pytest
from numpy.typing import NDArray

from linmeng.papers.bridge import codes_on
from linmeng_core.errors import BadInput
from linmeng_core.marks import ACCEPT_AT, BoxReading, Layout, SheetReading, read_marks
from linmeng_core.marks.projecting import projected
from tests.marks.scans import strokes
from tests.marks.scans.forms import WITH_FIELD, printed
from tests.marks.scans.pages import TestPage, made_page


@cache
def clean(seed: int) -> tuple[TestPage, Layout, NDArray[np.float64]]:
    """A clean page with its code's corners."""
    page = made_page(seed, clean=True)
    return page, Layout.from_plain(page.layout), np.array(codes_on(page.light)[0].corners, dtype=float)


def marks_of(reading: SheetReading) -> dict[str, str]:
    return {box.name: box.mark for box in reading.boxes}


def written(page: TestPage) -> dict[str, str]:
    return {name: "marked" if chosen else "empty" for name, chosen in page.truth.items()}


@pytest.mark.parametrize("seed", range(30, 36))
def test_a_clean_page_is_read_as_written(seed: int) -> None:
    page, layout, corners = clean(seed)
    reading = read_marks(page=page.light, qr_corners=corners, layout=layout)
    assert marks_of(reading) == written(page)
    assert reading.accepted
    assert reading.confidence == min(box.confidence for box in reading.boxes) >= ACCEPT_AT
    assert {box.doubt for box in reading.boxes} == {""}


@pytest.mark.parametrize("seed", range(40, 60))
def test_a_page_nobody_marked_never_reads_marked(seed: int) -> None:
    page = made_page(seed, marked=False)
    for code in codes_on(page.light):
        reading = read_marks(
            page=page.light, qr_corners=np.array(code.corners), layout=Layout.from_plain(page.layout)
        )
        assert "marked" not in marks_of(reading).values(), page.told


@pytest.mark.parametrize("seed", [30, 33])
def test_boxes_in_another_order_are_read_in_that_order(seed: int) -> None:
    page, layout, corners = clean(seed)
    order = np.random.default_rng(seed).permutation(len(layout.boxes))
    moved = replace(layout, boxes=tuple(layout.boxes[place] for place in order))
    one = read_marks(page=page.light, qr_corners=corners, layout=layout)
    other = read_marks(page=page.light, qr_corners=corners, layout=moved)
    assert other.boxes == tuple(one.boxes[place] for place in order)
    assert (other.confidence, other.accepted) == (one.confidence, one.accepted)


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_turned_by_quarters_reads_the_same(quarters: int) -> None:
    page, layout, corners = clean(31)
    light, points = page.light, corners
    for _ in range(quarters):
        points = np.column_stack([points[:, 1], light.shape[1] - 1 - points[:, 0]])
        light = np.rot90(light)
    reading = read_marks(page=np.ascontiguousarray(light), qr_corners=points, layout=layout)
    assert marks_of(reading) == written(page)
    assert reading.accepted


def test_a_page_in_half_the_light_reads_the_same() -> None:
    page, layout, corners = clean(32)
    reading = read_marks(page=page.light // 2, qr_corners=corners, layout=layout)
    assert marks_of(reading) == written(page)


def without_anchors(page: TestPage, layout: Layout, count: int) -> NDArray[np.uint8]:
    light = page.light.copy()
    for anchor in layout.anchors[:count]:
        x, y = projected(page.matrix, np.array(anchor, dtype=float)).astype(int)
        light[y - 40 : y + 41, x - 40 : x + 41] = 240
    return light


def test_one_anchor_missing_reads_the_same() -> None:
    page, layout, corners = clean(33)
    reading = read_marks(page=without_anchors(page, layout, 1), qr_corners=corners, layout=layout)
    assert marks_of(reading) == written(page)
    assert reading.accepted


def test_two_anchors_missing_leave_all_to_a_person() -> None:
    page, layout, corners = clean(33)
    reading = read_marks(page=without_anchors(page, layout, 2), qr_corners=corners, layout=layout)
    assert reading == SheetReading(
        tuple(BoxReading(box.name, "unsure", 0, "unaligned") for box in layout.boxes), 0, False
    )


def test_the_layout_of_another_form_is_not_accepted() -> None:
    page, _layout, corners = clean(33)
    for seed in range(60, 80):
        other = Layout.from_plain(made_page(seed, marked=False).layout)
        if other.page != tuple(page.layout["page"]) or other.code != tuple(page.layout["qr"]):
            assert not read_marks(page=page.light, qr_corners=corners, layout=other).accepted


@pytest.mark.parametrize("seed", range(4))
def test_noise_reads_as_nothing(seed: int) -> None:
    chance = np.random.default_rng(seed)
    _page, layout, _corners = clean(33)
    noise = chance.integers(0, 256, (900, 700), dtype=np.uint8)
    corners = np.array([[100, 100], [230, 100], [230, 230], [100, 230]]) + chance.uniform(-9, 9, (4, 2))
    reading = read_marks(page=noise, qr_corners=corners, layout=layout)
    assert set(marks_of(reading).values()) == {"unsure"}
    assert not reading.accepted


@pytest.mark.parametrize(
    ("corners", "doubt"),
    [
        ([[5, 5]] * 4, "coarse"),
        ([[0, 0], [50, 0], [50, 50], [0, 50]], "coarse"),
        ([[0, 0], [400, 400], [401, 400], [800, 800]], "unaligned"),
        ([[9_000, 9_000], [9_300, 9_000], [9_300, 9_300], [9_000, 9_300]], "unaligned"),
    ],
)
def test_corners_that_are_no_square_on_the_page_leave_all_to_a_person(
    corners: list[list[int]], doubt: str
) -> None:
    page, layout, _corners = clean(33)
    reading = read_marks(page=page.light, qr_corners=np.array(corners), layout=layout)
    assert {box.doubt for box in reading.boxes} == {doubt}


@pytest.mark.parametrize(
    ("page", "corners", "code"),
    [
        (np.zeros((9, 9), dtype=np.float32), np.zeros((4, 2)), "not_a_grey_picture"),
        (np.zeros((9, 9, 3), dtype=np.uint8), np.zeros((4, 2)), "not_a_grey_picture"),
        (np.zeros((1, 9), dtype=np.uint8), np.zeros((4, 2)), "not_a_grey_picture"),
        (np.zeros((9, 9), dtype=np.uint8), np.zeros((3, 2)), "not_four_corners"),
        (np.zeros((9, 9), dtype=np.uint8), np.full((4, 2), np.nan), "not_four_corners"),
    ],
)
def test_what_is_no_picture_is_refused(page: NDArray, corners: NDArray, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_marks(page=page, qr_corners=corners, layout=clean(33)[1])
    assert refused.value.code == code


@pytest.mark.parametrize(("words", "mark"), [(0, "empty"), (1, "marked"), (4, "marked")])
def test_a_small_word_in_a_long_field_is_seen(words: int, mark: str) -> None:
    sheet = printed(WITH_FIELD, 0, 200)
    light = sheet.light.copy()
    field = next(box for box in sheet.layout["boxes"] if box["name"] == "words")
    chance = Random(5)
    for place in range(words):
        sign = strokes.Place(field["x"] / 10 + 8 + 6 * place, field["y"] / 10 + 2.5, 4, 4)
        for line in (strokes.cross(chance, sign), strokes.ring(chance, sign)):
            strokes.draw(light, 200, line, strokes.Pen(0.4, 0.8, 0), chance)
    corners = np.array(codes_on(light)[0].corners)
    reading = read_marks(page=light, qr_corners=corners, layout=Layout.from_plain(sheet.layout))
    assert {name: said for name, said in marks_of(reading).items() if said != "empty"} == (
        {"words": mark} if words else {}
    ), reading
