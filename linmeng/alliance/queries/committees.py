"""Who acts for a compound: its owners' committee, its property company, who leads."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from linmeng.alliance.models import Body, CommitteeTerm, Compound, PropertyService


@dataclass(frozen=True)
class CommitteeStanding:
    """How an owners' committee stands. A compound that never formed one is vacant too."""

    state: str
    name: str = ""
    body_id: int | None = None
    term: int = 0
    members: int = 0
    ends_on: date | None = None
    is_told: bool = False
    """Whether anybody told how it stands: vacant by word, or only for want of one."""

    @property
    def is_vacant(self) -> bool:
        """Nobody can decide for the compound."""
        return self.state == CommitteeTerm.State.VACANT

    @property
    def label(self) -> str:
        """The state in words."""
        return str(CommitteeTerm.State(self.state).label)


def present_term(compound_id: int | None) -> CommitteeTerm | None:
    """The term of a compound's committee that has not ended."""
    terms = CommitteeTerm.objects.filter(body__compound_id=compound_id).exclude(state="ended")
    return terms.select_related("body").first()


def committee_states(compound_ids: Iterable[int]) -> dict[int, CommitteeStanding]:
    """How the committees of several compounds stand (two queries)."""
    ids = list(compound_ids)
    bodies = Body.objects.filter(kind=Body.Kind.OWNERS_COMMITTEE, compound_id__in=ids)
    terms = {
        term.body_id: term
        for term in CommitteeTerm.objects.filter(body__compound_id__in=ids).exclude(state="ended")
    }
    found = {body.compound_id: _standing(body, terms.get(body.id)) for body in bodies}
    return {pk: found.get(pk, CommitteeStanding(state="vacant")) for pk in ids}


def _standing(body: Body, term: CommitteeTerm | None) -> CommitteeStanding:
    if term is None:
        return CommitteeStanding(state="vacant", name=body.name, body_id=body.id)
    return CommitteeStanding(
        state=term.state,
        name=body.name,
        body_id=body.id,
        term=term.number,
        members=term.members,
        ends_on=term.ends_on,
        is_told=True,
    )


def committee_state(compound_id: int) -> CommitteeStanding:
    """How one compound's committee stands."""
    return committee_states([compound_id])[compound_id]


def property_companies_of(compound_ids: Iterable[int], day: date) -> dict[int, Body]:
    """The company serving each compound on a day (compounds without one are left out)."""
    covers = Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gt=day))
    services = PropertyService.objects.filter(covers, compound_id__in=list(compound_ids)).select_related(
        "company"
    )
    return {service.compound_id: service.company for service in services}


def property_company_of(compound_id: int, day: date) -> Body | None:
    """The company serving a compound on a day."""
    return property_companies_of([compound_id], day).get(compound_id)


def leads_text() -> str:
    """牵头：… — who leads and convenes, in words; empty without a Party organisation."""
    names = (
        Body.objects.filter(kind=Body.Kind.PARTY_ORGANISATION).order_by("id").values_list("name", flat=True)
    )
    return _("Led and convened by %(names)s") % {"names": "、".join(names)} if names else ""


def compounds_of_alliance() -> list[Compound]:
    """All compounds in the order of their codes."""
    return list(Compound.objects.order_by("code"))
