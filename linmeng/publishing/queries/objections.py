"""Objections: a neighbour's own, those the publishing body reads, and how many there are."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from linmeng.people.models import Ownership, Residence
from linmeng.people.queries import in_force
from linmeng.publishing.models import Objection


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


def buildings_of_person(person_id: int, compound_id: int, day: date) -> set[int]:
    """The buildings of a compound in which a person lives or owns on a day."""
    there = {"person_id": person_id, "unit__compound_id": compound_id}
    lived = Residence.objects.filter(in_force(day), **there).values_list("unit__building_id", flat=True)
    owned = Ownership.objects.filter(in_force(day), **there).values_list("unit__building_id", flat=True)
    return set(lived) | set(owned)
