"""The minutes: made from the agenda, frozen with their hash, signed, posted; put right as a new version."""

from typing import Any

from django.utils.translation import gettext as _

from linmeng.common.actor import Actor
from linmeng.common.clock import local_day
from linmeng.common.errors import NotAllowed, WrongState
from linmeng.common.second_factor import demand_second_factor
from linmeng.common.wording import clean_line, fitting
from linmeng.ground.acts import action
from linmeng.meetings import bridge
from linmeng.meetings.actions.holding import facts_of_task
from linmeng.meetings.actions.locking import demand_state, meeting_to_minute
from linmeng.meetings.actions.publishing import board_title, minutes_board_facts
from linmeng.meetings.models import Meeting, Minutes, MinutesSignature, Resolution
from linmeng.meetings.permissions import may_enter_signed_paper, may_sign_minutes
from linmeng.meetings.queries import (
    attendance_of,
    items_of,
    newest_minutes,
    present_members,
    resolutions_of,
    tasks_of,
)
from linmeng.meetings.states import MEETING
from linmeng.publishing.actions import publish
from linmeng.publishing.models import Publication
from linmeng.record.actions import write


@action
def finish_minutes(actor: Actor, *, meeting_id: int, because: str = "") -> Minutes:
    """Freeze what was written: attendance, items, decisions, tasks. A further version says why."""
    meeting = meeting_to_minute(actor, meeting_id)
    demand_state(meeting, "held", sentence=_("Minutes are finished once the meeting is held."))
    resolutions = list(resolutions_of(meeting.id))
    _check_complete(meeting, resolutions)
    before = newest_minutes(meeting.id)
    because = clean_line(because)[:200]
    if before is not None:
        because = fitting(because, field="because", fewest=4, most=200)
    text = bridge.canonical(_content(meeting, resolutions))
    minutes = Minutes.objects.create(
        meeting=meeting,
        version=before.version + 1 if before is not None else 1,
        content=text,
        sha256=bridge.sha256(text),
        because=because,
        by_seat=actor.seat_title[:80],
        written_at=actor.at,
    )
    MEETING.check(meeting.state, "minuted", what=meeting.title)
    meeting.state, meeting.changed_at = "minuted", actor.at
    meeting.save(update_fields=["state", "changed_at"])
    facts = {"meeting": str(meeting.id), "version": minutes.version, "sha256": minutes.sha256}
    write(actor, "minutes_finished", facts)
    return minutes


def _check_complete(meeting: Meeting, resolutions: list[Resolution]) -> None:
    if any(one.state == "open" for one in resolutions):
        raise WrongState(_("A decision is still being signed. First close its signing."))
    empty = [item.number for item in items_of(meeting.id) if not item.outcome]
    if empty:
        numbers = "、".join(str(number) for number in empty)
        raise WrongState(_("Please choose for each item what came of it; still open: %s.") % numbers)


def _content(meeting: Meeting, resolutions: list[Resolution]) -> dict[str, Any]:
    """Offices and persons by number: who is forgotten later is forgotten here, too."""
    return {
        "meeting": str(meeting.id),
        "kind": meeting.kind,
        "title": meeting.title,
        "place": meeting.place,
        "starts_at": meeting.starts_at.isoformat(),
        "members": meeting.members or 0,
        "present": meeting.present or 0,
        "attendance": [
            {
                "seat": str(one.seat_id or ""),
                "guest": one.guest,
                "part": one.part,
                "present": one.present,
            }
            for one in attendance_of(meeting)
        ],
        "items": [
            {
                "number": item.number,
                "title": item.title,
                "posted_on": item.posted_on.isoformat() if item.posted_on else "",
                "said": item.said,
                "concluded": item.concluded,
                "outcome": item.outcome,
            }
            for item in items_of(meeting.id)
        ],
        "resolutions": [
            {"number": one.number, "state": one.state, "sha256": one.sha256} for one in resolutions
        ],
        "tasks": [facts_of_task(task) for task in tasks_of(meeting.id)],
    }


@action
def reopen_minutes(actor: Actor, *, meeting_id: int) -> Meeting:
    """Something in the minutes is wrong: they are written on; the version that hangs stays until the next."""
    meeting = meeting_to_minute(actor, meeting_id)
    MEETING.check(meeting.state, "held", what=meeting.title)
    meeting.state, meeting.changed_at = "held", actor.at
    meeting.save(update_fields=["state", "changed_at"])
    write(actor, "minutes_reopened", {"meeting": str(meeting.id)})
    return meeting


@action
def sign_minutes(actor: Actor, *, meeting_id: int) -> MinutesSignature:
    """Whoever was there signs the newest version with the own log-in."""
    seat_id = actor.hat.seat_id if actor.hat is not None else 0
    minutes = _to_sign(meeting_id, seat_id)
    if not may_sign_minutes(actor, minutes.meeting.compound_id, seat_id):
        raise NotAllowed(_("The minutes are signed by those who were there, each for themselves."))
    demand_second_factor(actor, _("Before signing, please confirm with a code by SMS."))
    return _signed(actor, minutes, seat_id, "log_in")


@action
def enter_minutes_signature(actor: Actor, *, meeting_id: int, seat_id: int) -> MinutesSignature:
    """A signature on the printed minutes, entered by who keeps the paper."""
    minutes = _to_sign(meeting_id, seat_id)
    here = minutes.meeting.compound_id
    if here is None or not may_enter_signed_paper(actor, here):
        raise NotAllowed(_("Signed papers are entered by the community worker or a member of the committee."))
    return _signed(actor, minutes, seat_id, "paper")


def _to_sign(meeting_id: int, seat_id: int) -> Minutes:
    Meeting.objects.select_for_update().get(pk=meeting_id)
    minutes = newest_minutes(meeting_id)
    if minutes is None:
        raise WrongState(_("There are no minutes to sign yet."))
    if seat_id not in present_members(meeting_id):
        raise NotAllowed(_("The minutes are signed by those who were there, each for themselves."))
    return minutes


def _signed(actor: Actor, minutes: Minutes, seat_id: int, how: str) -> MinutesSignature:
    if MinutesSignature.objects.filter(minutes=minutes, seat_id=seat_id).exists():
        raise WrongState(_("These minutes bear this signature already."))
    signature = MinutesSignature.objects.create(
        minutes=minutes, seat_id=seat_id, how=how, by_person_id=actor.person_id or 0, signed_at=actor.at
    )
    write(
        actor, "minutes_signed", {"meeting": str(minutes.meeting_id), "version": minutes.version, "how": how}
    )
    return signature


@action
def publish_minutes(actor: Actor, *, meeting_id: int) -> Publication:
    """Hang the minutes up; a corrected version takes the place of the earlier one."""
    meeting = meeting_to_minute(actor, meeting_id)
    demand_state(meeting, "minuted", "closed", sentence=_("Minutes are posted once they are finished."))
    if meeting.compound is None:
        raise WrongState(_("Minutes of the whole alliance hang on no compound's board."))
    minutes = newest_minutes(meeting.id)
    before = published_minutes(meeting.id)
    issuer = meeting.term.body.name if meeting.term is not None else meeting.called_by
    facts = minutes_board_facts(meeting, issuer) | {
        "minutes_sha256": minutes.sha256 if minutes is not None else "",
        "version": minutes.version if minutes is not None else 0,
    }
    if before is not None and before.facts == bridge.canonical(facts):
        raise WrongState(_("These minutes hang already."))
    by = bridge.posted_by(meeting.compound.place, local_day(meeting.starts_at))
    publication = publish(
        actor,
        compound=meeting.compound,
        kind="announcement",
        subject="minutes",
        subject_id=meeting.id,
        title=board_title(meeting),
        facts=facts,
        article=by.article[:80] if by is not None and meeting.kind == "committee" else "",
        replaces=before,
    )
    write(actor, "minutes_published", {"meeting": str(meeting.id), "sha256": publication.facts_sha256})
    return publication


def published_minutes(meeting_id: int) -> Publication | None:
    """The minutes as they hang: the newest that was not withdrawn."""
    rows = Publication.objects.filter(subject="minutes", subject_id=meeting_id, withdrawn_at__isnull=True)
    return rows.order_by("-published_at", "-id").first()


@action
def close_meeting(actor: Actor, *, meeting_id: int) -> Meeting:
    """Everything the meeting owed is done: minutes finished, passed decisions on the board."""
    meeting = meeting_to_minute(actor, meeting_id)
    MEETING.check(meeting.state, "closed", what=meeting.title)
    waiting = resolutions_of(meeting.id).filter(state="passed", publication__isnull=True)
    if waiting.exists():
        raise WrongState(_("A decision that passed does not hang yet. First publish it."))
    meeting.state, meeting.changed_at = "closed", actor.at
    meeting.save(update_fields=["state", "changed_at"])
    write(actor, "meeting_closed", {"meeting": str(meeting.id)})
    return meeting
