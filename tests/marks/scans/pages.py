"""A whole test page from a seed: which sheet, what was marked, how it was scanned, and the truth."""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tests.marks.scans import machines, strokes
from tests.marks.scans.forms import KINDS, printed
from tests.marks.scans.strokes import Place

CLEAN_SHARE = 0.5


@dataclass(frozen=True)
class TestPage:
    """`truth`: box name → whether its writer chose it. `clean`: ordinary marks, an ordinary scan."""

    __test__ = False

    content: bytes
    """The scan as it is put in: a JPEG."""
    layout: dict[str, Any]
    token: str
    truth: Mapping[str, bool]
    clean: bool
    told: tuple[str, ...]
    """What was done to it, for the reader of a failure."""
    matrix: NDArray[np.float64]
    """From tenths of a millimetre to the scan's pixels."""

    @cached_property
    def light(self) -> NDArray[np.uint8]:
        """The scan opened, with all its pixels."""
        return np.array(Image.open(io.BytesIO(self.content)))


@dataclass
class _Desk:
    """A sheet while it is being marked."""

    chance: Random
    light: NDArray[np.uint8]
    dpi: int
    boxes: dict[str, Place]
    groups: dict[str, list[str]]
    truth: dict[str, bool]
    told: list[str]

    def draw(self, lines: list[strokes.Line], pen: strokes.Pen) -> None:
        strokes.draw(self.light, self.dpi, lines, pen, self.chance)


def made_page(seed: int, *, clean: bool | None = None, marked: bool = True) -> TestPage:
    """The page of a seed: half of them clean, the other half with all that goes wrong; or nobody marked it."""
    chance = Random(seed)
    is_clean = chance.random() < CLEAN_SHARE if clean is None else clean
    kind = chance.choices(list(KINDS), (40, 20, 20, 15, 5))[0]
    dpi = chance.choice((150, 200, 200, 300) if is_clean else (100, 120, 150, 200, 300))
    sheet = printed(kind, chance.randrange(3), min(dpi, 150) if kind == "large print" else dpi)
    desk = _Desk(
        chance,
        sheet.light.copy(),
        sheet.dpi,
        {b["name"]: Place(b["x"] / 10, b["y"] / 10, b["w"] / 10, b["h"] / 10) for b in sheet.layout["boxes"]},
        sheet.layout["groups"],
        {b["name"]: False for b in sheet.layout["boxes"]},
        [kind, f"{sheet.dpi} dpi"],
    )
    machine = (
        machines.good_scanner(chance)
        if is_clean
        else chance.choice((machines.good_scanner, machines.poor_scanner, machines.phone))(chance)
    )
    if marked:
        (_mark_cleanly if is_clean else _mark_badly)(desk)
    if not is_clean:
        _harm(desk, machine.background)
    content, view = machines.taken(chance, desk.light, sheet.dpi, machine)
    told = (*desk.told, str(machine))
    # the renderer stretches the page to whole pixels; pixel (0, 0) is the middle of the first
    across, down = (
        side / length for side, length in zip(sheet.light.shape[::-1], sheet.layout["page"], strict=True)
    )
    matrix = view @ np.array([[across, 0, -0.5], [0, down, -0.5], [0, 0, 1]])
    return TestPage(content, sheet.layout, sheet.token, desk.truth, is_clean, told, matrix)


def _mark_cleanly(desk: _Desk) -> None:
    """At most one ordinary mark a question."""
    pen = strokes.ordinary_pen(desk.chance)
    for names in desk.groups.values():
        if desk.chance.random() < 0.94:
            _choose(desk, desk.chance.choice(names), strokes.ordinary_mark, pen)


Drawing = Callable[[Random, Place], list[strokes.Line]]


def _choose(desk: _Desk, name: str, drawing: Drawing, pen: strokes.Pen) -> None:
    desk.draw(drawing(desk.chance, desk.boxes[name]), pen)
    desk.truth[name] = True


def _mark_badly(desk: _Desk) -> None:
    """Some questions as they should be, some as they come."""
    pen = strokes.ordinary_pen(desk.chance)
    ways = list(_WAYS)
    for group, names in desk.groups.items():
        way = desk.chance.choices(ways, [_WAYS[way] for way in ways])[0]
        desk.told.append(f"{group}: {way.__name__.removeprefix('_')}")
        way(desk, names, pen)


def _ordinary(desk: _Desk, names: list[str], pen: strokes.Pen) -> None:
    _choose(desk, desk.chance.choice(names), strokes.ordinary_mark, pen)


def _nothing(desk: _Desk, names: list[str], pen: strokes.Pen) -> None:
    """Left open."""


def _faint(desk: _Desk, names: list[str], pen: strokes.Pen) -> None:
    _choose(desk, desk.chance.choice(names), strokes.ordinary_mark, strokes.faint_pen(desk.chance))


def _corrected(desk: _Desk, names: list[str], pen: strokes.Pen) -> None:
    """One box marked and blackened, another marked: the second is meant."""
    wrong, right = desk.chance.sample(names, 2)
    desk.draw(strokes.ordinary_mark(desk.chance, desk.boxes[wrong]), pen)
    desk.draw(desk.chance.choice((strokes.fill, strokes.scratched_out))(desk.chance, desk.boxes[wrong]), pen)
    _choose(desk, right, strokes.ordinary_mark, pen)


def _taken_back(desk: _Desk, names: list[str], pen: strokes.Pen) -> None:
    """Marked, then scratched out past the frame; nothing else: nothing is meant."""
    name = desk.chance.choice(names)
    desk.draw(strokes.tick(desk.chance, desk.boxes[name]), pen)
    desk.draw(strokes.scratched_out(desk.chance, desk.boxes[name]), pen)


def _two(desk: _Desk, names: list[str], pen: strokes.Pen) -> None:
    """Two boxes of a choice of one: neither may be taken alone."""
    for name in desk.chance.sample(names, 2):
        _choose(desk, name, strokes.ordinary_mark, pen)


def _beside(desk: _Desk, names: list[str], pen: strokes.Pen) -> None:
    _choose(desk, desk.chance.choice(names), strokes.beside, pen)


def _ringed(desk: _Desk, names: list[str], pen: strokes.Pen) -> None:
    """A ring around the box instead of a mark in it."""
    size = desk.chance.uniform(1.25, 1.7)
    _choose(desk, desk.chance.choice(names), lambda chance, box: strokes.ring(chance, box, size), pen)


def _struck(desk: _Desk, names: list[str], pen: strokes.Pen) -> None:
    """A line from elsewhere runs into a box, or through it; perhaps another is marked."""
    hit, other = desk.chance.sample(names, 2)
    desk.draw(strokes.stray(desk.chance, desk.boxes[hit]), pen)
    if desk.chance.random() < 0.5:
        _choose(desk, other, strokes.ordinary_mark, pen)


def _speckled(desk: _Desk, names: list[str], pen: strokes.Pen) -> None:
    """Dots where a pen rested, beside an ordinary mark or alone."""
    hit, other = desk.chance.sample(names, 2)
    desk.draw(strokes.speck(desk.chance, desk.boxes[hit]), pen)
    if desk.chance.random() < 0.6:
        _choose(desk, other, strokes.ordinary_mark, pen)


_WAYS: dict[Callable[[_Desk, list[str], strokes.Pen], None], int] = {
    _ordinary: 60, _nothing: 8, _faint: 6, _corrected: 6, _taken_back: 3, _two: 3,
    _beside: 4, _ringed: 2, _struck: 4, _speckled: 4,
}  # fmt: skip


def _harm(desk: _Desk, background: int) -> None:
    """A corner gone, coffee, the back showing, dirt on the glass, a punch: each now and then."""
    chance = desk.chance
    if chance.random() < 0.3:
        corner = chance.randrange(4)
        desk.told.append(f"corner {corner} gone")
        machines.tear(chance, desk.light, desk.dpi, corner, background)
    if chance.random() < 0.15:
        desk.told.append("stain")
        machines.stain(chance, desk.light, desk.dpi)
    if chance.random() < 0.12:
        desk.told.append("back shows through")
        machines.show_through(chance, desk.light)
    if chance.random() < 0.15:
        desk.told.append("streak")
        machines.streak(chance, desk.light, desk.dpi)
    if chance.random() < 0.15:
        desk.told.append("punched")
        machines.punch(chance, desk.light, desk.dpi, background)
