"""From measures to a judgement: marked, empty, or a person must look."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from linmeng_core.marks.calibration import EMPTY, MARKED, surely
from linmeng_core.marks.measuring import Measures

ACCEPT_AT = 990
"""A page is accepted without a person when every box is read with this confidence, per mille, or more."""

Mark = Literal["marked", "empty", "unsure"]
Doubt = Literal[
    "coarse",
    "unaligned",
    "pale",
    "frame",
    "light",
    "outside",
    "darkened",
    "small",
    "faint",
    "several",
    "choice",
]
"""Why a person must look. Of the page: too few pixels (coarse) · paper and layout do not fit (unaligned) · too
little contrast (pale). Of a box: its frame is not seen whole (frame) · a shadow's edge (light) · ink across or
around the frame (outside) · darkened, not marked (darkened) · a speck (small) · between empty and marked
(faint) · more than one box of a choice of one is marked (several) · marked, but another box of the choice is
unsure (choice).
"""

WEAKEST_FRAME = 200
MOST_UNEVEN = 90
LIGHTEST_GROUND = -60
"""Below, the box is lighter than the paper around: what was taken for paper is not."""
PAPER_GROUND = 120
DARKEST_STAIN = 450
"""A box that is dark all over, yet nowhere darker than this, is not filled: a stain, a shadow, a grey smear."""
MOST_AROUND = 120
LEAST_SPAN = 400
LEAST_BREADTH = 100
"""Ink that leaves the box in a straight line may have come from elsewhere; a tick bends."""
LOOKS_MARKED = 100
LEAST_LIFT = 25
"""A trace or halo that much above the sheet's own bare boxes was written, however pale the pencil."""


@dataclass(frozen=True)
class BoxReading:
    """One box: its mark, how sure that is (per mille), and for an unsure one why; else `doubt` is empty."""

    name: str
    mark: Mark
    confidence: int
    doubt: Doubt | Literal[""] = ""


def unsure(name: str, doubt: Doubt, confidence: int = 0) -> BoxReading:
    """A box that a person must look at."""
    return BoxReading(name, "unsure", min(confidence, ACCEPT_AT - 1), doubt)


def looks_marked(box: Measures) -> bool:
    """More ink than a speck leaves."""
    return box.stroke >= LOOKS_MARKED


def doubt_of(box: Measures) -> Doubt | None:
    """What forbids to judge the box by its ink at all."""
    if box.frame < WEAKEST_FRAME:
        return "frame"
    if box.unevenness > MOST_UNEVEN or box.ground < LIGHTEST_GROUND:
        return "light"
    if box.ground > PAPER_GROUND and box.trace < DARKEST_STAIN:
        return "darkened"
    if box.exits > 1 or box.around > MOST_AROUND or (box.exits and not _bends_inside(box)):
        return "outside"
    return "small" if looks_marked(box) and box.span < LEAST_SPAN else None


def _bends_inside(box: Measures) -> bool:
    return looks_marked(box) and box.breadth >= LEAST_BREADTH


@dataclass(frozen=True)
class Bare:
    """What paper and noise alone leave of trace and halo on this sheet."""

    trace: int
    halo: int


def bare_of(boxes: Sequence[Measures]) -> Bare:
    """As little as a quarter of the sheet's boxes have: on no form are three in four marked."""
    quarter = len(boxes) // 4
    traces, halos = sorted(box.trace for box in boxes), sorted(box.halo for box in boxes)
    return Bare(traces[quarter], halos[quarter])


def alone(name: str, box: Measures, bare: Bare) -> BoxReading:
    """One box judged by itself and by what is bare on its sheet."""
    if doubt := doubt_of(box):
        return unsure(name, doubt)
    marked, empty = surely(MARKED, box.stroke), surely(EMPTY, box.trace)
    if empty >= ACCEPT_AT and box.halo > bare.halo + LEAST_LIFT:
        return unsure(name, "outside", empty)
    if empty >= ACCEPT_AT and box.trace <= bare.trace + LEAST_LIFT:
        return BoxReading(name, "empty", empty)
    if marked >= ACCEPT_AT and box.halo > bare.halo + LEAST_LIFT and box.breadth < LEAST_BREADTH:
        return unsure(name, "outside", marked)
    if marked >= ACCEPT_AT:
        return BoxReading(name, "marked", marked)
    return unsure(name, "faint", max(marked, empty))


def with_groups(boxes: Sequence[BoxReading], groups: Mapping[str, Sequence[str]]) -> list[BoxReading]:
    """A choice of at most one is read as a whole: two marks, or a mark beside a doubt, go to a person."""
    marks = {box.name: box.mark for box in boxes}
    doubts: dict[str, Doubt] = {}
    for names in groups.values():
        marked = [name for name in names if marks[name] == "marked"]
        if len(marked) > 1:
            doubts |= dict.fromkeys(marked, "several")
        elif any(marks[name] == "unsure" for name in names):
            doubts |= dict.fromkeys(marked, "choice")
    return [
        replace(box, mark="unsure", confidence=0, doubt=doubts[box.name]) if box.name in doubts else box
        for box in boxes
    ]
