"""Casting a ballot on the web: durable, once, and told to nobody."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.assembly.actions.locking import demand, locked_vote
from linmeng.assembly.actions.turnout import note_turnout
from linmeng.assembly.bridge import sha256
from linmeng.assembly.models import CastBallot, Question, Receipt, RollEntry, Vote
from linmeng.assembly.permissions import is_owner_on_roll, speaks_for_unit
from linmeng.assembly.states import phase
from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed, WrongState
from linmeng.ground.actions.forms import take_in_once
from linmeng.ground.acts import action
from linmeng.record.actions import write

WEB_CHOICES = ("yes", "no", "abstain")
PAPER_CHOICES = (*WEB_CHOICES, "unclear")


@action
def cast_web_ballot(
    actor: Actor, *, vote_id: int, entry_id: int, choices: Mapping[int, str], key: str
) -> Receipt:
    """Cast for one's own unit; the same `key` again gives the same receipt.

    Refuses outside [opening, closing), without a place on the frozen roll, where co-owners named
    somebody else, where only signed paper counts, and a second ballot unless the policy lets the last count.
    """
    vote = locked_vote(vote_id)
    code = take_in_once(
        actor,
        act=f"cast {entry_id}",
        key=key[:40],
        perform=lambda: _cast(actor, vote, entry_id, choices).code,
    )
    return Receipt.objects.select_related("vote", "entry").get(code=code)


def _cast(actor: Actor, vote: Vote, entry_id: int, choices: Mapping[int, str]) -> Receipt:
    entry = RollEntry.objects.select_for_update().get(id=entry_id, vote=vote)
    _check_entitled(actor, vote, entry)
    _check_moment(actor, vote)
    questions = list(vote.questions.all())
    check_choices(questions, choices, WEB_CHOICES)
    earlier = Receipt.objects.filter(entry=entry, by=str(actor.person_id))
    if earlier.exists() and vote.repeat != "last":
        raise WrongState(_("You have already voted for %s. Your first ballot stands.") % entry.unit_code)
    receipt = Receipt.objects.create(
        vote=vote,
        entry=entry,
        channel="web",
        by=str(actor.person_id),
        sequence=earlier.filter(channel="web").count() + 1,
        cast_at=actor.at,
    )
    keep_choices(receipt, questions, choices)
    note_turnout(vote, entry)
    write(
        actor, "ballot_cast", {"vote": str(vote.id), "channel": "web", "receipt_sha256": sha256(receipt.code)}
    )
    return receipt


def _check_entitled(actor: Actor, vote: Vote, entry: RollEntry) -> None:
    demand(
        is_owner_on_roll(actor, entry), _("Only an owner on the roll of this vote can vote for this home.")
    )
    if entry.unit_id in actor.disputed:
        raise NotAllowed(
            _("Who votes for %s waits for the desk of the residents' committee.") % entry.unit_code
        )
    if not speaks_for_unit(actor, entry):
        raise NotAllowed(_("The co-owners of %s named somebody else to vote for it.") % entry.unit_code)
    if not vote.web_ballots:
        raise WrongState(
            _("In this vote only signed paper ballots count. Your building leader brings yours.")
        )


def _check_moment(actor: Actor, vote: Vote) -> None:
    now = phase(vote, actor.at)
    if now == "noticed":
        raise WrongState(_("The vote has not begun yet."))
    if now != "open":
        raise WrongState(_("The vote is over; no more ballots are taken."))


def check_choices(questions: list[Question], choices: Mapping[int, str], allowed: tuple[str, ...]) -> None:
    """Exactly one allowed choice for each question."""
    if set(choices) != {q.number for q in questions} or any(c not in allowed for c in choices.values()):
        raise ValidationError({"choices": _("Please choose one answer to each question.")})


def keep_choices(receipt: Receipt, questions: list[Question], choices: Mapping[int, str]) -> None:
    """What was chosen, one row a question; never again changed."""
    CastBallot.objects.bulk_create(
        [CastBallot(receipt=receipt, question=q, choice=choices[q.number]) for q in questions]
    )
