"""Who may put something on the public board, take it back, or tick a slip as delivered."""

from collections.abc import Collection

from linmeng.common.actor import Actor


def may_publish(actor: Actor, compound_id: int) -> bool:
    """The owners' committee in its compound; the residents' committee's clerk; never the Party organisation."""
    return bool(actor.system) or actor.wears(
        "committee_director", "committee_member", "clerk", compound_id=compound_id
    )


def may_propose_notices(actor: Actor, compound_id: int) -> bool:
    """The property company asks for an announcement of its own daily duty; it never issues one itself."""
    return actor.wears("property_manager", compound_id=compound_id)


def may_withdraw(actor: Actor, compound_id: int) -> bool:
    """Whoever may publish may withdraw, with a reason that stays."""
    return may_publish(actor, compound_id)


def may_object(actor: Actor, compound_id: int) -> bool:
    """Whoever lives or owns in the compound may object in words to a public notice."""
    return actor.person_id is not None and actor.lives_in(compound_id)


def may_write_objections_down(actor: Actor, compound_id: int) -> bool:
    """Helpers type an objection that was said at a door or handed in on paper."""
    return actor.wears(
        "clerk",
        "committee_director",
        "committee_member",
        "building_leader",
        "volunteer",
        compound_id=compound_id,
    )


def may_answer_objections(
    actor: Actor, compound_id: int, issuer_id: int | None, *, issuer_vacant: bool = False
) -> bool:
    """The body that published, and nobody else: an objection is a neighbour's own word.

    While the owners' committee that published is vacant, the residents' committee reads and answers in its
    stead (代管: Shanghai rules on residents' committees 20, guide on owners' assemblies 58); the next
    committee is the same body and takes over where it left.
    """
    if not may_publish(actor, compound_id):
        return False
    if issuer_vacant and actor.wears("clerk", compound_id=compound_id):
        return True
    return (
        issuer_id is None or bool(actor.system) or (actor.hat is not None and actor.hat.body_id == issuer_id)
    )


def may_post(actor: Actor, compound_id: int) -> bool:
    """Hang papers up and take them down: building leaders, the clerk, the committee."""
    return bool(actor.system) or actor.wears(
        "building_leader", "clerk", "committee_director", "committee_member", compound_id=compound_id
    )


def may_hand_over_slips(actor: Actor, compound_id: int, building_id: int | None = None) -> bool:
    """Clerks everywhere in their area, building leaders in their building, committees in their compound."""
    if actor.hat is not None and actor.hat.building_id is not None:
        return actor.wears("building_leader", "volunteer") and actor.hat.building_id == building_id
    return actor.wears(
        "clerk", "committee_director", "committee_member", "volunteer", compound_id=compound_id
    )


def may_set_preferences_for(actor: Actor, homes: Collection[tuple[int, int]]) -> bool:
    """A helper at the doors in their charge; `homes` are (compound, building) of the neighbour."""
    return any(may_hand_over_slips(actor, compound, building) for compound, building in homes)


def may_see_deliveries(actor: Actor, compound_id: int) -> bool:
    """Who was reached by which way: the clerk and the owners' committee, with masked names."""
    return actor.wears("clerk", "committee_director", "committee_member", compound_id=compound_id)


def may_call_neighbours(actor: Actor, compound_id: int, building_id: int | None) -> bool:
    """The call list: the clerk in the area, a building leader in the own building."""
    if actor.hat is not None and actor.hat.building_id is not None:
        return actor.wears("building_leader") and actor.hat.building_id == building_id
    return actor.wears("clerk", compound_id=compound_id)
