"""What a request may reach of petitions: what owners ask for is public, who signed is not."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from linmeng.assembly.models import Petition
from linmeng.assembly.permissions import may_check_signatures, may_take_in_signatures
from linmeng.assembly.queries.petition import petitions_of
from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed
from linmeng.pages.shared.visitor import VisitorRequest


def petition_for(request: VisitorRequest, pk: int) -> Petition:
    """A petition, for everyone."""
    return get_object_or_404(petitions_of(), pk=pk)


def office_petition(request: VisitorRequest, pk: int, allowed: bool | None = None) -> Petition:
    """For a page of an office: 404 for those of another compound, 403 for neighbours who may not."""
    petition, actor = petition_for(request, pk), request.visitor.actor
    if may_check_signatures(actor, petition.compound_id) if allowed is None else allowed:
        return petition
    if actor.person_id is None or actor.lives_in(petition.compound_id) or _reaches(actor, petition):
        raise NotAllowed(_("This page is for those who answer or count petitions."))
    raise Http404


def _reaches(actor: Actor, petition: Petition) -> bool:
    return actor.hat is not None and petition.compound_id in actor.hat.compounds


def clerks_petition(request: VisitorRequest, pk: int) -> Petition:
    """For the community worker alone."""
    petition = petition_for(request, pk)
    return office_petition(request, pk, may_take_in_signatures(request.visitor.actor, petition.compound_id))


def counted_petition(request: VisitorRequest, pk: int) -> Petition:
    """The homes that signed: the clerk at any time, the committee once it was handed in."""
    petition = office_petition(request, pk)
    clerk = may_take_in_signatures(request.visitor.actor, petition.compound_id)
    if petition.handed_in_at is None and not clerk:
        raise NotAllowed(_("The committee sees which homes signed once the petition is handed in."))
    return petition
