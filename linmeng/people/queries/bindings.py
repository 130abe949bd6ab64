"""Who is at which door: whom the roll knows there, whom a log-in says it is, what waits for an answer."""

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from linmeng.alliance.models import Unit
from linmeng.common.actor import Actor
from linmeng.people.models import Binding, CodeLetter, ContactWay, Ownership, Person, Residence, User
from linmeng.people.permissions import may_decide_bindings
from linmeng.people.queries.actors import in_force

GROWN_UP = 18


def plain_name(text: str) -> str:
    """A name as it is compared: width, case and spaces forgiven."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split()).replace("•", "·")


def people_of_unit(unit_id: int, day: date) -> dict[int, tuple[Person, str]]:
    """Whom the roll knows at a door on a day: person and `owner`, `family` or `tenant`; owning comes first."""
    found: dict[int, tuple[Person, str]] = {}
    for owned in Ownership.objects.filter(in_force(day), unit_id=unit_id).select_related("person"):
        found[owned.person_id] = (owned.person, "owner")
    for lived in Residence.objects.filter(in_force(day), unit_id=unit_id).select_related("person"):
        found.setdefault(lived.person_id, (lived.person, lived.kind))
    return found


def named_at(unit_id: int, name: str, day: date) -> list[tuple[Person, str]]:
    """Grown-up people of this name at a door: companies and minors come in at the desk only."""
    wanted = plain_name(name)
    return [
        (person, kind)
        for person, kind in people_of_unit(unit_id, day).values()
        if person.kind == Person.Kind.NATURAL
        and person.erased_at is None
        and (person.born_year is None or day.year - person.born_year >= GROWN_UP)
        and plain_name(person.name) == wanted
    ]


def has_number(person_id: int, phone: str) -> bool:
    """Whether the roll knows this mobile number as theirs."""
    ways = ContactWay.objects.filter(person_id=person_id, kind=ContactWay.Kind.SMS, value=phone)
    return ways.filter(ended_at__isnull=True).exists()


def valid_letter(unit_id: int, day: date) -> CodeLetter | None:
    """The letter of a door that is good today."""
    valid = CodeLetter.objects.filter(unit_id=unit_id, state=CodeLetter.State.VALID, expires_on__gte=day)
    return valid.first()


def standing_binding(unit_id: int, user_id: int) -> Binding | None:
    """What this log-in says of this door, if it is neither refused nor undone."""
    standing = Binding.objects.filter(unit_id=unit_id, user_id=user_id, state__in=_STANDING)
    return standing.first()


_STANDING = (Binding.State.WAITING, Binding.State.ACCEPTED, Binding.State.DISPUTED)
FOR_DESK = (Binding.State.WAITING, Binding.State.DISPUTED)


def bindings_of_desk(actor: Actor) -> QuerySet[Binding]:
    """Bindings in the compounds whose counter this is."""
    reached = actor.hat.compounds if actor.hat is not None else frozenset()
    compounds = [pk for pk in reached if may_decide_bindings(actor, pk)]
    rows = Binding.objects.filter(unit__compound_id__in=compounds)
    return rows.select_related("unit__compound", "person", "disputed_by").order_by("made_at", "id")


def bindings_to_decide(actor: Actor) -> int:
    """How many requests and disputes wait for the desk."""
    return bindings_of_desk(actor).filter(state__in=FOR_DESK).count()


def bindings_found(actor: Actor, state: str, words: str) -> QuerySet[Binding]:
    """The desk's list narrowed by state and by door or family name."""
    rows = bindings_of_desk(actor)
    rows = rows.filter(state=state) if state else rows.filter(state__in=FOR_DESK)
    for word in words.split():
        rows = rows.filter(Q(unit__code__startswith=word) | Q(name_given__startswith=word))
    return rows


@dataclass(frozen=True)
class Housemate:
    """Someone at a door of mine as its owner sees them: family name and whether a log-in stands behind."""

    person: Person
    kind: str
    has_log_in: bool
    disputed: bool


@dataclass(frozen=True)
class Home:
    """A door of mine, who is there, and who asks to be."""

    unit: Unit
    owned: bool
    disputed: bool
    people: tuple[Housemate, ...]
    requests: tuple[Binding, ...]


def homes_of(actor: Actor) -> list[Home]:
    """The doors where this person owns or lives, in a constant number of queries."""
    if actor.person_id is None:
        return []
    day = actor.today
    mine = Q(ownerships__person_id=actor.person_id) & _in_force_at("ownerships", day)
    lived = Q(residences__person_id=actor.person_id) & _in_force_at("residences", day)
    units = Unit.objects.filter(mine | lived).distinct().select_related("compound", "building", "entrance")
    rows = list(units.order_by("compound__code", "walk_order", "code"))
    ids = [unit.id for unit in rows]
    people, disputed, requests = _people(ids, day), _disputed(ids), _requests(actor.units)
    return [
        Home(
            unit,
            unit.id in actor.units,
            (unit.id, actor.person_id) in disputed,
            tuple(_housemates(unit.id, people, disputed)) if unit.id in actor.units else (),
            tuple(r for r in requests if r.unit_id == unit.id),
        )
        for unit in rows
    ]


def _in_force_at(rows: str, day: date) -> Q:
    ends = Q(**{f"{rows}__valid_to__isnull": True}) | Q(**{f"{rows}__valid_to__gt": day})
    return Q(**{f"{rows}__valid_from__lte": day}) & ends


def _people(unit_ids: list[int], day: date) -> dict[int, dict[int, tuple[Person, str]]]:
    found: dict[int, dict[int, tuple[Person, str]]] = {pk: {} for pk in unit_ids}
    for owned in Ownership.objects.filter(in_force(day), unit_id__in=unit_ids).select_related("person"):
        found[owned.unit_id][owned.person_id] = (owned.person, "owner")
    for lived in Residence.objects.filter(in_force(day), unit_id__in=unit_ids).select_related("person"):
        found[lived.unit_id].setdefault(lived.person_id, (lived.person, lived.kind))
    return found


def _disputed(unit_ids: list[int]) -> set[tuple[int, int]]:
    rows = Binding.objects.filter(unit_id__in=unit_ids, state=Binding.State.DISPUTED, person__isnull=False)
    return set(rows.values_list("unit_id", "person_id"))


def _housemates(
    unit_id: int, people: dict[int, dict[int, tuple[Person, str]]], disputed: set[tuple[int, int]]
) -> list[Housemate]:
    return [
        Housemate(person, kind, person.user_id is not None, (unit_id, person.id) in disputed)
        for person, kind in people[unit_id].values()
    ]


def _requests(owned: Collection[int]) -> list[Binding]:
    """Family and tenants who hold the door's letter: its owner may say yes instead of the desk."""
    rows = Binding.objects.filter(
        unit_id__in=owned,
        state=Binding.State.WAITING,
        way=Binding.Way.LETTER,
        person__isnull=True,
        relation__in=(Binding.Relation.FAMILY, Binding.Relation.TENANT),
    )
    return list(rows.order_by("made_at", "id"))


def answered_requests(user_id: int) -> list[Binding]:
    """What the desk refused of this log-in, or undid after a dispute, newest first: its reason says what to bring."""
    undone = Q(state=Binding.State.UNDONE, disputed_at__isnull=False)
    refused = Binding.objects.filter(Q(state=Binding.State.REFUSED) | undone, user_id=user_id)
    return list(refused.select_related("unit__compound").order_by("-decided_at")[:5])


def masked_phones(user_ids: Collection[int | None]) -> dict[int, str]:
    """138****0000 of log-ins, for who must recognise a neighbour without being told the number."""
    return {user.id: str(user) for user in User.objects.filter(id__in=[pk for pk in user_ids if pk])}
