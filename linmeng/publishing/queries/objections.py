"""Objections: a neighbour's own, those the publishing body reads, and how many there are."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from linmeng.alliance.queries.committees import committee_states
from linmeng.common.actor import Actor
from linmeng.people.models import Ownership, Residence
from linmeng.people.queries import in_force
from linmeng.publishing.models import Objection, Publication
from linmeng.publishing.permissions import may_answer_objections
from linmeng.publishing.queries.publications import issuer_of


@dataclass(frozen=True)
class ObjectionCount:
    """All that the public page says of objections."""

    received: int
    answered: int


def objection_count(publication_id: int) -> ObjectionCount:
    """How many came in, and how many were answered."""
    counted = Objection.objects.filter(publication_id=publication_id).aggregate(
        received=Count("id"), answered=Count("id", filter=Q(answered_at__isnull=False))
    )
    return ObjectionCount(counted["received"], counted["answered"])


def own_objections(publication_id: int, person_id: int | None) -> QuerySet[Objection]:
    """What this person said of this notice, oldest first."""
    if person_id is None:
        return Objection.objects.none()
    return Objection.objects.filter(publication_id=publication_id, person_id=person_id).order_by(
        "made_at", "id"
    )


def objections_to(publication_id: int) -> QuerySet[Objection]:
    """For the publishing body: the unanswered first, then by day."""
    rows = Objection.objects.filter(publication_id=publication_id).select_related("person")
    return rows.order_by(F("answered_at").asc(nulls_first=True), "made_at", "id")


def vacant_committees(compound_ids: Collection[int]) -> frozenset[int]:
    """Bodies of the owners' committees that are vacant: what they published is looked after for them."""
    standings = committee_states(compound_ids).values()
    return frozenset(one.body_id for one in standings if one.is_vacant and one.body_id is not None)


def answers_objections_to(actor: Actor, one: Publication, vacant: Collection[int]) -> bool:
    """Whether this actor reads and answers what is said against a publication; `vacant` as above."""
    issuer = issuer_of(one)
    return may_answer_objections(actor, one.compound_id or 0, issuer, issuer_vacant=issuer in vacant)


def stands_in_for(actor: Actor, one: Publication, vacant: Collection[int]) -> bool:
    """Whether the actor does so in the stead of a vacant committee (代管)."""
    issuer = issuer_of(one)
    return issuer in vacant and actor.hat is not None and actor.hat.body_id != issuer


def buildings_of_person(person_id: int, compound_id: int, day: date) -> set[int]:
    """The buildings of a compound in which a person lives or owns on a day."""
    there = {"person_id": person_id, "unit__compound_id": compound_id}
    lived = Residence.objects.filter(in_force(day), **there).values_list("unit__building_id", flat=True)
    owned = Ownership.objects.filter(in_force(day), **there).values_list("unit__building_id", flat=True)
    return set(lived) | set(owned)
