"""Reading meetings: the list, one meeting, its letter, its place in the calendar."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from linmeng.meetings.models import Meeting
from linmeng.meetings.permissions import may_demand_meeting
from linmeng.meetings.queries import MeetingSearch, find_meetings, open_demands
from linmeng.pages.meetings import gates, readers
from linmeng.pages.meetings.calendar import meeting_ics
from linmeng.pages.shared.files import attached
from linmeng.pages.shared.visitor import VisitorRequest, site_address
from linmeng.pages.shared.workbook import workbook_response

MEETINGS_A_PAGE = 20


@require_GET
def meetings(request: VisitorRequest, slug: str) -> HttpResponse:
    """The meetings of one's own compounds, the newest first."""
    gates.known(request)
    actor, asked = request.visitor.actor, request.GET
    search = MeetingSearch(
        asked.get("c", ""), asked.get("kind", ""), asked.get("time", ""), asked.get("q", "")[:40]
    )
    page = Paginator(find_meetings(actor, search), MEETINGS_A_PAGE).get_page(asked.get("page"))
    reach = actor.hat.compounds if actor.hat is not None else frozenset()
    demands = [one for one in open_demands(reach) if may_demand_meeting(actor, one.compound_id)]
    context = {
        "page": page,
        "search": search,
        "kinds": Meeting.Kind.choices,
        "filters": readers.list_filters(search.time, search.compound),
        "compounds": list(readers.own_compounds(actor)),
        "calls": bool(readers.kinds_to_call(actor)),
        "demands": demands,
        "may_demand": any(may_demand_meeting(actor, pk) for pk in reach),
        "tones": readers.TONES,
    }
    return render(request, "meetings/list.html", context)


@require_GET
def meeting(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """One meeting: agenda, who was told, who came, decisions, tasks."""
    found = gates.meeting_at(request, pk)
    page = readers.read_meeting(request.visitor.actor, found)
    today = request.visitor.actor.today
    context = {"page": page, "meeting": found, "headline": readers.headline(found, today), "today": today}
    return render(request, "meetings/meeting.html", context)


@require_GET
def calendar(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """For the calendar of a phone."""
    found = gates.meeting_at(request, pk)
    address = site_address(reverse("meeting", args=[slug, pk]))
    content = meeting_ics(found, address, request.visitor.actor.at).encode()
    return attached(content, "text/calendar; charset=utf-8", f"meeting-{pk}.ics")


@require_GET
def attendance_excel(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Who was there, as a table: for those who keep the minutes."""
    found = gates.meeting_to_minute(request, pk)
    page = readers.read_meeting(request.visitor.actor, found)
    return workbook_response(readers.attendance_workbook(page), f"attendance-{pk}")


@require_GET
def letter(request: VisitorRequest, slug: str, pk: int, whom: str) -> HttpResponse:
    """The invitation as a letter, to be stamped and handed over."""
    found = gates.meeting_to_minute(request, pk)
    page, addressee = readers.read_meeting(request.visitor.actor, found), readers.addressee_of(found, whom)
    context = {"page": page, "meeting": found, "addressee": addressee, "whom": whom}
    return render(request, "meetings/letter.html", context | {"today": request.visitor.actor.today})
