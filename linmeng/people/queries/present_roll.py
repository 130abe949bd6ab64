"""A compound's roll as it is now, in five reads, for comparing with a file."""

from collections.abc import Iterable, Iterator
from itertools import islice

from django.db.models import Q

from linmeng.alliance.models import Unit
from linmeng.people.bridge import (
    PresentOwner,
    PresentPerson,
    PresentResident,
    PresentRoll,
    PresentUnit,
    RollRow,
)
from linmeng.people.models import ContactWay, Ownership, Person, Residence

CHUNK = 5_000
NUMBERS = (ContactWay.Kind.SMS, ContactWay.Kind.LANDLINE)


def in_chunks(ids: Iterable[int] | Iterable[str], size: int = CHUNK) -> Iterator[list]:
    """Long lists in pieces that every database takes as parameters."""
    rest = iter(ids)
    while piece := list(islice(rest, size)):
        yield piece


def present_roll(compound_id: int, rows: Iterable[RollRow] = ()) -> PresentRoll:
    """Units, present owners and residents, and everyone of the alliance the rows may mean by phone or firm."""
    roll = PresentRoll(units=_units(compound_id))
    people: set[int] = set()
    for unit_id, owner in _owners(compound_id):
        roll.owners.setdefault(unit_id, []).append(owner)
        people.add(owner.person_id)
    for unit_id, resident in _residents(compound_id):
        roll.residents.setdefault(unit_id, []).append(resident)
        people.add(resident.person_id)
    roll.people = _people(people | _meant(rows))
    return roll


def _units(compound_id: int) -> dict[str, PresentUnit]:
    columns = ("id", "code", "building__code", "entrance__code", "room", "floor", "kind", "area_dm2")
    found = Unit.objects.filter(compound_id=compound_id).order_by("code")
    values = found.values_list(*columns, "area_source", "status", "valid_to")
    units = [PresentUnit(*(*row[:10], row[10] is not None)) for row in values]
    return {unit.code: unit for unit in units}


def _owners(compound_id: int) -> Iterator[tuple[int, PresentOwner]]:
    present = Ownership.objects.filter(unit__compound_id=compound_id, valid_to__isnull=True).order_by("id")
    for row in present.values_list("unit_id", "id", "person_id", "basis", "is_representative", "owner_code"):
        yield row[0], PresentOwner(*row[1:])


def _residents(compound_id: int) -> Iterator[tuple[int, PresentResident]]:
    present = Residence.objects.filter(unit__compound_id=compound_id, valid_to__isnull=True).order_by("id")
    for row in present.values_list("unit_id", "id", "person_id", "kind"):
        yield row[0], PresentResident(*row[1:])


def _meant(rows: Iterable[RollRow]) -> set[int]:
    """People who have one of the phones, or are one of the companies, that the rows name."""
    named = [owner.person for row in rows for owner in row.owners]
    named += [resident.person for row in rows for resident in row.residents or ()]
    found: set[int] = set()
    for phones in in_chunks({person.phone for person in named if person.phone and not person.company}):
        ways = ContactWay.objects.filter(kind__in=NUMBERS, value__in=phones)
        found |= set(ways.values_list("person_id", flat=True))
    for names in in_chunks({person.name for person in named if person.company}):
        found |= set(
            Person.objects.filter(kind=Person.Kind.COMPANY, name__in=names).values_list("id", flat=True)
        )
    return found


def _people(ids: set[int]) -> dict[int, PresentPerson]:
    phones: dict[int, tuple[str, ...]] = {}
    people: dict[int, PresentPerson] = {}
    for piece in in_chunks(sorted(ids)):
        ways = ContactWay.objects.filter(Q(kind__in=NUMBERS) & ~Q(value=""), person_id__in=piece).order_by(
            "id"
        )
        for person_id, value in ways.values_list("person_id", "value"):
            phones[person_id] = (*phones.get(person_id, ()), value)
    for piece in in_chunks(sorted(ids)):
        rows = Person.objects.filter(id__in=piece).values_list("id", "name", "kind", "born_year")
        for pk, name, kind, born_year in rows:
            company = kind == Person.Kind.COMPANY
            people[pk] = PresentPerson(pk, name, company, born_year, phones.get(pk, ()))
    return people
