"""How a predicate of an area is asked about a person at a place."""

from collections.abc import Callable

from linmeng.common.actor import Actor
from linmeng.lists import permissions as lists
from linmeng.pages.rights.place import Ask, Place
from linmeng.papers import permissions as papers
from linmeng.people import permissions as people
from linmeng.publishing import permissions as publishing
from linmeng.voices import permissions as voices


def anywhere(predicate: Callable[[Actor], bool]) -> Ask:
    """A right that has no place."""
    return lambda actor, place: predicate(actor)


def in_compound(predicate: Callable[[Actor, int], bool]) -> Ask:
    """A right in a compound."""
    return lambda actor, place: predicate(actor, place.compound_id)


def in_building(predicate: Callable[[Actor, int, int], bool]) -> Ask:
    """A right in a building."""
    return lambda actor, place: predicate(actor, place.compound_id, place.building_id)


def of_neighbour(predicate: Callable[[Actor, int, frozenset[int]], bool]) -> Ask:
    """A right concerning a neighbour who lives in the compound."""
    return lambda actor, place: predicate(actor, place.neighbour_id, place.here)


def giving(kind: str, role: str) -> Ask:
    """Giving an office of a body of this kind; of one's own body where one sits in such a body."""

    def ask(actor: Actor, place: Place) -> bool:
        body_id = actor.hat.body_id if actor.hat is not None and actor.hat.body_kind == kind else 0
        return people.may_seat(actor, body_id=body_id, body_kind=kind, role=role, compounds=place.here)

    return ask


def answering_objections(actor: Actor, place: Place) -> bool:
    """Objections to what one's own body published."""
    issuer = actor.hat.body_id if actor.hat is not None else 0
    return publishing.may_answer_objections(actor, place.compound_id, issuer)


def answering_objections_in_trust(actor: Actor, place: Place) -> bool:
    """Objections to what a committee published that is vacant now; asked of the residents' committee alone."""
    return publishing.may_answer_objections(actor, place.compound_id, 0, issuer_vacant=True)


def naming_representative(actor: Actor, place: Place) -> bool:
    """Of two co-owners."""
    return people.may_name_representative(
        actor, compound_id=place.compound_id, unit_id=place.unit_id, others=frozenset()
    )


def keeping_lists(*, vacant: bool) -> Ask:
    """With and without a committee in office."""
    return lambda actor, place: lists.may_keep_lists(actor, place.compound_id, committee_vacant=vacant)


def answering(nature: str) -> Ask:
    """Answering a matter of this nature."""
    return lambda actor, place: voices.may_answer_matter(actor, place.matter(nature))


def setting_preferences(actor: Actor, place: Place) -> bool:
    """Of a neighbour in the building."""
    return publishing.may_set_preferences_for(actor, [(place.compound_id, place.building_id)])


def reading(kind: str) -> Ask:
    """What stands on returned sheets of a kind."""
    return lambda actor, place: papers.may_read(actor, kind, place.compound_id)


def fetching(kind: str) -> Ask:
    """The file of a run of a kind."""
    return lambda actor, place: papers.may_fetch(actor, kind, place.compound_id)
