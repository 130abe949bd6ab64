"""Decided on the way: extended, suspended, resumed, called off, archived, and what happened meanwhile.

Each is a row with its reason that stays; what moves the closing or stops the vote also hangs on the board,
and every owner is told.
"""

from datetime import date, datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from linmeng.assembly.actions.drafting import demand_caller
from linmeng.assembly.actions.locking import demand, demand_second_key, locked_vote
from linmeng.assembly.actions.telling import announce_decision, tell_owners
from linmeng.assembly.models import Vote, VoteDecision
from linmeng.assembly.permissions import may_publish_result, may_record_incident
from linmeng.assembly.queries.linked import partner_of
from linmeng.assembly.queries.periods import earliest_resumed_closing, latest_closing
from linmeng.assembly.states import VOTE, phase
from linmeng.common.actor import Actor
from linmeng.common.clock import day_end
from linmeng.common.errors import AgainstTheLaw, WrongState
from linmeng.common.wording import clean_line, fitting
from linmeng.ground.acts import action
from linmeng.projects.actions import back_to_legal
from linmeng.publishing.actions import end_notices
from linmeng.record.actions import write

Kind = VoteDecision.Kind
REASON_MOST = 300
NOW_ENDS = gettext_noop("It now ends at the end of %(day)s.")
BEFORE_COUNT = ("noticed", "open", "suspended", "over", "closed")


def _kept(
    actor: Actor, vote: Vote, kind: Kind, reason: str, *, closes_at: datetime | None = None
) -> VoteDecision:
    return VoteDecision.objects.create(
        vote=vote,
        kind=kind,
        reason=_reason(reason),
        closes_at=closes_at,
        by_seat=actor.seat_title[:60],
        happened_at=actor.at,
    )


def _reason(reason: str) -> str:
    return fitting(clean_line(reason), field="reason", fewest=4, most=REASON_MOST)


def _called(actor: Actor, vote_id: int) -> Vote:
    """The vote, locked, for who called it and has confirmed by a code."""
    vote = locked_vote(vote_id)
    demand_caller(actor, vote.compound_id, vote.matter_class)
    demand_second_key(actor)
    return vote


def _tell(actor: Actor, decision: VoteDecision, headline: str, words: str, **facts: str) -> None:
    """On the board and to every owner; in Chinese, whoever clicks."""
    with translation.override(settings.LANGUAGE_CODE):
        title, words = _(headline) % decision.vote.title, _(words) % facts
        announce_decision(actor, decision.vote, decision, headline=title, words=words)
        tell_owners(actor, decision.vote, title=title, words=words)


@action
def extend_vote(actor: Actor, *, vote_id: int, closes_on: date, reason: str) -> VoteDecision:
    """Let a vote run longer: only to a later day, only before it ends, never in silence."""
    vote = _called(actor, vote_id)
    if phase(vote, actor.at) not in ("noticed", "open"):
        raise WrongState(
            _("Only a vote that has not ended can be extended. A suspended one is resumed first.")
        )
    closes_at = day_end(closes_on)
    assert vote.ends_at is not None  # noqa: S101  frozen at notice
    if closes_at <= vote.ends_at:
        raise ValidationError(
            {"closes_on": _("A vote can only be extended to a later day, never shortened.")}
        )
    _check_length(vote, closes_on)
    decision = _kept(actor, vote, Kind.EXTEND, reason, closes_at=closes_at)
    before, vote.extended_to = vote.ends_at, closes_at
    vote.save(update_fields=["extended_to"])
    _tell(actor, decision, gettext_noop("Vote extended: %s"), NOW_ENDS, day=closes_on.isoformat())
    facts = {"vote": str(vote.id), "closed_at": before.isoformat(), "closes_at": closes_at.isoformat()}
    write(actor, "vote_extended", facts)
    return decision


def _check_length(vote: Vote, closes_on: date) -> None:
    latest = latest_closing(vote)
    if closes_on > latest.day:
        sentence = _("This vote may stay open until %(day)s at most.") % {"day": latest.day.isoformat()}
        raise (
            AgainstTheLaw(sentence, article=latest.article)
            if latest.article
            else ValidationError({"closes_on": sentence})
        )


@action
def suspend_vote(actor: Actor, *, vote_id: int, reason: str) -> VoteDecision:
    """Let a vote rest: no ballot is taken anywhere until it is resumed, and the lost time is given back."""
    vote = _called(actor, vote_id)
    if phase(vote, actor.at) not in ("noticed", "open"):
        raise WrongState(_("Only a vote that is announced or open can be suspended."))
    decision = _kept(actor, vote, Kind.SUSPEND, reason)
    vote.suspended_at = actor.at
    vote.save(update_fields=["suspended_at"])
    words = gettext_noop("No ballot is taken until it goes on. Ballots cast before stay as they are.")
    _tell(actor, decision, gettext_noop("Vote suspended: %s"), words)
    write(actor, "vote_suspended", {"vote": str(vote.id), "at": actor.at.isoformat()})
    return decision


@action
def resume_vote(actor: Actor, *, vote_id: int, reason: str, closes_on: date | None = None) -> VoteDecision:
    """Let a suspended vote go on; it closes at least as much later as it rested."""
    vote = _called(actor, vote_id)
    if phase(vote, actor.at) != "suspended":
        raise WrongState(_("This vote is not suspended."))
    least = earliest_resumed_closing(vote, actor.at)
    last_day = closes_on or least
    if last_day < least:
        sentence = _("The time that was lost is given back: the vote ends on %(day)s at the earliest.")
        raise ValidationError({"closes_on": sentence % {"day": least.isoformat()}})
    closes_at = day_end(last_day)
    decision = _kept(actor, vote, Kind.RESUME, reason, closes_at=closes_at)
    rested_since, vote.suspended_at, vote.extended_to = vote.suspended_at, None, closes_at
    vote.save(update_fields=["suspended_at", "extended_to"])
    _tell(actor, decision, gettext_noop("Vote goes on: %s"), NOW_ENDS, day=last_day.isoformat())
    assert rested_since is not None  # noqa: S101  it was suspended
    facts = {"vote": str(vote.id), "since": rested_since.isoformat(), "closes_at": closes_at.isoformat()}
    write(actor, "vote_resumed", facts)
    return decision


@action
def record_incident(actor: Actor, *, vote_id: int, reason: str) -> VoteDecision:
    """Something happened that everyone should know of: a box fell, a door list was lost, a machine stood still."""
    vote = locked_vote(vote_id)
    demand(
        may_record_incident(actor, vote.compound_id),
        _("Only those who run, carry or count this vote record what happened."),
    )
    if phase(vote, actor.at) not in (*BEFORE_COUNT, "counted"):
        raise WrongState(_("Incidents are recorded from notice until the result is published."))
    decision = _kept(actor, vote, Kind.INCIDENT, reason)
    write(actor, "vote_incident", {"vote": str(vote.id), "decision": str(decision.id)})
    return decision


@action
def cancel_vote(actor: Actor, *, vote_id: int, reason: str) -> VoteDecision:
    """Call a vote off before it is counted, with a reason everyone can read; the project may vote anew.

    Of two linked votes the other is called off with it: alone it could decide nothing.
    """
    vote = locked_vote(vote_id)
    demand_caller(actor, vote.compound_id, vote.matter_class)
    VOTE.check(vote.state, "cancelled", what=vote.title)
    if vote.noticed_on is not None:
        demand_second_key(actor)
    decision = _called_off(actor, vote, reason)
    other = partner_of(vote)
    if other is not None and VOTE.allows(other.state, "cancelled"):
        _called_off(actor, locked_vote(other.id), reason)
    if vote.project_id is not None:
        back_to_legal(actor, project_id=vote.project_id)
    return decision


def _called_off(actor: Actor, vote: Vote, reason: str) -> VoteDecision:
    was = phase(vote, actor.at)
    decision = _kept(actor, vote, Kind.CANCEL, reason)
    vote.state = "cancelled"
    vote.save(update_fields=["state"])
    end_notices(actor, subject="vote", subject_id=vote.id)
    if vote.noticed_on is not None:
        words = gettext_noop("Ballots already cast are not counted. A new vote needs a new notice.")
        _tell(actor, decision, gettext_noop("Vote cancelled: %s"), words)
    write(actor, "vote_cancelled", {"vote": str(vote.id), "was": was})
    return decision


@action
def archive_vote(actor: Actor, *, vote_id: int, reason: str) -> VoteDecision:
    """Put a published vote into the archive: everything stays readable, nothing more is done with it."""
    vote = locked_vote(vote_id)
    demand(
        may_publish_result(actor, vote.compound_id),
        _("Only the owners' committee or the clerk puts a vote into the archive."),
    )
    VOTE.check(vote.state, "archived", what=vote.title)
    decision = _kept(actor, vote, Kind.ARCHIVE, reason)
    vote.state, vote.archived_at = "archived", actor.at
    vote.save(update_fields=["state", "archived_at"])
    write(actor, "vote_archived", {"vote": str(vote.id)})
    return decision
