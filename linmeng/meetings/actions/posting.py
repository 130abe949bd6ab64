"""The agenda on the board, letters to those who must be told, and members' demands."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from linmeng.alliance.models import Compound
from linmeng.common.actor import Actor
from linmeng.common.clock import SHANGHAI, local_day
from linmeng.common.errors import AgainstTheLaw, NotAllowed, WrongState
from linmeng.common.second_factor import demand_second_factor
from linmeng.common.wording import clean_line, fitting
from linmeng.ground.acts import action
from linmeng.meetings import bridge
from linmeng.meetings.actions.locking import demand_state, meeting_to_minute, meeting_to_plan
from linmeng.meetings.models import AgendaItem, DemandSignature, Invitation, Meeting, MeetingDemand
from linmeng.meetings.permissions import may_demand_meeting, may_sign
from linmeng.meetings.queries import (
    all_members,
    deciding_term,
    items_of,
    meeting_path,
    members_of_committee,
    place_of,
    problems_before_posting,
)
from linmeng.meetings.states import MEETING
from linmeng.people.models import Seat
from linmeng.people.queries import in_force
from linmeng.publishing.actions import notify_many, publish
from linmeng.record.actions import write

SUBJECT = "meeting"


@action
def post_agenda(actor: Actor, *, meeting_id: int) -> Meeting:
    """Hang the agenda up; posted again, the newer one takes the place of the older and adds what is new.

    All obstacles are told at once. What is posted too late may be talked about, not decided.
    """
    meeting = meeting_to_plan(actor, meeting_id)
    demand_state(meeting, "planned", "posted", sentence=_("This meeting was held or cancelled already."))
    demand_second_factor(actor, _("Before publishing, please confirm with a code by SMS."))
    problems = problems_before_posting(meeting, actor.today)
    if problems:
        article = next((one.article for one in problems if one.article), "")
        raise AgainstTheLaw(" ".join(one.sentence for one in problems), article=article)
    if meeting.compound is not None:
        meeting.publication = _published(actor, meeting, meeting.compound)
    items_of(meeting.id).filter(posted_on__isnull=True).update(posted_on=actor.today)
    if meeting.state == "planned":
        MEETING.check(meeting.state, "posted", what=meeting.title)
        meeting.state, meeting.posted_on = "posted", actor.today
        _tell_members(actor, meeting)
    meeting.changed_at = actor.at
    meeting.save(update_fields=["state", "posted_on", "publication", "changed_at"])
    write(actor, "agenda_posted", {"meeting": str(meeting.id), "on": actor.today.isoformat()})
    return meeting


def _published(actor: Actor, meeting: Meeting, compound: Compound) -> Any:
    deadline = bridge.agenda_deadline(meeting.kind, place_of(meeting), local_day(meeting.starts_at))
    return publish(
        actor,
        compound=compound,
        kind="announcement",
        subject=SUBJECT,
        subject_id=meeting.id,
        title=meeting.title,
        facts=agenda_facts(meeting, list(items_of(meeting.id)), compound),
        article=deadline.article[:80] if deadline is not None else "",
        replaces=meeting.publication,
    )


def agenda_facts(meeting: Meeting, items: list[AgendaItem], compound: Compound) -> dict[str, Any]:
    """What hangs: when, where, about what; texts in the language of the board."""
    with translation.override(settings.LANGUAGE_CODE):
        hour = meeting.starts_at.astimezone(SHANGHAI)
        issuer = meeting.term.body.name if meeting.term is not None else meeting.called_by
        lines = [
            _("Time: %(day)s %(hour)s") % {"day": hour.date().isoformat(), "hour": f"{hour:%H:%M}"},
            _("Place: %s") % meeting.place,
            *(_item_line(item) for item in items),
            _("Neighbours may say what they think of it before the meeting, here or to the committee."),
        ]
        kind = str(meeting.get_kind_display())
    return {
        "compound": compound.name,
        "kind": kind,
        "starts_at": hour.isoformat(),
        "place": meeting.place,
        "items": [
            {"number": item.number, "title": item.title, "text": item.text, "decides": item.for_decision}
            for item in items
        ],
        "paragraphs": lines,
        "issuer": issuer,
    }


def _item_line(item: AgendaItem) -> str:
    said = f"{item.number}. {item.title}" + (f"：{item.text}" if item.text else "")
    return said + (_(" (to be decided)") if item.for_decision else "")


def _tell_members(actor: Actor, meeting: Meeting) -> None:
    if meeting.term is None:
        return
    members = members_of_committee(meeting.term.body_id, actor.today).exclude(person_id=actor.person_id or 0)
    _invite(actor, meeting, members, _("You are invited: %s"), compound_id=meeting.compound_id)


def _invite(
    actor: Actor, meeting: Meeting, seats: QuerySet[Seat], title: str, *, compound_id: int | None = None
) -> None:
    notify_many(
        actor,
        person_ids=list(seats.values_list("person_id", flat=True)),
        subject=SUBJECT,
        subject_id=meeting.id,
        title=title % meeting.title,
        words=_("%(place)s, %(when)s. The agenda stands on its page.")
        % {"place": meeting.place, "when": f"{meeting.starts_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"},
        path=meeting_path(meeting.id),
        compound_id=compound_id,
        ends_at=meeting.starts_at,
    )


@action
def record_invitation(actor: Actor, *, meeting_id: int, whom: str, sent_on: date, way: str) -> Invitation:
    """The letter went out: to the residents' committee, the housing office, the members; with day and way."""
    meeting = meeting_to_minute(actor, meeting_id)
    demand_state(meeting, "planned", "posted", "held", sentence=_("The minutes are written already."))
    if whom not in Invitation.Whom.values:
        raise ValidationError({"whom": _("Please choose who was told.")})
    if sent_on > actor.today:
        raise ValidationError({"sent_on": _("This day is still to come.")})
    told = Invitation.objects.create(
        meeting=meeting,
        whom=whom,
        sent_on=sent_on,
        way=fitting(clean_line(way), field="way", fewest=2, most=60),
        by_seat=actor.seat_title[:80],
        entered_at=actor.at,
    )
    if whom == Invitation.Whom.RESIDENTS_COMMITTEE:
        _tell_clerks(actor, meeting)
    write(actor, "meeting_told", {"meeting": str(meeting.id), "whom": whom, "on": sent_on.isoformat()})
    return told


def _tell_clerks(actor: Actor, meeting: Meeting) -> None:
    """The invitation also lies on the community workers' desks."""
    if meeting.compound is None or meeting.compound.residents_committee_id is None:
        return
    clerks = Seat.objects.filter(
        in_force(actor.today), body_id=meeting.compound.residents_committee_id, role="clerk"
    ).exclude(person_id=actor.person_id or 0)
    _invite(actor, meeting, clerks, _("The residents' committee is invited: %s"))


@action
def demand_meeting(actor: Actor, *, compound_id: int, reason: str) -> MeetingDemand:
    """A member asks for a meeting, and signs first."""
    compound = Compound.objects.select_for_update().get(pk=compound_id)
    if not may_demand_meeting(actor, compound_id) or actor.hat is None:
        raise NotAllowed(_("A meeting is demanded by members of the owners' committee."))
    term = deciding_term(compound_id)
    if term is None:
        raise WrongState(_("This compound has no owners' committee in office."))
    reason = fitting(clean_line(reason), field="reason", fewest=4, most=300)
    demand = MeetingDemand.objects.create(term=term, compound=compound, reason=reason, made_at=actor.at)
    _sign(actor, demand, actor.hat.seat_id)
    write(actor, "meeting_demanded", {"demand": str(demand.id), "compound": str(compound_id)})
    return demand


@action
def sign_demand(actor: Actor, *, demand_id: int) -> MeetingDemand:
    """A colleague joins; once enough have signed, the law's days begin to run."""
    rows = MeetingDemand.objects.select_for_update(of=("self",)).select_related("term", "compound")
    demand = rows.get(pk=demand_id)
    if actor.hat is None or not may_sign(actor, demand.compound_id, actor.hat.seat_id):
        raise NotAllowed(_("A meeting is demanded by members of the owners' committee."))
    if demand.meeting_id is not None:
        raise WrongState(_("A meeting was called for this demand already."))
    if DemandSignature.objects.filter(demand=demand, seat_id=actor.hat.seat_id).exists():
        raise WrongState(_("You signed this demand already."))
    _sign(actor, demand, actor.hat.seat_id)
    write(actor, "demand_signed", {"demand": str(demand.id), "met": demand.met_on is not None})
    return demand


def _sign(actor: Actor, demand: MeetingDemand, seat_id: int) -> None:
    DemandSignature.objects.create(
        demand=demand, seat_id=seat_id, by_person_id=actor.person_id or 0, signed_at=actor.at
    )
    signed = DemandSignature.objects.filter(demand=demand).count()
    members = all_members(demand.term, actor.today)
    place = demand.compound.place
    if demand.met_on is None and bridge.demand_share_met(place, actor.today, signed=signed, members=members):
        demand.met_on = actor.today
        demand.save(update_fields=["met_on"])
