"""Sheets issued for the cast, and pages scanned from them."""

import io
from collections.abc import Sequence
from typing import Any

import pypdfium2
from PIL import Image, ImageDraw

from linmeng.common.actor import Actor
from linmeng.ground.actions.documents import Incoming
from linmeng.pages.papers.piles import sheet_address
from linmeng.pages.printing.answer_slip import (
    AnswerSlipFacts,
    SlipRun,
    answer_slip_layout,
    answer_slips_pdf,
)
from linmeng.pages.printing.scan_code import ScanCode
from linmeng.papers.actions import SheetPlace, issue_sheets, put_in_pile
from linmeng.papers.models import PrintRun, ScanPile, Sheet
from linmeng.people.models import Role, Seat
from tests.cast import SINCE, Cast

DOTS_PER_TENTH = 150 / 254
MAKERS = ("sun", "wang", "he")
"""Clerk, director, member: the office."""


def slips(cast: Cast, *, doors: int = 9, who: str = "sun", **how: Any) -> PrintRun:
    """A run of answer slips for the first doors of the compound."""
    places = [SheetPlace(unit_id=unit.id) for unit in list(cast.units.values())[:doors]]
    how = {"kind": "answer_slip", "title": "7月第一周", "subject_id": 202627} | how
    return issue_sheets(cast.actor(who), compound=cast.compound, places=places, **how)


def slips_with_boxes(cast: Cast, **how: Any) -> PrintRun:
    """The same with boxes to tick."""
    return slips(cast, layout=answer_slip_layout(reply_slots=1), **how)


def ballots(cast: Cast, **how: Any) -> PrintRun:
    """Sheets that two people must read alike."""
    return slips(cast, **({"kind": "ballot", "readings_needed": 2, "title": "外立面", "subject_id": 7} | how))


def sheets_of(run: PrintRun) -> list[Sheet]:
    return list(run.sheets.order_by("number"))


def volunteer(cast: Cast, *, building: bool) -> Actor:
    """Chen as a volunteer, of building 3 or of no building in particular."""
    where = cast.units["3-101"].building if building else None
    seat = {"person": cast.people["chen"], "body": cast.bodies["residents"], "role": Role.VOLUNTEER}
    Seat.objects.create(**seat, building=where, valid_from=SINCE)
    return cast.actor("chen")


def printed_page(cast: Cast, sheet: Sheet) -> Image.Image:
    """One slip as it comes out of the printer, at 150 dpi."""
    facts = AnswerSlipFacts(
        greeting="3号楼 101室，您好",
        words="楼道口的瓷砖松了",
        step="已经排上清单",
        step_date="7月14日 周二",
        next="7月20日出检测报告",
        ask="楼组长 赵老师",
        code=ScanCode(sheet_address(cast.alliance.slug, sheet.token), sheet.token),
        number=str(sheet.number),
    )
    run = SlipRun(compound=cast.compound.name, date="7月17日 周五", reply_slots=1)
    paper = pypdfium2.PdfDocument(answer_slips_pdf(run, [facts]))
    return paper[0].render(scale=150 / 72).to_pil().convert("L")


def ticked(page: Image.Image, layout: dict[str, Any], names: Sequence[str]) -> Image.Image:
    """The page with these boxes crossed by a pen; `words` gets a line of writing."""
    pen = ImageDraw.Draw(page)
    for box in layout["boxes"]:
        if box["name"] in names:
            left, top, wide, high = (box[key] * DOTS_PER_TENTH for key in ("x", "y", "w", "h"))
            right, low = left + min(wide, high) * 0.9, top + high * 0.85
            pen.line([(left + 4, top + 5), (right, low)], fill=20, width=5)
            pen.line([(left + 4, low), (right, top + 5)], fill=20, width=5)
    return page


def as_file(page: Image.Image, name: str = "page.png", form: str = "PNG") -> Incoming:
    buffer = io.BytesIO()
    page.save(buffer, form)
    content = buffer.getvalue()
    return Incoming(name, len(content), lambda: content)


def pile(cast: Cast, pages: Sequence[Image.Image], *, who: str = "sun", name: str = "周一") -> ScanPile:
    files = [as_file(page, f"{number}.png") for number, page in enumerate(pages)]
    return put_in_pile(cast.actor(who), compound_id=cast.compound.id, name=name, files=files)
