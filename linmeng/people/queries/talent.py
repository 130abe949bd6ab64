"""Who can help with what: found by words and trade, as far as each neighbour chose to be found."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet

from linmeng.common.actor import Actor
from linmeng.ground.queries.search import entries_containing
from linmeng.people.models import Ownership, Person, Qualification, Reach, Recommendation, Residence, Trade
from linmeng.people.permissions import may_help
from linmeng.people.queries.actors import in_force

MOST_FOUND = 500


def doors_of(person_id: int, day: date) -> set[tuple[int, int]]:
    """(compound, building) of every door where a person lives or owns."""
    found: set[tuple[int, int]] = set()
    for model in (Ownership, Residence):
        rows = model.objects.filter(in_force(day), person_id=person_id)
        found |= set(rows.values_list("unit__compound_id", "unit__building_id"))
    return found


def compounds_at_home(person_id: int, day: date) -> frozenset[int]:
    """Compounds in which a person lives or owns (an office is no home)."""
    return frozenset(compound_id for compound_id, _building in doors_of(person_id, day))


def _people_of(compound_ids: Collection[int], day: date) -> Q:
    there = {"unit__compound_id__in": list(compound_ids)}
    lived = Residence.objects.filter(in_force(day), **there).values("person_id")
    owned = Ownership.objects.filter(in_force(day), **there).values("person_id")
    return Q(person_id__in=lived) | Q(person_id__in=owned)


def belongs_here(actor: Actor) -> bool:
    """A neighbour or an officer of the alliance: strangers find nobody."""
    return actor.person_id is not None and bool(actor.homes or actor.hat)


def _reach(actor: Actor) -> frozenset[int]:
    return actor.homes | (actor.hat.compounds if actor.hat is not None else frozenset())


def skills_visible(actor: Actor) -> QuerySet[Qualification]:
    """Skills shown to this actor: of the own compounds, and those shown to the whole alliance."""
    if not belongs_here(actor):
        return Qualification.objects.none()
    shown = Qualification.objects.filter(withdrawn_at__isnull=True, person__erased_at__isnull=True)
    return shown.filter(Q(reach=Reach.ALLIANCE) | _people_of(_reach(actor), actor.today))


def recommendations_visible(actor: Actor) -> QuerySet[Recommendation]:
    """What neighbours said of neighbours of the own compounds, with their yes."""
    if not belongs_here(actor):
        return Recommendation.objects.none()
    said = Recommendation.objects.filter(state=Recommendation.State.ACCEPTED, person__erased_at__isnull=True)
    return said.filter(_people_of(_reach(actor), actor.today))


@dataclass
class Talent:
    """One neighbour as others find them: masked, with what they can do and what is said of them."""

    person: Person
    places: list[str]
    skills: list[Qualification] = field(default_factory=list)
    said: list[Recommendation] = field(default_factory=list)


def talents_found(actor: Actor, *, words: str = "", trade: str = "") -> list[Talent]:
    """Neighbours with a skill or a recommendation that fits; those with most recommendations first.

    Words are looked up in the ground's index, so SQLite and PostgreSQL answer the same.
    """
    skills, said = skills_visible(actor), recommendations_visible(actor)
    fitting_skills, fitting_said = skills, said
    if words:
        found = entries_containing(words).order_by().values("object_id")
        fitting_skills, fitting_said = skills.filter(id__in=found), said.filter(id__in=found)
    if trade in Trade.values:
        fitting_skills, fitting_said = fitting_skills.filter(trade=trade), fitting_said.filter(trade=trade)
    people = set(fitting_skills.values_list("person_id", flat=True)[:MOST_FOUND])
    people |= set(fitting_said.values_list("person_id", flat=True)[:MOST_FOUND])
    return _gathered(actor, skills.filter(person_id__in=people), said.filter(person_id__in=people))


def _gathered(actor: Actor, skills: QuerySet[Qualification], said: QuerySet[Recommendation]) -> list[Talent]:
    talents: dict[int, Talent] = {}
    for skill in skills.select_related("person").order_by("-consented_at", "-id"):
        talents.setdefault(skill.person_id, Talent(skill.person, [])).skills.append(skill)
    for one in said.select_related("person").order_by("-answered_at", "-id"):
        talents.setdefault(one.person_id, Talent(one.person, [])).said.append(one)
    for person_id, names in _homes_of(talents, actor.today).items():
        talents[person_id].places = names
    newest = {pk: max([s.id for s in t.skills] + [r.id for r in t.said]) for pk, t in talents.items()}
    return [talents[pk] for pk in sorted(talents, key=lambda pk: (-len(talents[pk].said), -newest[pk]))]


def _homes_of(person_ids: Collection[int], day: date) -> dict[int, list[str]]:
    names: dict[int, set[str]] = {}
    for model in (Ownership, Residence):
        rows = model.objects.filter(in_force(day), person_id__in=list(person_ids))
        for person_id, name in rows.values_list("person_id", "unit__compound__name"):
            names.setdefault(person_id, set()).add(name)
    return {person_id: sorted(found) for person_id, found in names.items()}


def own_skills(person_id: int) -> QuerySet[Qualification]:
    """A person's skills that are shown now."""
    return Qualification.objects.filter(person_id=person_id, withdrawn_at__isnull=True).order_by("-id")


def own_recommendations(person_id: int) -> QuerySet[Recommendation]:
    """What is said of a person: waiting for their yes, and shown."""
    standing = Recommendation.objects.filter(person_id=person_id, state__in=["asked", "accepted"])
    return standing.order_by("state", "-created_at", "-id")


def recommendations_given(person_id: int) -> QuerySet[Recommendation]:
    """What a person said of others and they accepted; before their yes not even this shows that they live there."""
    standing = Recommendation.objects.filter(by_id=person_id, state=Recommendation.State.ACCEPTED)
    return standing.select_related("person").order_by("-created_at", "-id")


def recommendations_to_carry(actor: Actor) -> list[Recommendation]:
    """Recommendations of neighbours without a log-in, whose yes a helper may bring back from the door."""
    if actor.hat is None:
        return []
    waiting = Recommendation.objects.filter(state=Recommendation.State.ASKED, person__user__isnull=True)
    reach = waiting.filter(_people_of(actor.hat.compounds, actor.today)).select_related("person")
    rows = list(reach.order_by("created_at", "id")[:100])
    return [
        row for row in rows if any(may_help(actor, *door) for door in doors_of(row.person_id, actor.today))
    ]


def neighbours_named(actor: Actor, *, unit_code: str, name: str) -> list[Person]:
    """Neighbours of the own compounds who stand at this door under exactly this name; never a guess."""
    there = {"unit__compound_id__in": list(actor.homes), "unit__code": unit_code.strip()}
    named = {"person__name": "".join(name.split()), "person__kind": Person.Kind.NATURAL}
    found: dict[int, Person] = {}
    for model in (Ownership, Residence):
        rows = model.objects.filter(in_force(actor.today), **there, **named).select_related("person")
        found |= {row.person_id: row.person for row in rows}
    return list(found.values())
