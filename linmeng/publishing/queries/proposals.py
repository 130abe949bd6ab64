"""Proposals as those see them who proposed, and those who decide."""

from django.db.models import Case, Q, QuerySet, Value, When

from linmeng.common.actor import Actor
from linmeng.ground.directory import slug_in_force
from linmeng.publishing.models import Proposal
from linmeng.publishing.permissions import may_propose_notices, may_publish


def proposals_for(actor: Actor) -> QuerySet[Proposal]:
    """A company's own in the compounds of the seat; all of a compound for who publishes there. Waiting ones first."""
    rows = Proposal.objects.select_related("compound", "company", "publication")
    if actor.hat is None:
        return rows.none()
    reach = actor.hat.compounds
    decides = [pk for pk in reach if may_publish(actor, pk)]
    proposes = [pk for pk in reach if may_propose_notices(actor, pk)]
    own = Q(compound_id__in=proposes, company_id=actor.hat.body_id)
    found = rows.filter(Q(compound_id__in=decides) | own)
    decided = Case(When(state=Proposal.State.PROPOSED, then=Value(0)), default=Value(1))
    return found.order_by(decided, "-proposed_at", "-id")


def proposals_waiting(actor: Actor) -> int:
    """How many an issuer has to decide about."""
    reach = actor.hat.compounds if actor.hat is not None else frozenset()
    decides = [pk for pk in reach if may_publish(actor, pk)]
    return Proposal.objects.filter(compound_id__in=decides, state=Proposal.State.PROPOSED).count()


def proposal_path(proposal: Proposal) -> str:
    """Its page on the site."""
    return f"/a/{slug_in_force()}/proposals/{proposal.id}/"
