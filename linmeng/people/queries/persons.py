"""Finding people, and counting them, as far as the asker's office reaches."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from linmeng.alliance.models import Unit
from linmeng.common.actor import Actor
from linmeng.people.models import Ownership, Person, Residence, Seat
from linmeng.people.permissions import may_help
from linmeng.people.queries.actors import in_force

ELDER_AGE = 60
MOST_FOUND = 20
_CODE = re.compile(r"^[0-9A-Za-z]+(?:[-#][0-9A-Za-z]+)*")


@dataclass(frozen=True)
class Neighbour:
    """Someone a helper may speak for: who, at which door, and as what."""

    person: Person
    unit: Unit
    kind: str
    """`owner`, `family` or `tenant`."""


def compounds_of_person(person_id: int, day: date) -> frozenset[int]:
    """Compounds in which a person owns, lives or holds a committee seat."""
    owned = Ownership.objects.filter(in_force(day), person_id=person_id).values_list(
        "unit__compound_id", flat=True
    )
    lived = Residence.objects.filter(in_force(day), person_id=person_id).values_list(
        "unit__compound_id", flat=True
    )
    seated = Seat.objects.filter(in_force(day), person_id=person_id, body__compound__isnull=False)
    return frozenset(owned) | frozenset(lived) | frozenset(seated.values_list("body__compound_id", flat=True))


def neighbours_found(actor: Actor, words: str, *, limit: int = MOST_FOUND) -> list[Neighbour]:
    """By unit code and family name, in any order (「3-101 李」, 「李」, 「3-1」), among those the asker may help."""
    code, name = _parts(words)
    if actor.hat is None or not (code or name):
        return []
    units = Q(unit__compound_id__in=actor.hat.compounds, unit__valid_to__isnull=True)
    if actor.hat.building_id is not None:
        units &= Q(unit__building_id=actor.hat.building_id)
    if code:
        units &= Q(unit__code__startswith=code)
    if name:
        units &= Q(person__name__startswith=name)
    found: dict[tuple[int, int], Neighbour] = {}
    for model in (Ownership, Residence):
        rows = model.objects.filter(in_force(actor.today), units, person__kind=Person.Kind.NATURAL)
        rows = rows.select_related("person", "unit").order_by("unit__walk_order", "unit__code", "id")
        for row in rows[:limit]:
            kind = row.kind if isinstance(row, Residence) else "owner"
            if may_help(actor, row.unit.compound_id, row.unit.building_id):
                found.setdefault((row.unit_id, row.person_id), Neighbour(row.person, row.unit, kind))
    return sorted(found.values(), key=lambda n: (n.unit.walk_order, n.unit.code, n.person.id))[:limit]


def _parts(words: str) -> tuple[str, str]:
    code, names = "", []
    for word in words.split():
        match = _CODE.match(word)
        code = match[0] if match else code
        rest = word[len(match[0]) :] if match else word
        names += [rest.removeprefix("室")] if rest else []
    return code, "".join(names)


@dataclass(frozen=True)
class PeopleCount:
    """How many live or own in a compound, and how many of them are sixty or older."""

    people: int
    elders: int
    age_unknown: int


def elder_counts(compound_ids: Iterable[int], today: date) -> dict[int, PeopleCount]:
    """People who live in each compound today, counted once each, and elders among them (one query)."""
    ids = list(compound_ids)
    elder = Q(person__born_year__lte=today.year - ELDER_AGE)
    rows = (
        Residence.objects.filter(in_force(today), unit__compound_id__in=ids)
        .values("unit__compound_id")
        .annotate(
            people=Count("person_id", distinct=True),
            elders=Count("person_id", distinct=True, filter=elder),
            unknown=Count("person_id", distinct=True, filter=Q(person__born_year__isnull=True)),
        )
        .order_by()
    )
    found = {
        row["unit__compound_id"]: PeopleCount(row["people"], row["elders"], row["unknown"]) for row in rows
    }
    return {pk: found.get(pk, PeopleCount(0, 0, 0)) for pk in ids}
