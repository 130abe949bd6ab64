"""Who may open which page of how people are reached; everything else is not there."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from linmeng.common.errors import NotAllowed
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.people.models import Person
from linmeng.publishing.models import Delivery
from linmeng.publishing.permissions import may_see_deliveries, may_set_preferences_for
from linmeng.publishing.queries.delivery_log import deliveries_to
from linmeng.publishing.queries.preferences import homes_of

LATEST = 20
"""Lines of a neighbour's log on the page where a helper sets how they are reached."""


def own_person(request: VisitorRequest) -> Person:
    """Who is logged in, as this alliance knows them."""
    person = request.visitor.person
    if person is None:
        raise NotAllowed(_("Your number is on no roll of this alliance."))
    return person


def helped_person(request: VisitorRequest, pk: int) -> Person:
    """A neighbour at a door in the helper's charge; for everyone else there is nobody."""
    actor = request.visitor.actor
    person = get_object_or_404(Person, pk=pk)
    if not may_set_preferences_for(actor, homes_of(person.id, actor.today)):
        raise Http404
    return person


def log_for_office(request: VisitorRequest, person: Person) -> list[Delivery]:
    """What went to a neighbour lately in the compounds whose delivery log this hat reads; else nothing."""
    actor = request.visitor.actor
    reach = actor.hat.compounds if actor.hat is not None else frozenset()
    seen = [compound_id for compound_id in reach if may_see_deliveries(actor, compound_id)]
    return list(deliveries_to(person.id).filter(unit__compound_id__in=seen)[:LATEST])


def office_compounds(request: VisitorRequest) -> frozenset[int]:
    """The compounds whose delivery log this hat reads."""
    actor = request.visitor.actor
    if actor.hat is None or not actor.wears("clerk", "committee_director", "committee_member"):
        raise NotAllowed(_("Who was reached is seen by the community worker and the owners' committee."))
    return actor.hat.compounds


def calling_reach(request: VisitorRequest) -> tuple[frozenset[int], int | None]:
    """Compounds and building of the call list of this hat."""
    actor = request.visitor.actor
    if actor.hat is None or not actor.wears("clerk", "building_leader"):
        raise NotAllowed(_("The call list is worked through by the community worker and building leaders."))
    return actor.hat.compounds, actor.hat.building_id


def carrying_reach(request: VisitorRequest) -> tuple[frozenset[int], int | None]:
    """Compounds and building whose answer slips this hat carries."""
    hat = request.visitor.actor.hat
    carriers = ("clerk", "building_leader", "volunteer", "committee_director", "committee_member")
    if hat is None or hat.role not in carriers:
        raise NotAllowed(
            _("Answer slips are carried by clerks, committees, building leaders and volunteers.")
        )
    return hat.compounds, hat.building_id
