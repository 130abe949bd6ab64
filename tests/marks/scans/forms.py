"""The printed sheets that test scans are made of, typeset as real ones are."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pypdfium2
from numpy.typing import NDArray

from linmeng.pages.printing.scan_code import ScanCode
from linmeng.pages.printing.sheet_layout import layout_of
from linmeng.pages.printing.typeset import TEMPLATES, _compiled, as_plain

DEMO = Path(__file__).parents[1] / "demo.typ"
QUESTIONS = (
    "是否同意本小区3号楼加装电梯？",
    "是否同意使用维修资金更换2号楼水泵？",
    "是否同意停车管理办法（2026年修订）？",
    "是否同意选聘物业服务企业的方案？",
    "是否同意将架空层改为邻里客厅？",
    "是否同意公共收益用于绿化补种？",
    "是否同意成立电动车充电管理小组？",
)


@dataclass(frozen=True)
class FormKind:
    """One of the forms: paper, its code's side and its boxes' side in millimetres, size of type, questions."""

    paper: str
    flipped: bool
    questions: int
    box_side: int
    code_side: int
    size: int
    field: bool = False
    address: str = "https://linmeng.example.org/a/dongzhen/s/{token}"


KINDS: Mapping[str, FormKind] = {
    "ballot": FormKind("a4", False, 4, 9, 30, 14),
    "long ballot": FormKind("a4", False, 7, 8, 30, 11),
    "slip": FormKind("a5", True, 2, 6, 22, 11, False, "https://lm.example.org/s/{token}"),
    "tall slip": FormKind("a5", False, 3, 8, 20, 12, False, "https://lm.example.org/s/{token}"),
    "large print": FormKind("a3", False, 3, 12, 40, 22),
}
WITH_FIELD = "slip with a field"
ALL_KINDS = {**KINDS, WITH_FIELD: FormKind("a5", True, 2, 6, 25, 11, True)}
TOKENS = ("Hk3vB8dQ2mXz", "pW7rT4nYc6Lf", "9sJqA5gZe2Ub")


@dataclass(frozen=True)
class PrintedSheet:
    """A blank sheet as the printer delivers it: its layout (plain), its token and its light at `dpi`."""

    layout: dict[str, Any]
    token: str
    dpi: int
    light: NDArray[np.uint8]


@contextmanager
def demo_room() -> Iterator[Path]:
    """A folder with our templates and the demonstration sheet beside them."""
    with TemporaryDirectory(prefix="linmeng-marks-") as folder:
        room = Path(shutil.copytree(TEMPLATES, folder, dirs_exist_ok=True))
        shutil.copy(DEMO, room)
        yield room


@cache
def typeset(kind: str) -> tuple[dict[str, Any], bytes]:
    """The layout and the PDF (PDF/UA-1, one page a token) of a form."""
    with demo_room() as room:
        facts = facts_of(kind)
        return layout_of(DEMO.name, facts, room=room), _compiled(room / DEMO.name, facts, "pdf")


def facts_of(kind: str) -> dict[str, Any]:
    """What demo.typ is told."""
    form = ALL_KINDS[kind]
    sheets = [{"code": as_plain(ScanCode(form.address.format(token=token), ""))} for token in TOKENS]
    return {
        "lang": "zh",
        "sample": False,
        "title": "东贞小区业主表决票",
        "paper": form.paper,
        "flipped": form.flipped,
        "size": form.size,
        "box_side": form.box_side,
        "code_side": form.code_side,
        "field": form.field,
        "questions": QUESTIONS[: form.questions],
        "sheets": sheets,
    }


@cache
def printed(kind: str, number: int, dpi: int) -> PrintedSheet:
    """Sheet `number` of a form at `dpi`."""
    layout, pdf = typeset(kind)
    document = pypdfium2.PdfDocument(pdf)
    picture = document[number].render(scale=dpi / 72, grayscale=True).to_numpy()
    light = np.ascontiguousarray(picture.reshape(picture.shape[:2]))
    light.setflags(write=False)
    document.close()
    return PrintedSheet(layout, TOKENS[number], dpi, light)
