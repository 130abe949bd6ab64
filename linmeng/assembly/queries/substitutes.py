"""Substitutes (候补委员) of a term: who moves up next when a seat falls free."""

from linmeng.alliance.models import CommitteeTerm
from linmeng.assembly.models import Candidacy
from linmeng.people.models import Seat


def waiting_substitutes(term: CommitteeTerm) -> list[Candidacy]:
    """Those next in line, in the order of the count; who held a seat of this term already is none any more."""
    seated = Seat.objects.filter(term=term).values("person_id")
    rows = Candidacy.objects.filter(election__term=term, state=Candidacy.State.SUBSTITUTE)
    rows = rows.exclude(person_id__in=seated).select_related("person", "election__compound")
    return list(rows.order_by("election__opened_at", "election_id", "rank"))
