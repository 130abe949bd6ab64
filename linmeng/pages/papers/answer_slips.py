"""Answer slips from the deliveries that stand on each sheet."""

from dataclasses import fields

from django.utils.translation import gettext as _

from linmeng.common.clock import local_day
from linmeng.ground.models import Alliance
from linmeng.pages.papers.piles import Pile, cover_of, sheet_address
from linmeng.pages.papers.slip_items import items_of
from linmeng.pages.printing.answer_slip import (
    MOST_ITEMS,
    AnswerSlipFacts,
    SlipItem,
    SlipRun,
    answer_slips_pdf,
)
from linmeng.pages.printing.scan_code import ScanCode
from linmeng.pages.templatetags.ui_formats import cn_date
from linmeng.papers.models import PrintRun, Sheet
from linmeng.publishing.models import Delivery


def render(run: PrintRun, pile: Pile, alliance: Alliance, lang: str) -> bytes:
    """The slips of one pile; one that answers nothing any more is left out."""
    rows = Delivery.objects.filter(sheet__in=[sheet.id for sheet in pile.sheets])
    items = items_of(rows.select_related("notice").order_by("sheet_id", "place", "id"))
    facts = [_slip(sheet, items[sheet.id], alliance) for sheet in pile.sheets if items.get(sheet.id)]
    if not facts:
        return b""
    shared = SlipRun(
        compound=run.compound.name,
        date=cn_date(local_day(run.created_at)),
        sample=alliance.is_sample,
        lang=lang,
        reply_slots=slots_of(run),
    )
    cover = cover_of(run, pile, alliance.slug)
    return answer_slips_pdf(shared, facts, two_on_a4=True, large_print=run.large_print, cover=cover)


def slots_of(run: PrintRun) -> int:
    """For how many answers the run's slips can be ticked: as its layout says."""
    return sum(1 for group in run.layout.get("groups", {}) if group.isdigit())


def _slip(sheet: Sheet, items: list[SlipItem], alliance: Alliance) -> AnswerSlipFacts:
    first, *more = items[:MOST_ITEMS]
    unit = sheet.unit
    return AnswerSlipFacts(
        **{field.name: getattr(first, field.name) for field in fields(SlipItem)},
        greeting=_("To the neighbours of %(unit)s") % {"unit": unit.code if unit else ""},
        ask=_("Ask your building leader or the residents' committee."),
        code=ScanCode(sheet_address(alliance.slug, sheet.token), sheet.token),
        more=tuple(more),
        number=str(sheet.number),
    )
