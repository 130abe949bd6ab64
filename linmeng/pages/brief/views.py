"""The weekly brief in one click: page, A4, workbook, text to copy; one reading, the same figures in all four."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from linmeng.common.errors import NotAllowed
from linmeng.pages.brief.figures import Brief
from linmeng.pages.brief.outputs import as_pdf, as_text, as_workbook
from linmeng.pages.brief.readers import read_brief
from linmeng.pages.brief.weeks import Week, asked_week, weeks_to_choose
from linmeng.pages.printing.responses import typeset
from linmeng.pages.shared.files import PDF, attached
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.pages.shared.workbook import workbook_response
from linmeng.voices.permissions import may_brief_sub_district


def _brief(request: VisitorRequest) -> tuple[Week, Brief]:
    actor = request.visitor.actor
    if not may_brief_sub_district(actor):
        raise NotAllowed(_("The weekly brief is made by the community worker or the Party secretary."))
    week = asked_week(request.GET.get("week", ""), actor.at)
    return week, read_brief(actor, week)


@require_GET
def brief(request: VisitorRequest, slug: str) -> HttpResponse:
    """One week; earlier weeks can be chosen."""
    week, found = _brief(request)
    context = {
        "brief": found,
        "week": week,
        "weeks": weeks_to_choose(request.visitor.actor.at),
        "tables": [(table, [{"cells": row.cells} for row in table.lines]) for table in found.tables],
        "text": as_text(found),
    }
    return render(request, "brief/brief.html", context)


def _name(week: Week) -> str:
    return _("weekly-brief") + f"-{week.code}"


@require_GET
def brief_pdf(request: VisitorRequest, slug: str) -> HttpResponse:
    """On A4."""
    week, found = _brief(request)
    lang = "zh" if (get_language() or "zh").startswith("zh") else "en"
    content = typeset(lambda: as_pdf(found, sample=request.visitor.alliance.is_sample, lang=lang))
    return attached(content, PDF, f"{_name(week)}.pdf")


@require_GET
def brief_excel(request: VisitorRequest, slug: str) -> HttpResponse:
    """As a workbook."""
    week, found = _brief(request)
    return workbook_response(as_workbook(found), _name(week))


@require_GET
def brief_text(request: VisitorRequest, slug: str) -> HttpResponse:
    """As plain text."""
    week, found = _brief(request)
    return attached(as_text(found).encode(), "text/plain; charset=utf-8", f"{_name(week)}.txt")
