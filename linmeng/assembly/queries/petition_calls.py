"""Petitions and the votes that came of them: who may call owners on one now, what a vote goes back to."""

from django.db.models import QuerySet

from linmeng.assembly.models import Petition, Vote
from linmeng.assembly.permissions import may_answer_petition, may_take_in_signatures
from linmeng.assembly.queries.calling import has_committee
from linmeng.assembly.queries.petition import progress_of
from linmeng.common.actor import Actor

State = Petition.State


def petitions_behind(vote: Vote) -> QuerySet[Petition]:
    """What owners asked for that this vote goes back to, the oldest first."""
    return Petition.objects.filter(vote=vote).order_by("opened_at", "id")


def reached(petition: Petition, actor: Actor) -> bool:
    """Whether the law's share has signed: handed in it had, before that as of today."""
    if petition.state == State.WITHDRAWN:
        return False
    if petition.state != State.COLLECTING:
        return True
    progress = progress_of(petition, actor.today)
    return progress is not None and progress.met


def may_call_for(actor: Actor, petition: Petition) -> bool:
    """Whether this actor may put to the owners what this petition asks for, at this moment.

    The owners' committee as soon as the share is reached, even after it refused first; the residents'
    committee once it called the meeting itself, or where there is no owners' committee (Guide 51, 58).
    A removal has its own way: hearing the member, then the vote.
    """
    if petition.asks != Petition.Asks.MEETING or not _without_vote(petition):
        return False
    if may_answer_petition(actor, petition.compound_id):
        return petition.state != State.CONVENED and reached(petition, actor)
    if not may_take_in_signatures(actor, petition.compound_id):
        return False
    alone = not has_committee(petition.compound_id)
    return petition.state == State.CONVENED or (alone and reached(petition, actor))


def _without_vote(petition: Petition) -> bool:
    """A vote that was called off is none: what owners asked for is still to be put to them."""
    return petition.vote is None or petition.vote.state == Vote.State.CANCELLED
