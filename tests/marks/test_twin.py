"""The fast sampling and measuring against plain loops."""

from random import Random

import numpy as np
import pytest

from linmeng_core.marks.frames import framed
from linmeng_core.marks.layout import Box, Layout
from linmeng_core.marks.measuring import measured
from linmeng_core.marks.sampling import light_at, shrunk
from tests.marks import slow_twin
from tests.marks.scans.pages import made_page


def test_light_equals_the_plain_loop_inside_on_the_edge_and_outside() -> None:
    chance = np.random.default_rng(3)
    page = chance.integers(0, 256, (17, 23), dtype=np.uint8)
    points = np.vstack(
        [chance.uniform(-3, 25, (400, 2)), [[0, 0], [22, 16], [22, 0], [0, 16], [22.001, 3], [-0.001, 3]]]
    )
    plain = [slow_twin.light(page.tolist(), x, y) for x, y in points]
    assert light_at(page, points) == pytest.approx(plain, abs=0.01)


@pytest.mark.parametrize("times", [1, 2, 3])
def test_shrunk_equals_the_plain_loop(times: int) -> None:
    page = np.random.default_rng(times).integers(0, 256, (19, 14), dtype=np.uint8)
    assert shrunk(page, times).tolist() == slow_twin.shrunk(page.tolist(), times)


@pytest.mark.parametrize("seed", [2, 5, 17, 20])
def test_measures_equal_the_plain_loop(seed: int) -> None:
    """Whole numbers may differ by one where a sum falls between two; a sample at a threshold may move one step."""
    page = made_page(seed)
    boxes = list(Layout.from_plain(page.layout).boxes)
    blackness = Random(seed).randrange(100, 400)
    for box, fast in zip(boxes, measured(framed(page.light, page.matrix, boxes, blackness)), strict=True):
        slow = slow_twin.measures(page.light.tolist(), page.matrix.tolist(), box, blackness)
        assert {name: getattr(fast, name) for name in slow} == pytest.approx(slow, abs=1.01), box


@pytest.mark.parametrize(("wider", "higher"), [(10, 0), (170, 0), (0, 260), (401, 3)])
def test_measures_of_long_boxes_equal_the_plain_loop(wider: int, higher: int) -> None:
    page = made_page(2)
    first = Layout.from_plain(page.layout).boxes[0]
    box = Box("long", first.x, first.y, first.w + wider, first.h + higher)
    fast = measured(framed(page.light, page.matrix, [box], 200))[0]
    slow = slow_twin.measures(page.light.tolist(), page.matrix.tolist(), box, 200)
    assert {name: getattr(fast, name) for name in slow} == pytest.approx(slow, abs=1.01)
