"""Calling people together: who, when, where, about what; moved or cancelled with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from linmeng.alliance.models import CommitteeTerm, Compound
from linmeng.common.actor import Actor
from linmeng.common.clock import local_day
from linmeng.common.errors import NotAllowed, WrongState
from linmeng.common.wording import clean_line, clean_words, fitting
from linmeng.ground.acts import action
from linmeng.meetings.actions.locking import demand_state, locked_item, meeting_to_plan
from linmeng.meetings.models import AgendaItem, Meeting, MeetingDemand
from linmeng.meetings.permissions import may_call_meeting, may_keep_minutes
from linmeng.meetings.queries import check_freeze, deciding_term
from linmeng.meetings.states import MEETING
from linmeng.publishing.actions import withdraw
from linmeng.record.actions import write

NEEDS_AGENDA = ("committee", "owners_assembly")


@dataclass(frozen=True)
class NewItem:
    """One point to be put on an agenda."""

    title: str
    text: str = ""
    for_decision: bool = False
    matter: str = ""
    emergency: bool = False
    path: str = ""


@action
def call_meeting(
    actor: Actor,
    *,
    kind: str,
    title: str,
    place: str,
    starts_at: datetime,
    compound_id: int | None = None,
    items: Sequence[NewItem] = (),
    demand_id: int | None = None,
) -> Meeting:
    """Plan a meeting with its first items. A committee meets only while one is in office; talks need none."""
    if not may_call_meeting(actor, kind, compound_id):
        raise NotAllowed(_("With the hat you wear you cannot call such a meeting."))
    if compound_id is None and kind != Meeting.Kind.JOINT:
        raise ValidationError({"compound": _("Please choose the compound.")})
    if compound_id is not None:
        Compound.objects.select_for_update().get(pk=compound_id)
    _check_hour(kind, starts_at, actor)
    meeting = Meeting(
        kind=kind,
        compound_id=compound_id,
        term=_term(kind, compound_id),
        title=fitting(clean_line(title), field="title", fewest=2, most=80),
        place=fitting(clean_line(place), field="place", fewest=2, most=60),
        starts_at=starts_at,
        called_by=actor.seat_title[:80],
        created_at=actor.at,
        changed_at=actor.at,
    )
    meeting.save(force_insert=True)
    for item in items:
        _put_on(actor, meeting, item)
    if demand_id is not None:
        _answer_demand(meeting, demand_id)
    facts = {"meeting": str(meeting.id), "kind": kind, "compound": str(compound_id or "")}
    write(actor, "meeting_called", facts | {"at": starts_at.isoformat(), "items": len(items)})
    return meeting


def _check_hour(kind: str, starts_at: datetime, actor: Actor) -> None:
    if kind in NEEDS_AGENDA and starts_at <= actor.at:
        raise ValidationError({"starts_at": _("A meeting that decides is announced before it is held.")})


def _term(kind: str, compound_id: int | None) -> CommitteeTerm | None:
    if compound_id is None or kind not in NEEDS_AGENDA:
        return None
    term = deciding_term(compound_id)
    if term is None and kind == Meeting.Kind.COMMITTEE:
        raise WrongState(
            _(
                "This compound has no owners' committee in office, so nobody can meet as one."
                " A red hall may be called at any time."
            )
        )
    return term


def _answer_demand(meeting: Meeting, demand_id: int) -> None:
    demand = MeetingDemand.objects.select_for_update().get(pk=demand_id, compound_id=meeting.compound_id)
    if demand.meeting_id is not None:
        raise WrongState(_("A meeting was called for this demand already."))
    demand.meeting = meeting
    demand.save(update_fields=["meeting"])


def _put_on(actor: Actor, meeting: Meeting, new: NewItem) -> AgendaItem:
    """At the end of the agenda. What the law freezes is refused here already, not only at the decision."""
    title = fitting(clean_line(new.title), field="title", fewest=2, most=80)
    text = fitting(clean_words(new.text), field="text", fewest=0, most=600)
    if new.for_decision and meeting.kind in NEEDS_AGENDA:
        day = max(local_day(meeting.starts_at), actor.today)
        check_freeze(meeting, matter=new.matter, emergency=new.emergency, day=day)
    last = AgendaItem.objects.filter(meeting=meeting).aggregate(last=Max("number"))["last"] or 0
    return AgendaItem.objects.create(
        meeting=meeting,
        number=last + 1,
        title=title,
        text=text,
        for_decision=new.for_decision,
        matter=new.matter,
        emergency=new.emergency,
        path=new.path,
        added_at=actor.at,
    )


@action
def add_item(actor: Actor, *, meeting_id: int, item: NewItem) -> AgendaItem:
    """One more point. Until it hangs with the agenda in time it may be talked about, but not decided."""
    meeting = meeting_to_plan(actor, meeting_id)
    demand_state(
        meeting, "planned", "posted", "held", sentence=_("The minutes of this meeting are written already.")
    )
    added = _put_on(actor, meeting, item)
    write(actor, "agenda_item_added", {"meeting": str(meeting.id), "item": str(added.id)})
    return added


@action
def take_off_item(actor: Actor, *, item_id: int, because: str) -> AgendaItem:
    """A point is taken off the agenda, with a reason that stays."""
    item = locked_item(item_id)
    meeting = item.meeting
    if not may_keep_minutes(actor, meeting.kind, meeting.compound_id):
        raise NotAllowed(_("Only those who call such a meeting may change it."))
    demand_state(
        meeting, "planned", "posted", "held", sentence=_("The minutes of this meeting are written already.")
    )
    if item.resolutions.exclude(state="withdrawn").exists():
        raise WrongState(_("This item was put to the members already."))
    item.withdrawn_because = fitting(clean_line(because), field="because", fewest=2, most=200)
    item.save(update_fields=["withdrawn_because"])
    write(actor, "agenda_item_taken_off", {"meeting": str(meeting.id), "item": str(item.id)})
    return item


@action
def move_meeting(actor: Actor, *, meeting_id: int, starts_at: datetime, place: str, because: str) -> Meeting:
    """Another hour or place: what hung is withdrawn with the reason, and the agenda is posted anew."""
    meeting = meeting_to_plan(actor, meeting_id)
    demand_state(meeting, "planned", "posted", sentence=_("This meeting was held or cancelled already."))
    _check_hour(meeting.kind, starts_at, actor)
    because = fitting(clean_line(because), field="because", fewest=4, most=200)
    if meeting.state == "posted":
        _take_back(actor, meeting, because)
        MEETING.check(meeting.state, "planned", what=meeting.title)
        meeting.state, meeting.posted_on = "planned", None
    meeting.starts_at, meeting.changed_at = starts_at, actor.at
    meeting.place = fitting(clean_line(place), field="place", fewest=2, most=60)
    meeting.save(update_fields=["starts_at", "place", "state", "posted_on", "publication", "changed_at"])
    write(actor, "meeting_moved", {"meeting": str(meeting.id), "at": starts_at.isoformat()})
    return meeting


def _take_back(actor: Actor, meeting: Meeting, because: str) -> None:
    AgendaItem.objects.filter(meeting=meeting).update(posted_on=None)
    if meeting.publication is not None and meeting.publication.withdrawn_at is None:
        withdraw(actor, publication_id=meeting.publication.id, reason=because)
    meeting.publication = None


@action
def cancel_meeting(actor: Actor, *, meeting_id: int, because: str) -> Meeting:
    """It will not be held; what hung is withdrawn, and a demand behind it waits again."""
    meeting = meeting_to_plan(actor, meeting_id)
    MEETING.check(meeting.state, "cancelled", what=meeting.title)
    because = fitting(clean_line(because), field="because", fewest=4, most=200)
    _take_back(actor, meeting, because)
    MeetingDemand.objects.filter(meeting=meeting).update(meeting=None)
    meeting.state, meeting.cancelled_because, meeting.changed_at = "cancelled", because, actor.at
    meeting.save(update_fields=["state", "cancelled_because", "publication", "changed_at"])
    write(actor, "meeting_cancelled", {"meeting": str(meeting.id)})
    return meeting
