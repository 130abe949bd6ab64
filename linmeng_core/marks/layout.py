"""Where a printed sheet carries what is read from it, in whole tenths of a millimetre."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from linmeng_core.errors import BadInput, Step, quoted

LARGEST = 12_000
"""No sheet is longer than A0, in tenths of a millimetre."""
SMALLEST_BOX = 50
MOST_BOXES = 400

Point = tuple[int, int]


@dataclass(frozen=True)
class Box:
    """One box to tick: `x`, `y`, `w`, `h` are those of the middle line of its printed frame."""

    name: str
    x: int
    y: int
    w: int
    h: int


@dataclass(frozen=True)
class Layout:
    """The page's size, the code's symbol (left, top, side; no quiet zone), the anchors' centres, the boxes.

    A group is a choice of at most one box. Every box belongs to one group.
    """

    page: Point
    code: tuple[int, int, int]
    anchors: tuple[Point, Point, Point, Point]
    anchor_side: int
    boxes: tuple[Box, ...]
    groups: Mapping[str, tuple[str, ...]]

    @classmethod
    def from_plain(cls, plain: object) -> "Layout":
        """The layout kept as JSON: page, qr, anchors, anchor_side, boxes, groups. Raises BadInput."""
        known = _fields(plain, {"page", "qr", "anchors", "anchor_side", "boxes", "groups"})
        width, height = _numbers(known["page"], 2, "page")
        left, top, side = _numbers(known["qr"], 3, "qr")
        anchors = [
            _numbers(point, 2, "anchors", place) for place, point in enumerate(_items(known, "anchors"))
        ]
        if len(anchors) != 4:
            raise BadInput("layout_count", "anchors", wanted=4, given=len(anchors))
        boxes = tuple(_box(box, place) for place, box in enumerate(_items(known, "boxes")))
        first, second, third, fourth = ((x, y) for x, y in anchors)
        layout = cls(
            page=(width, height),
            code=(left, top, side),
            anchors=(first, second, third, fourth),
            anchor_side=_number(known["anchor_side"], "anchor_side"),
            boxes=boxes,
            groups=_groups(known["groups"], boxes),
        )
        _refuse_outside(layout)
        return layout


def _fields(plain: object, names: set[str], *where: Step) -> Mapping[str, Any]:
    if not isinstance(plain, Mapping) or set(plain) != names:
        raise BadInput("layout_fields", *where, wanted=", ".join(sorted(names)), given=quoted(plain))
    return plain


def _items(known: Mapping[str, Any], name: str) -> list[Any]:
    items = known[name]
    if not isinstance(items, list | tuple):
        raise BadInput("not_a_list", name, given=quoted(items))
    if not 0 < len(items) <= MOST_BOXES:
        raise BadInput("layout_many", name, most=MOST_BOXES, given=len(items))
    return list(items)


def _number(value: object, *where: Step) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= LARGEST:
        raise BadInput("layout_length", *where, most=LARGEST, given=quoted(value))
    return value


def _numbers(values: object, count: int, *where: Step) -> list[int]:
    if not isinstance(values, list | tuple):
        raise BadInput("not_a_list", *where, given=quoted(values))
    if len(values) != count:
        raise BadInput("layout_count", *where, wanted=count, given=len(values))
    return [_number(value, *where, place) for place, value in enumerate(values)]


def _box(plain: object, place: int) -> Box:
    known = _fields(plain, {"name", "x", "y", "w", "h"}, "boxes", place)
    if not isinstance(known["name"], str) or not known["name"]:
        raise BadInput("not_a_text", "boxes", place, given=quoted(known["name"]))
    x, y, w, h = (_number(known[side], "boxes", place, side) for side in ("x", "y", "w", "h"))
    if min(w, h) < SMALLEST_BOX:
        raise BadInput("layout_small_box", "boxes", place, least=SMALLEST_BOX, given=min(w, h))
    return Box(known["name"], x, y, w, h)


def _groups(plain: object, boxes: tuple[Box, ...]) -> Mapping[str, tuple[str, ...]]:
    if not isinstance(plain, Mapping) or not all(isinstance(names, list | tuple) for names in plain.values()):
        raise BadInput("not_an_object", "groups", given=quoted(plain))
    grouped = [name for names in plain.values() for name in names]
    if sorted(map(str, grouped)) != sorted(box.name for box in boxes) or len(set(grouped)) != len(grouped):
        raise BadInput("layout_groups", "groups")
    return {str(group): tuple(names) for group, names in plain.items()}


def _refuse_outside(layout: Layout) -> None:
    width, height = layout.page
    left, top, side = layout.code
    if side == 0 or layout.anchor_side == 0 or left + side > width or top + side > height:
        raise BadInput("layout_off_the_page", "qr")
    for place, (x, y) in enumerate(layout.anchors):
        if x > width or y > height:
            raise BadInput("layout_off_the_page", "anchors", place)
    for place, box in enumerate(layout.boxes):
        if box.x + box.w > width or box.y + box.h > height:
            raise BadInput("layout_off_the_page", "boxes", place)
