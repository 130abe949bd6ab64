"""Entering the people a roll names, and what it says anew of those known already."""

from linmeng.people.bridge import RollPerson, RollPlan
from linmeng.people.models import ContactWay, Person
from linmeng.people.phone import mobile_number

BATCH = 1_000


def enter_people(plan: RollPlan) -> list[int]:
    """Person ids in the order of the plan; new people are entered with their way of contact."""
    new: list[Person] = []
    ways: list[ContactWay] = []
    ids: list[int] = []
    for planned in plan.people:
        if planned.known_id is not None:
            ids.append(planned.known_id)
            continue
        person = _person(planned.stated)
        new.append(person)
        ways += _ways(person, planned.stated)
        ids.append(person.id)
    Person.objects.bulk_create(new, batch_size=BATCH)
    ContactWay.objects.bulk_create(ways, batch_size=BATCH)
    _change_known(plan)
    return ids


def _person(stated: RollPerson) -> Person:
    return Person(
        name=stated.name,
        kind=Person.Kind.COMPANY if stated.company else Person.Kind.NATURAL,
        born_year=stated.born_year,
        large_print=stated.large_print,
    )


def number_kind(phone: str) -> str:
    """A mobile number takes SMS, any other is a landline."""
    return ContactWay.Kind.SMS if mobile_number(phone) else ContactWay.Kind.LANDLINE


def _ways(person: Person, stated: RollPerson) -> list[ContactWay]:
    """The number, and the way the person prefers (the number itself unless another is stated)."""
    ways = []
    wanted = stated.contact
    if stated.phone:
        kind = number_kind(stated.phone)
        ways.append(ContactWay(person=person, kind=kind, value=stated.phone, preferred=wanted in ("", kind)))
    if wanted and not any(way.preferred for way in ways) and wanted not in ("sms", "landline"):
        ways.append(ContactWay(person=person, kind=wanted, preferred=True))
    return ways


def _change_known(plan: RollPlan) -> None:
    """A new phone takes the place of the old one of its kind: an old number must not open a log-in any more."""
    known = Person.objects.in_bulk([change.person_id for change in plan.person_changes])
    for change in plan.person_changes:
        person = known[change.person_id]
        if change.born_year:
            person.born_year = change.stated.born_year
        if change.phone:
            _replace_number(person, change.stated.phone)
    Person.objects.bulk_update(known.values(), ["born_year"], batch_size=200)


def _replace_number(person: Person, phone: str) -> None:
    kind = number_kind(phone)
    way = ContactWay.objects.filter(person=person, kind=kind).order_by("id").first()
    if way is None:
        preferred = not ContactWay.objects.filter(person=person, preferred=True).exists()
        ContactWay.objects.create(person=person, kind=kind, value=phone, preferred=preferred)
        return
    way.value = phone
    way.save(update_fields=["value"])
