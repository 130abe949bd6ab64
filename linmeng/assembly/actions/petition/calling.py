"""What owners ask for is put to the vote by one act: the petition accepted, the draft written, both linked."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from linmeng.assembly.actions.locking import demand, demand_second_key
from linmeng.assembly.actions.petition.steps import (
    Kind,
    State,
    keep_step,
    locked_petition,
    move_petition,
    signers_of,
    tell_about,
)
from linmeng.assembly.actions.preparing import prepare_for_deed
from linmeng.assembly.models import Petition, Vote
from linmeng.assembly.permissions import may_answer_petition
from linmeng.assembly.queries.petition_calls import may_call_for
from linmeng.common.actor import Actor
from linmeng.ground.acts import action


@action
def call_for_petition(
    actor: Actor,
    *,
    petition_id: int,
    deed: str,
    place: str,
    title: str,
    summary: str,
    questions: Sequence[str],
) -> Vote:
    """Draft the vote that a petition asks for; whoever calls it so accepts it, which is told to its signers.

    A petition that has its share but was not handed in yet counts as handed in at this moment.
    """
    petition = locked_petition(petition_id)
    demand(may_call_for(actor, petition), _("For this petition no meeting can be called by you now."))
    demand_second_key(actor)
    accepted = petition.state not in (State.ACCEPTED, State.CONVENED)
    if accepted:
        _accept(actor, petition, title)
    words: dict[str, Any] = {"title": title, "summary": summary, "questions": questions}
    vote = prepare_for_deed(actor, compound_id=petition.compound_id, deed=deed, place=place, **words)
    petition.vote = vote
    petition.save(update_fields=["vote"])
    keep_step(actor, petition, Kind.LINKED, vote.title)
    if accepted:
        told = _("The meeting that you asked for is being called")
        tell_about(actor, petition, signers_of(petition), told)
    return vote


def _accept(actor: Actor, petition: Petition, title: str) -> None:
    words = _("The meeting is being called; the vote is prepared: %s") % title.strip()
    if petition.state == State.COLLECTING:
        petition.handed_in_at = actor.at
        move_petition(actor, petition, State.HANDED_IN, Kind.HANDED_IN)
    if may_answer_petition(actor, petition.compound_id):
        petition.answered_at, petition.answered_by = actor.at, actor.seat_title[:60]
        petition.answer = words[:400]
        move_petition(actor, petition, State.ACCEPTED, Kind.ACCEPTED, words)
    else:
        move_petition(actor, petition, State.CONVENED, Kind.CONVENED, words)
