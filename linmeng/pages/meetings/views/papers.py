"""Papers of a meeting as PDF: minutes, letters, the sheet that members sign."""

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from linmeng.common.errors import NotAllowed
from linmeng.meetings.permissions import may_enter_signed_paper
from linmeng.meetings.queries import newest_minutes
from linmeng.pages.meetings import gates
from linmeng.pages.meetings.papers import letter_sheet, minutes_sheet, sheet_to_sign
from linmeng.pages.meetings.readers import addressee_of, read_meeting
from linmeng.pages.printing.count_papers.sheets import table_sheet_pdf
from linmeng.pages.printing.responses import printed
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.pages.templatetags.ui_formats import cn_date_full


@require_GET
def minutes(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """The newest minutes, as they were frozen."""
    meeting, newest = gates.meeting_at(request, pk), newest_minutes(pk)
    if newest is None:
        raise Http404
    alliance, actor = request.visitor.alliance, request.visitor.actor
    facts = minutes_sheet(actor, meeting, newest, slug, alliance=alliance.name, sample=alliance.is_sample)
    return printed(lambda: table_sheet_pdf(facts), f"minutes-{pk}")


@require_GET
def letter(request: VisitorRequest, slug: str, pk: int, whom: str) -> HttpResponse:
    """The invitation, to be stamped and handed over."""
    found, alliance = gates.meeting_to_minute(request, pk), request.visitor.alliance
    page, day = read_meeting(request.visitor.actor, found), cn_date_full(request.visitor.actor.today)
    to, place, sample = addressee_of(found, whom), alliance.name, alliance.is_sample
    facts = letter_sheet(page, to, slug, alliance=place, day=day, sample=sample)
    return printed(lambda: table_sheet_pdf(facts), f"letter-{pk}-{whom}")


@require_GET
def sheet(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """The sheet that members sign by hand."""
    found, actor = gates.resolution_at(request, pk), request.visitor.actor
    if not may_enter_signed_paper(actor, found.compound_id):
        raise NotAllowed(_("Signed papers are entered by the community worker or a member of the committee."))
    facts = sheet_to_sign(actor, found, slug, sample=request.visitor.alliance.is_sample)
    return printed(lambda: table_sheet_pdf(facts), f"sheet-{found.number}")
