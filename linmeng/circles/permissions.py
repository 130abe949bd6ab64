"""Who says who sits in which circle, who has charge of which doors, and who ticks an errand.

The Party organisation convenes and assigns (牵头); it still decides nothing for owners.
"""

from linmeng.common.actor import Actor

COMMITTEE = ("committee_director", "committee_member")
AT_DOORS = ("building_leader", "volunteer")
MAY_HAVE_DOORS = (*AT_DOORS, *COMMITTEE, "clerk", "secretary")
"""Offices that take charge of doors. A property company has its work orders instead."""


def may_see_circles(actor: Actor, compound_id: int | None) -> bool:
    """Whoever lives, owns or holds an office there; the circles of the whole alliance: every one of these."""
    if compound_id is None:
        return actor.hat is not None or bool(actor.homes)
    return actor.lives_in(compound_id) or (actor.hat is not None and compound_id in actor.hat.compounds)


def may_keep_circles(actor: Actor, compound_id: int | None) -> bool:
    """The Party secretary and the community worker; a compound's own circles also its committee's director."""
    if actor.system or actor.wears("secretary", "clerk", compound_id=compound_id):
        return True
    return compound_id is not None and actor.wears("committee_director", compound_id=compound_id)


def may_see_duties(actor: Actor, compound_id: int) -> bool:
    """Who has charge of which doors, with names: those who assign doors or go to them."""
    return actor.wears(*MAY_HAVE_DOORS, compound_id=compound_id)


def may_assign_doors(actor: Actor, compound_id: int) -> bool:
    """Who gathers and assigns: the Party secretary, the community worker, the compound's committee."""
    return bool(actor.system) or actor.wears("secretary", "clerk", *COMMITTEE, compound_id=compound_id)


def may_give_errands(actor: Actor, compound_id: int) -> bool:
    """Send people to doors: the community worker and the compound's committee."""
    return bool(actor.system) or actor.wears("clerk", *COMMITTEE, compound_id=compound_id)


def may_do_errand(actor: Actor, compound_id: int, building_id: int, seat_id: int | None) -> bool:
    """Tick it: who has charge of the door (`seat_id`), who goes to doors in that building, or who may send."""
    if actor.hat is None:
        return bool(actor.system)
    if actor.hat.seat_id == seat_id:
        return True
    if actor.hat.building_id is not None:
        return actor.wears(*AT_DOORS) and actor.hat.building_id == building_id
    return actor.wears("clerk", *COMMITTEE, "volunteer", compound_id=compound_id)
