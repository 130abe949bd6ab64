"""A pile of scans in the sample's office: an answer slip whose tick nobody can be sure of, and one without its code."""

import io
from datetime import datetime
from functools import partial
from typing import Any

import pypdfium2
from PIL import Image, ImageDraw

from linmeng.ground.actions.documents import Incoming, document_path
from linmeng.ground.models import Alliance
from linmeng.pages.papers.making import make
from linmeng.pages.sample.founding import Founded
from linmeng.pages.sample.telling import Telling
from linmeng.pages.sample.timeline import Timeline
from linmeng.papers import actions
from linmeng.papers.background import read_waiting_scans
from linmeng.papers.models import PrintRun

DOTS_PER_INCH = 200
DOTS_PER_TENTH_MM = DOTS_PER_INCH / 254
PILE = "示例扫描：回音条"
PENCIL, PEN_WIDTH = 110, 4


def plan_scans(founded: Founded, timeline: Timeline, telling: Telling) -> None:
    """On the day of the slips, two hours after they were numbered."""
    timeline.plan(1, partial(_put_in, founded, telling), hour=11)


def _put_in(founded: Founded, telling: Telling, at: datetime) -> None:
    """One slip came back from next door: once as it should be, once photographed without its corner."""
    slips = PrintRun.objects.filter(kind="answer_slip").exclude(compound=founded.compounds["wt"])
    run = slips.order_by("compound__code").first()
    if run is None or not run.layout:
        return
    make(Alliance.objects.get(pk=run.alliance_id), run.id, at)
    slip = _slip(PrintRun.objects.select_related("file").get(pk=run.pk))
    cut = slip.crop((0, 0, slip.width * 2 // 3, slip.height))
    files = [_png("回音条-1.png", _half_ticked(slip, run.layout)), _png("回音条-2.png", cut)]
    actions.put_in_pile(telling.clerk(at), compound_id=run.compound_id, name=PILE, files=files)
    read_waiting_scans(at)


def _slip(run: PrintRun) -> Image.Image:
    """The first slip after the list to tick."""
    if run.file is None:
        raise ValueError(run.fault)
    with pypdfium2.PdfDocument(document_path(run.file)) as document:
        sheet: Image.Image = document[1].render(scale=DOTS_PER_INCH / 72).to_pil().convert("L")
    width, height = (round(length * DOTS_PER_TENTH_MM) for length in run.layout["page"])
    return sheet.crop((0, 0, width, height))


def _half_ticked(slip: Image.Image, layout: dict[str, Any]) -> Image.Image:
    """A pencil that only touched the first box."""
    box = layout["boxes"][0]
    left, top, wide, high = (box[key] * DOTS_PER_TENTH_MM for key in ("x", "y", "w", "h"))
    marked = slip.copy()
    line = [(left + wide * 0.6, top + high * 0.6), (left + wide * 1.3, top + high * 1.3)]
    ImageDraw.Draw(marked).line(line, fill=PENCIL, width=PEN_WIDTH)
    return marked


def _png(name: str, picture: Image.Image) -> Incoming:
    drawn = io.BytesIO()
    picture.save(drawn, "PNG")
    return Incoming(name, drawn.tell(), drawn.getvalue)
