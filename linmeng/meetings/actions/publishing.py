"""Decisions and minutes on the board, within the days that the law gives."""

from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from linmeng.common.actor import Actor
from linmeng.common.clock import SHANGHAI, local_day
from linmeng.common.errors import NotAllowed, WrongState
from linmeng.ground.acts import action
from linmeng.meetings import bridge
from linmeng.meetings.actions.locking import locked_resolution
from linmeng.meetings.models import Meeting, Resolution
from linmeng.meetings.queries import facts_of_resolution, items_of, resolution_path, resolutions_of
from linmeng.people.models import Seat
from linmeng.people.queries import in_force
from linmeng.publishing.actions import notify_many, publish
from linmeng.publishing.permissions import may_publish
from linmeng.record.actions import write


@action
def publish_resolution(actor: Actor, *, resolution_id: int) -> Resolution:
    """Hang a decision up and tell the residents' committee (SH 26); who agreed stays in the minutes, not here."""
    resolution = locked_resolution(resolution_id)
    if not may_publish(actor, resolution.compound_id):
        raise NotAllowed(
            _("Only the owners' committee or the community worker of this compound can publish here.")
        )
    if resolution.state not in ("passed", "failed") or resolution.publication_id is not None:
        raise WrongState(_("A decision is published once, after its signing is closed."))
    by = bridge.posted_by(resolution.compound.place, resolution.decided_on or actor.today)
    resolution.publication = publish(
        actor,
        compound=resolution.compound,
        kind="statutory",
        subject="resolution",
        subject_id=resolution.id,
        title=_board_title(resolution)[:120],
        facts=board_facts(resolution),
        article=by.article[:80] if by is not None else "",
    )
    resolution.save(update_fields=["publication"])
    _tell_residents_committee(actor, resolution)
    write(actor, "resolution_published", {"resolution": str(resolution.id), "sha256": resolution.sha256})
    return resolution


def _board_title(resolution: Resolution) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return _("Decision %(number)s of the owners' committee: %(title)s") % {
            "number": resolution.number,
            "title": resolution.item.title,
        }


def board_facts(resolution: Resolution) -> dict[str, Any]:
    """What hangs: the words, the figures, why it passed; no member's own choice."""
    known = facts_of_resolution(resolution)
    meeting = resolution.item.meeting
    with translation.override(settings.LANGUAGE_CODE):
        hour = meeting.starts_at.astimezone(SHANGHAI)
        lines = [
            resolution.text,
            _("Decided at the meeting of %s.") % hour.date().isoformat(),
            *known["lines"],
        ]
    return {
        "compound": resolution.compound.name,
        "number": resolution.number,
        "members": known["members"],
        "present": known["present"],
        "agreed": known["agreed"],
        "passed": known["passed"],
        "held_on": known["held_on"],
        "resolution_sha256": resolution.sha256,
        "paragraphs": lines,
        "issuer": meeting.term.body.name if meeting.term is not None else "",
    }


def _tell_residents_committee(actor: Actor, resolution: Resolution) -> None:
    body_id = resolution.compound.residents_committee_id
    clerks = Seat.objects.filter(in_force(actor.today), body_id=body_id, role="clerk")
    notify_many(
        actor,
        person_ids=list(clerks.exclude(person_id=actor.person_id or 0).values_list("person_id", flat=True)),
        subject="resolution",
        subject_id=resolution.id,
        title=_("The owners' committee decided: %s") % resolution.item.title,
        words=_("Decision %s hangs on the board.") % resolution.number,
        path=resolution_path(resolution.id),
    )


def board_title(meeting: Meeting) -> str:
    """What the minutes are called on the board, in its language."""
    with translation.override(settings.LANGUAGE_CODE):
        return (_("Minutes: %s") % meeting.title)[:120]


def minutes_board_facts(meeting: Meeting, issuer: str) -> dict[str, Any]:
    """The minutes for the board: items, views without names, conclusions, decisions as figures."""
    decided = {one.item_id: one for one in resolutions_of(meeting.id)}
    with translation.override(settings.LANGUAGE_CODE):
        lines: list[str] = []
        for item in items_of(meeting.id):
            lines.append(f"{item.number}. {item.title}")
            lines += [_("Views: %s") % item.said] if item.said else []
            lines += [_("Conclusion: %s") % item.concluded] if item.concluded else []
            one = decided.get(item.id)
            lines += [_decision_line(one)] if one is not None and one.state != "open" else []
        lines += [_("Task: %s") % task.text for task in meeting.tasks.order_by("due_on", "id")]
        kind = str(meeting.get_kind_display())
    compound = meeting.compound.name if meeting.compound is not None else ""
    return {
        "compound": compound,
        "kind": kind,
        "held_on": local_day(meeting.starts_at).isoformat(),
        "present": meeting.present or 0,
        "members": meeting.members or 0,
        "paragraphs": lines,
        "issuer": issuer,
    }


def _decision_line(resolution: Resolution) -> str:
    words = {"number": resolution.number, "agreed": resolution.agreed, "members": resolution.members}
    if resolution.state == "passed":
        return _("Decision %(number)s passed: %(agreed)s of %(members)s members agreed.") % words
    return _("Decision %(number)s did not pass: %(agreed)s of %(members)s members agreed.") % words
