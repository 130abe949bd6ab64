"""Who looked at a person, and whose names a whole roll holds."""

from datetime import date

from django.db.models import QuerySet

from linmeng.people.models import Look, Ownership, Residence
from linmeng.people.queries.actors import in_force


def looks_at(person_id: int, what: str = "") -> QuerySet[Look]:
    """What those in office saw of a person, newest first; narrowed to one kind of page."""
    looks = Look.objects.filter(person_id=person_id).order_by("-looked_at", "-id")
    return looks.filter(what=what) if what else looks


def kinds_of_looks(person_id: int) -> list[str]:
    """Kinds of pages on which a person was looked at."""
    kinds = Look.objects.filter(person_id=person_id).order_by("what").values_list("what", flat=True)
    return list(kinds.distinct())


def people_on_roll(compound_id: int, day: date) -> set[int]:
    """Everyone who owns or lives in a compound on a day: whoever takes its whole roll sees them all."""
    owned = Ownership.objects.filter(in_force(day), unit__compound_id=compound_id)
    lived = Residence.objects.filter(in_force(day), unit__compound_id=compound_id)
    return {*owned.values_list("person_id", flat=True), *lived.values_list("person_id", flat=True)}
