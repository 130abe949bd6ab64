"""Who comes this far: the meetings of one's own compound, and what one may do there."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from linmeng.common.errors import NotAllowed
from linmeng.meetings.models import AgendaItem, Meeting, MeetingDemand, Resolution, Task
from linmeng.meetings.permissions import may_call_meeting, may_demand_meeting, may_keep_minutes
from linmeng.meetings.queries import meetings_visible, open_demands, resolutions_visible
from linmeng.pages.shared.visitor import VisitorRequest


def known(request: VisitorRequest) -> None:
    """Somebody this alliance knows."""
    if request.visitor.actor.person_id is None:
        raise NotAllowed(_("Please log in: meetings are read by the neighbours of their compound."))


def meeting_at(request: VisitorRequest, pk: int) -> Meeting:
    """A meeting this reader may open; for others it is not there."""
    known(request)
    return get_object_or_404(meetings_visible(request.visitor.actor), pk=pk)


def meeting_to_plan(request: VisitorRequest, pk: int) -> Meeting:
    """The same for whoever calls such meetings."""
    meeting = meeting_at(request, pk)
    if not may_call_meeting(request.visitor.actor, meeting.kind, meeting.compound_id):
        raise NotAllowed(_("Only those who call such a meeting may change it."))
    return meeting


def meeting_to_minute(request: VisitorRequest, pk: int) -> Meeting:
    """The same for whoever keeps its minutes."""
    meeting = meeting_at(request, pk)
    if not may_keep_minutes(request.visitor.actor, meeting.kind, meeting.compound_id):
        raise NotAllowed(_("The minutes are kept by those who called the meeting or the community worker."))
    return meeting


def item_at(request: VisitorRequest, pk: int) -> AgendaItem:
    """An item of a meeting this reader may open."""
    known(request)
    items = AgendaItem.objects.filter(meeting__in=meetings_visible(request.visitor.actor))
    return get_object_or_404(items.select_related("meeting__compound"), pk=pk)


def task_at(request: VisitorRequest, pk: int) -> Task:
    """A task of a meeting this reader may open."""
    known(request)
    tasks = Task.objects.filter(meeting__in=meetings_visible(request.visitor.actor))
    return get_object_or_404(tasks.select_related("meeting"), pk=pk)


def resolution_at(request: VisitorRequest, pk: int) -> Resolution:
    """A decision of a meeting this reader may open."""
    known(request)
    return get_object_or_404(resolutions_visible(request.visitor.actor), pk=pk)


def demand_at(request: VisitorRequest, pk: int) -> MeetingDemand:
    """A demand in the own committee."""
    actor = request.visitor.actor
    reach = actor.hat.compounds if actor.hat is not None else frozenset()
    demand = get_object_or_404(open_demands(reach), pk=pk)
    if not may_demand_meeting(actor, demand.compound_id):
        raise Http404
    return demand
