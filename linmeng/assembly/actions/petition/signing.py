"""Owners sign for their own homes, and take their signatures back."""

from collections.abc import Collection, Sequence

from django.utils.translation import gettext as _

from linmeng.alliance.models import Unit
from linmeng.assembly.actions.locking import demand
from linmeng.assembly.actions.petition.steps import demand_collecting, locked_petition
from linmeng.assembly.models import Petition, PetitionSignature
from linmeng.assembly.permissions import may_sign_petition
from linmeng.common.actor import Actor
from linmeng.ground.acts import action
from linmeng.record.actions import write


def own_homes(actor: Actor, compound_id: int, unit_ids: Collection[int] | None = None) -> list[int]:
    """The homes of the compound for which this owner signs; NotAllowed for any other."""
    wanted = actor.units if unit_ids is None else unit_ids
    demand(all(may_sign_petition(actor, unit_id) for unit_id in wanted), _("Only an owner signs for a home."))
    found = Unit.objects.filter(compound_id=compound_id, id__in=list(wanted)).order_by("id")
    homes = list(found.values_list("id", flat=True))
    demand(bool(homes), _("Only an owner of this compound can do this."))
    return homes


def sign_homes(actor: Actor, petition: Petition, unit_ids: Sequence[int]) -> int:
    """A row for each home not signed for yet by this person."""
    mine = petition.signatures.filter(person_id=actor.person_id or 0, withdrawn_at__isnull=True)
    signed = set(mine.values_list("unit_id", flat=True))
    fresh = [unit_id for unit_id in unit_ids if unit_id not in signed]
    PetitionSignature.objects.bulk_create(
        [
            PetitionSignature(
                petition=petition,
                unit_id=unit_id,
                person_id=actor.person_id or 0,
                channel="web",
                signed_at=actor.at,
            )
            for unit_id in fresh
        ]
    )
    return len(fresh)


@action
def sign_petition(actor: Actor, *, petition_id: int, unit_ids: Collection[int]) -> int:
    """Sign for one's own homes; a home counts once, whichever of its owners signed. Returns how many are new."""
    petition = locked_petition(petition_id)
    homes = own_homes(actor, petition.compound_id, unit_ids)
    demand_collecting(petition)
    fresh = sign_homes(actor, petition, homes)
    if fresh:
        write(actor, "petition_signed", {"petition": str(petition.id), "channel": "web", "homes": fresh})
    return fresh


@action
def withdraw_signature(actor: Actor, *, petition_id: int) -> int:
    """Take one's own signatures back, on the web or on paper, while it is being signed; returns how many."""
    petition = locked_petition(petition_id)
    demand_collecting(petition)
    demand(actor.person_id is not None, _("Please log in first."))
    mine = petition.signatures.filter(person_id=actor.person_id or 0, withdrawn_at__isnull=True)
    taken_back = mine.update(withdrawn_at=actor.at)
    if taken_back:
        write(actor, "petition_signature_withdrawn", {"petition": str(petition.id), "homes": taken_back})
    return taken_back
