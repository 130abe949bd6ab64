"""The three bodies that a matter's page names."""

from dataclasses import dataclass

from linmeng.alliance.models import Body, Compound, PropertyService


@dataclass(frozen=True)
class Troika:
    """Names of the three bodies of a compound; empty where there is none."""

    residents_committee: str
    owners_committee: str
    property_company: str


def troika_of(compound: Compound) -> Troika:
    """The residents' committee, the owners' committee and the present property company of a compound."""
    residents = Body.objects.filter(id=compound.residents_committee_id).values_list("name", flat=True)
    owners = Body.objects.filter(kind=Body.Kind.OWNERS_COMMITTEE, compound_id=compound.id)
    serving = PropertyService.objects.filter(compound_id=compound.id, valid_to__isnull=True)
    return Troika(
        residents_committee=next(iter(residents), ""),
        owners_committee=next(iter(owners.values_list("name", flat=True)), ""),
        property_company=next(iter(serving.values_list("company__name", flat=True)), ""),
    )
