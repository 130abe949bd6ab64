"""The layout: what the printer says, what the reader takes."""

from copy import deepcopy
from typing import Any

import pytest

from linmeng.pages.printing.sheet_layout import NotReadableByMachine, layout_of
from linmeng.papers.bridge import layout_from_plain
from linmeng_core.errors import BadInput
from linmeng_core.marks import Box, Layout
from tests.marks.scans.forms import demo_room, facts_of, typeset

PLAIN: dict[str, Any] = {
    "page": [2100, 1480],
    "qr": [1600, 200, 300],
    "anchors": [[85, 85], [2015, 85], [85, 1395], [2015, 1395]],
    "anchor_side": 50,
    "boxes": [
        {"name": "q1:yes", "x": 200, "y": 600, "w": 90, "h": 90},
        {"name": "q1:no", "x": 500, "y": 600, "w": 90, "h": 90},
        {"name": "seen", "x": 200, "y": 900, "w": 60, "h": 60},
    ],
    "groups": {"q1": ["q1:yes", "q1:no"], "seen": ["seen"]},
}


def test_layout_from_plain() -> None:
    assert Layout.from_plain(PLAIN) == Layout(
        page=(2100, 1480),
        code=(1600, 200, 300),
        anchors=((85, 85), (2015, 85), (85, 1395), (2015, 1395)),
        anchor_side=50,
        boxes=(
            Box("q1:yes", 200, 600, 90, 90),
            Box("q1:no", 500, 600, 90, 90),
            Box("seen", 200, 900, 60, 60),
        ),
        groups={"q1": ("q1:yes", "q1:no"), "seen": ("seen",)},
    )


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        (("page",), [2100], "layout_count"),
        (("page",), "A4", "not_a_list"),
        (("page", 0), 210.5, "layout_length"),
        (("page", 0), True, "layout_length"),
        (("page", 0), -1, "layout_length"),
        (("page", 0), 12_001, "layout_length"),
        (("qr",), [1600, 200], "layout_count"),
        (("qr", 2), 600, "layout_off_the_page"),
        (("qr", 2), 0, "layout_off_the_page"),
        (("anchors",), [[85, 85]] * 3, "layout_count"),
        (("anchors", 3, 1), 1481, "layout_off_the_page"),
        (("anchor_side",), "50", "layout_length"),
        (("anchor_side",), 0, "layout_off_the_page"),
        (("boxes",), [], "layout_many"),
        (("boxes", 0, "name"), "", "not_a_text"),
        (("boxes", 0, "w"), 49, "layout_small_box"),
        (("boxes", 2, "y"), 1430, "layout_off_the_page"),
        (("boxes", 0), {"name": "q1:yes"}, "layout_fields"),
        (("boxes", 1, "name"), "q1:yes", "layout_groups"),
        (("groups",), [], "not_an_object"),
        (("groups", "seen"), "seen", "not_an_object"),
        (("groups", "seen"), [], "layout_groups"),
        (("groups", "q1"), ["q1:yes", "q1:no", "seen"], "layout_groups"),
        (("groups", "q1"), ["q1:yes", "q1:maybe"], "layout_groups"),
    ],
)
def test_layout_with_a_fault_is_refused(path: tuple[str | int, ...], value: object, code: str) -> None:
    plain: Any = deepcopy(PLAIN)
    inner = plain
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    with pytest.raises(BadInput) as refused:
        Layout.from_plain(plain)
    assert refused.value.code == code


def test_layout_that_is_none_at_all_is_refused_with_a_sentence() -> None:
    with pytest.raises(
        ValueError, match="a layout has these fields and no others: anchor_side, anchors, boxes"
    ):
        layout_from_plain({})


def test_layout_of_the_demonstration_sheet_is_what_is_drawn() -> None:
    layout, pdf = typeset("slip")
    assert pdf.startswith(b"%PDF-")
    assert layout["page"] == [2100, 1480]
    assert layout["qr"][2] == 220
    assert layout["anchors"] == [[85, 85], [2015, 85], [85, 1395], [2015, 1395]]
    assert layout["anchor_side"] == 50
    assert [(box["name"], box["w"], box["h"]) for box in layout["boxes"]] == [
        (f"q{number}:{choice}", 60, 60) for number in (1, 2) for choice in ("yes", "no", "abstain")
    ]
    assert layout["groups"] == {
        "q1": ["q1:yes", "q1:no", "q1:abstain"],
        "q2": ["q2:yes", "q2:no", "q2:abstain"],
    }
    assert Layout.from_plain(layout).page == (2100, 1480)


@pytest.mark.parametrize(
    ("lacking", "sentence"),
    [
        (", background: sheet-anchors", "give the page `background: sheet-anchors`"),
        (", sheet-code(sheet.code, side: facts.code_side * 1mm)", "one sheet-code a page, not 0"),
        ("str(number + 1)", "boxes named twice: qx:abstain, qx:no, qx:yes"),
    ],
)
def test_layout_of_a_form_that_cannot_be_read_is_refused(lacking: str, sentence: str) -> None:
    with demo_room() as room:
        text = (room / "demo.typ").read_text(encoding="utf-8")
        assert lacking in text
        (room / "demo.typ").write_text(
            text.replace(lacking, '"x"' if "str" in lacking else ""), encoding="utf-8"
        )
        with pytest.raises(NotReadableByMachine, match=sentence):
            layout_of("demo.typ", facts_of("slip"), room=room)
