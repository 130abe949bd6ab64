"""The committee answers, the residents' committee steps in, and the vote that came of it is named."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.assembly.actions.locking import demand, demand_second_key
from linmeng.assembly.actions.petition.steps import (
    Kind,
    State,
    check_words,
    keep_step,
    locked_petition,
    move_petition,
    signers_of,
    tell_about,
)
from linmeng.assembly.models import Petition
from linmeng.assembly.permissions import may_answer_petition, may_take_in_signatures
from linmeng.assembly.queries.petition import (
    IN_STEAD,
    may_be_called_instead,
    members_of,
    votes_to_link,
)
from linmeng.common.actor import Actor
from linmeng.common.errors import AgainstTheLaw, NotAllowed, WrongState
from linmeng.ground.acts import action


@action
def answer_petition(actor: Actor, *, petition_id: int, accepts: bool, words: str) -> Petition:
    """The committee says that it calls the meeting, or why not; the member concerned does not answer."""
    petition = locked_petition(petition_id)
    demand(may_answer_petition(actor, petition.compound_id), _("The owners' committee answers a petition."))
    if petition.about_person_id is not None and petition.about_person_id == actor.person_id:
        raise NotAllowed(_("Whose removal is asked for does not answer; another member does."))
    demand_second_key(actor)
    check_words(words)
    petition.answered_at, petition.answered_by = actor.at, actor.seat_title[:60]
    petition.answer = words.strip()[:400]
    state, kind = (State.ACCEPTED, Kind.ACCEPTED) if accepts else (State.REFUSED, Kind.REFUSED)
    move_petition(actor, petition, state, kind, words)
    tell_about(actor, petition, signers_of(petition), _("Your petition is answered"))
    return petition


@action
def step_in(actor: Actor, *, petition_id: int, convenes: bool, words: str) -> Petition:
    """The residents' committee orders the committee to call the meeting, or calls it itself (Guide 51).

    Only after a refusal, or once the time for an answer is over.
    """
    petition = locked_petition(petition_id)
    demand(
        may_take_in_signatures(actor, petition.compound_id),
        _("The residents' committee steps in, through its community worker."),
    )
    demand_second_key(actor)
    check_words(words)
    if not may_be_called_instead(petition, actor.today):
        raise AgainstTheLaw(_("The committee still has its time to answer."), article=IN_STEAD)
    if convenes:
        move_petition(actor, petition, State.CONVENED, Kind.CONVENED, words)
        tell_about(actor, petition, signers_of(petition), _("The residents' committee calls the meeting"))
        return petition
    keep_step(actor, petition, Kind.ORDERED, words)
    members = members_of(petition.compound_id, actor.today).values_list("person_id", flat=True)
    tell_about(actor, petition, set(members), _("You are ordered to call the meeting that owners ask for"))
    return petition


@action
def link_petition_vote(actor: Actor, *, petition_id: int, vote_id: int) -> Petition:
    """Say which announced vote came of it."""
    petition = locked_petition(petition_id)
    allowed = may_answer_petition(actor, petition.compound_id)
    demand(
        allowed or may_take_in_signatures(actor, petition.compound_id),
        _("The committee or the community worker says which vote came of it."),
    )
    if petition.state not in (State.ACCEPTED, State.CONVENED):
        raise WrongState(_("No meeting is being called for this petition."))
    vote = votes_to_link(petition).filter(id=vote_id).first()
    if vote is None:
        raise ValidationError({"vote": _("Please choose a vote announced since the petition was handed in.")})
    petition.vote = vote
    petition.save(update_fields=["vote"])
    keep_step(actor, petition, Kind.LINKED, vote.title)
    return petition
