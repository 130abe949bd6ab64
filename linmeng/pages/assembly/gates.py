"""What a request may reach of a vote: its public page, its inside pages."""

from collections.abc import Callable

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from linmeng.assembly.models import Vote
from linmeng.assembly.queries import votes_visible
from linmeng.assembly.queries.calling import calling
from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed
from linmeng.pages.shared.visitor import VisitorRequest


def vote_for(request: VisitorRequest, pk: int) -> Vote:
    """A vote this visitor may read."""
    return get_object_or_404(votes_visible(request.visitor.actor), pk=pk)


def called_vote(request: VisitorRequest, pk: int) -> Vote:
    """A vote that this visitor may prepare, announce and decide about: its committee, or who stands in for it."""
    matter = vote_for(request, pk).matter_class
    return inside_vote(request, pk, lambda actor, compound_id: calling(actor, compound_id, matter).may)


def inside_vote(request: VisitorRequest, pk: int, may: Callable[[Actor, int], bool]) -> Vote:
    """A vote whose inside page this visitor may open: 404 for those of another compound, 403 (or the
    log-in) for neighbours and officers of this one who may not.
    """
    actor, vote = request.visitor.actor, vote_for(request, pk)
    if may(actor, vote.compound_id):
        return vote
    reaches = actor.hat is not None and vote.compound_id in actor.hat.compounds
    if actor.person_id is None or actor.lives_in(vote.compound_id) or reaches:
        raise NotAllowed(_("This page is for those who run or carry this vote."))
    raise Http404
