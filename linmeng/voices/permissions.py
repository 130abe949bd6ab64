"""Who may speak, type for a neighbour, see, sort and answer. The Party organisation reads and convenes only."""

from typing import TYPE_CHECKING

from linmeng.common.actor import Actor

if TYPE_CHECKING:
    from linmeng.voices.models import Matter

COMMITTEE = ("committee_director", "committee_member")
HANDLING = ("clerk", "secretary", *COMMITTEE)
SORTING = ("clerk", *COMMITTEE)
HELPING = ("building_leader", "volunteer", "clerk", *COMMITTEE)


def may_speak_in(actor: Actor, compound_id: int) -> bool:
    """Whoever lives or owns there speaks for themself, whatever hat is on."""
    return actor.person_id is not None and actor.lives_in(compound_id)


def may_type_for_neighbours(actor: Actor, compound_id: int, building_id: int | None = None) -> bool:
    """Building leaders, volunteers, the clerk and the owners' committee write down what they are told.

    A seat for one building writes down what is told there; `building_id` is asked where it is known.
    """
    if actor.system:
        return True
    if actor.hat is None or not actor.wears(*HELPING, compound_id=compound_id):
        return False
    return actor.hat.building_id is None or building_id in (None, actor.hat.building_id)


def may_sort(actor: Actor, compound_id: int) -> bool:
    """The clerk with the owners' committee: taking up, joining, moving, declining."""
    return bool(actor.system) or actor.wears(*SORTING, compound_id=compound_id)


def may_answer_matter(actor: Actor, matter: "Matter") -> bool:
    """Who sorts may answer; the property company answers for its own daily duty."""
    own_duty = matter.nature == "company_duty"
    return may_sort(actor, matter.compound_id) or (
        own_duty and actor.wears("property_manager", compound_id=matter.compound_id)
    )


def may_support(actor: Actor, matter: "Matter") -> bool:
    """A neighbour of that compound."""
    return may_speak_in(actor, matter.compound_id)


def may_push_step(actor: Actor, matter: "Matter") -> bool:
    """Any officer of the compound, or a command; the act that pushes has its own, narrower gate."""
    return bool(actor.system) or (actor.hat is not None and matter.compound_id in actor.hat.compounds)


def may_see_author(actor: Actor, compound_id: int) -> bool:
    """The clerk who carries the answer back reads the whole name; other handlers read it masked."""
    return actor.wears("clerk", compound_id=compound_id)


def may_take_in_tickets(actor: Actor) -> bool:
    """The community worker keeps the tickets of the hotline for the compounds of the seat."""
    return actor.wears("clerk")


def may_brief_sub_district(actor: Actor) -> bool:
    """The weekly brief is written by the community worker and the Party secretary."""
    return actor.wears("clerk", "secretary")
