"""One scanned page read: which sheet it is and what is marked on it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from linmeng.papers.bridge.codes import Code, codes_on, token_of
from linmeng_core.errors import BadInput
from linmeng_core.formats.sentences import spoken_fault
from linmeng_core.marks import Layout, SheetReading, read_marks

Outcome = Literal["read", "no_code", "foreign", "several"]


@dataclass(frozen=True)
class ReadSheet:
    """What a page turned out to be.

    - `read`: `token` names the sheet, `boxes` say what is marked ({name: {"mark", "confidence"}}, an unsure
      one with its "doubt"), `accepted` whether no person needs to look.
    - `no_code`: no code shows. `foreign`: there is a code, `token` is its own, but `layout_for` knows no
      layout for it. `several`: codes of more than one of our sheets; a person divides them.
    """

    outcome: Outcome
    token: str = ""
    boxes: Mapping[str, Mapping[str, str | int]] = field(default_factory=dict)
    confidence: int = 0
    accepted: bool = False


def layout_from_plain(plain: Mapping[str, Any]) -> Layout:
    """A layout kept as JSON; a fault in it is a fault of the form and raises ValueError with its sentence."""
    try:
        return Layout.from_plain(plain)
    except BadInput as fault:
        raise ValueError(spoken_fault(fault, "en")) from fault


def read_sheet(gray: NDArray[np.uint8], layout_for: Callable[[str], Layout | None]) -> ReadSheet:
    """The sheet on the page. `layout_for` is asked with the token of each code found and answers with the
    sheet's layout, or None when the token is none of ours.
    """
    codes = codes_on(gray)
    if not codes:
        return ReadSheet("no_code")
    known = [(code, layout) for code in codes if (layout := layout_for(token_of(code.text))) is not None]
    if not known:
        return ReadSheet("foreign", token_of(codes[0].text))
    if len(known) > 1:
        return ReadSheet("several")
    code, layout = known[0]
    return _plain(code, read_marks(page=gray, qr_corners=np.array(code.corners), layout=layout))


def _plain(code: Code, reading: SheetReading) -> ReadSheet:
    boxes = {
        box.name: {"mark": box.mark, "confidence": box.confidence}
        | ({"doubt": box.doubt} if box.doubt else {})
        for box in reading.boxes
    }
    return ReadSheet("read", token_of(code.text), boxes, reading.confidence, reading.accepted)
