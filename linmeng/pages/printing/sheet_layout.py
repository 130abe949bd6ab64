"""Where the marks of a printed sheet stand: Typst is asked, so paper and reader cannot differ."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

from .labels import labels
from .typeset import TEMPLATES, our_fonts


class NotReadableByMachine(ValueError):
    """The form lacks what a reader needs, or names a box twice: a fault of the template, not of a person."""


def layout_of(template: str, facts: Mapping[str, Any], *, room: Path = TEMPLATES) -> dict[str, Any]:
    """The layout of a sheet drawn with sheet_marks.typ, taken from the FIRST page of `template` with `facts`.

    `facts` are those given to `typeset.pdf` (plain values: pass them through `as_plain`). The answer is
    what `PrintRun.layout` keeps and `linmeng_core.marks.Layout.from_plain` takes: whole tenths of a
    millimetre from the page's top left. One sheet among the facts is enough, and quicker.
    Raises NotReadableByMachine.
    """
    marks = [mark for mark in _marks(room / template, facts) if mark["page"] == 1]
    pages, anchors, codes, boxes = (_of_kind(marks, kind) for kind in ("page", "anchor", "qr", "box"))
    if len(pages) != 1 or len(anchors) != 4:
        raise NotReadableByMachine(f"{template}: give the page `background: sheet-anchors`")
    if len(codes) != 1:
        raise NotReadableByMachine(f"{template}: one sheet-code a page, not {len(codes)}")
    names = [box["name"] for box in boxes]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise NotReadableByMachine(f"{template}: boxes named twice: {', '.join(twice)}")
    return {
        "page": [pages[0]["w"], pages[0]["h"]],
        "qr": [codes[0]["x"], codes[0]["y"], codes[0]["w"]],
        "anchors": [[mark["x"] + mark["w"] // 2, mark["y"] + mark["h"] // 2] for mark in anchors],
        "anchor_side": anchors[0]["w"],
        "boxes": [{key: box[key] for key in ("name", "x", "y", "w", "h")} for box in boxes],
        "groups": _groups(names),
    }


def _marks(template: Path, facts: Mapping[str, Any]) -> list[dict[str, Any]]:
    paper = {**facts, "labels": dict(labels(facts["lang"]))}
    found = typst.query(
        str(template),
        "<sheet-mark>",
        field="value",
        root=str(template.parent),
        font_paths=our_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(paper, ensure_ascii=False)},
    )
    return json.loads(found)


def _of_kind(marks: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [mark for mark in marks if mark["kind"] == kind]


def _groups(names: list[str]) -> dict[str, list[str]]:
    """ "q1:yes" belongs to "q1"; a name without ":" is a group of its own."""
    groups: dict[str, list[str]] = {}
    for name in names:
        groups.setdefault(name.rsplit(":", 1)[0], []).append(name)
    return groups
