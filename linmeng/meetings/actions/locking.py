"""Fetching what an act is about, locked, for whoever may."""

from django.utils.translation import gettext as _

from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed, WrongState
from linmeng.meetings.models import AgendaItem, Meeting, Resolution
from linmeng.meetings.permissions import may_call_meeting, may_keep_minutes


def locked_meeting(meeting_id: int) -> Meeting:
    """A meeting with its compound and committee; only its own row is locked."""
    rows = Meeting.objects.select_for_update(of=("self",))
    return rows.select_related("compound__residents_committee", "term__body", "publication").get(
        pk=meeting_id
    )


def meeting_to_plan(actor: Actor, meeting_id: int) -> Meeting:
    """For whoever calls such meetings."""
    meeting = locked_meeting(meeting_id)
    if not may_call_meeting(actor, meeting.kind, meeting.compound_id):
        raise NotAllowed(_("Only those who call such a meeting may change it."))
    return meeting


def meeting_to_minute(actor: Actor, meeting_id: int) -> Meeting:
    """For whoever keeps its minutes."""
    meeting = locked_meeting(meeting_id)
    if not may_keep_minutes(actor, meeting.kind, meeting.compound_id):
        raise NotAllowed(_("The minutes are kept by those who called the meeting or the community worker."))
    return meeting


def demand_state(meeting: Meeting, *states: str, sentence: str) -> None:
    """Refuse, with a sentence, in any other state."""
    if meeting.state not in states:
        raise WrongState(sentence)


def locked_item(item_id: int) -> AgendaItem:
    """An item with its meeting locked."""
    item = AgendaItem.objects.get(pk=item_id)
    item.meeting = locked_meeting(item.meeting_id)
    return item


def locked_resolution(resolution_id: int) -> Resolution:
    """A resolution with its meeting; only its own row is locked."""
    rows = Resolution.objects.select_for_update(of=("self",))
    rows = rows.select_related("item__meeting__term__body", "compound__residents_committee", "publication")
    return rows.get(pk=resolution_id)
