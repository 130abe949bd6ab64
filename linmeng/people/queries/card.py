"""One person as the desk sees them: doors, ways of contact, for whom they act."""

from dataclasses import dataclass

from django.db.models import QuerySet

from linmeng.alliance.models import Unit
from linmeng.common.actor import Actor
from linmeng.people.models import Binding, ContactWay, Ownership, Person, Representation, Residence
from linmeng.people.permissions import may_keep_roll
from linmeng.people.queries.actors import in_force
from linmeng.people.queries.persons import compounds_of_person


@dataclass(frozen=True)
class PersonCard:
    """A person with everything the desk keeps of them, in a constant number of queries."""

    person: Person
    owned: list[Ownership]
    lived: list[Residence]
    ways: list[ContactWay]
    bindings: list[Binding]
    acts_for: list[Representation]
    acted_for: list[Representation]

    @property
    def heirs(self) -> list[Representation]:
        """Who acts for the estate: papers of inheritance show that this person has died."""
        return [row for row in self.acted_for if row.kind == Representation.Kind.HEIR]


def may_open_card(actor: Actor, person_id: int) -> bool:
    """Who keeps the roll of a compound the person belongs to."""
    return any(may_keep_roll(actor, pk) for pk in compounds_of_person(person_id, actor.today))


def person_card(person: Person, actor: Actor) -> PersonCard:
    """The card of a person; the caller has asked `may_open_card`."""
    day = actor.today
    return PersonCard(
        person,
        list(_at_units(Ownership.objects.filter(in_force(day), person=person))),
        list(_at_units(Residence.objects.filter(in_force(day), person=person))),
        list(ContactWay.objects.filter(person=person, ended_at__isnull=True).order_by("-preferred", "id")),
        list(_at_units(Binding.objects.filter(person=person))),
        list(Representation.objects.filter(agent=person, valid_to__isnull=True).select_related("principal")),
        list(Representation.objects.filter(principal=person, valid_to__isnull=True).select_related("agent")),
    )


def _at_units(rows: QuerySet) -> QuerySet:  # type: ignore[type-arg]
    return rows.select_related("unit__compound").order_by("unit__compound__code", "unit__code", "id")


def people_called(actor: Actor, words: str, *, most: int = 40) -> list[Person]:
    """People of the compounds whose roll this officer keeps, by beginning of the name or by door."""
    kept = [pk for pk in (actor.hat.compounds if actor.hat else ()) if may_keep_roll(actor, pk)]
    word = words.strip()
    if not word or not kept:
        return []
    ids: set[int] = set()
    for model in (Ownership, Residence):
        rows = model.objects.filter(in_force(actor.today), unit__compound_id__in=kept)
        for narrowed in (
            rows.filter(person__name__startswith=word),
            rows.filter(unit__code__startswith=word),
        ):
            ids |= set(narrowed.order_by("unit__walk_order").values_list("person_id", flat=True)[:most])
    return list(Person.objects.filter(id__in=ids).order_by("name", "id")[:most])


def unit_kept(actor: Actor, unit_id: int) -> Unit | None:
    """A door of a compound whose roll this officer keeps."""
    unit = Unit.objects.filter(pk=unit_id, valid_to__isnull=True).select_related("compound").first()
    return unit if unit is not None and may_keep_roll(actor, unit.compound_id) else None
