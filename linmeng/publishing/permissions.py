"""Who may put something on the public board, take it back, or tick a slip as delivered."""

from linmeng.common.actor import Actor


def may_publish(actor: Actor, compound_id: int) -> bool:
    """The owners' committee in its compound; the residents' committee's clerk; never the Party organisation."""
    return bool(actor.system) or actor.wears(
        "committee_director", "committee_member", "clerk", compound_id=compound_id
    )


def may_withdraw(actor: Actor, compound_id: int) -> bool:
    """Whoever may publish may withdraw, with a reason that stays."""
    return may_publish(actor, compound_id)


def may_hand_over_slips(actor: Actor, compound_id: int, building_id: int | None = None) -> bool:
    """Clerks everywhere in their area, building leaders in their building, committees in their compound."""
    if actor.hat is not None and actor.hat.building_id is not None:
        return actor.wears("building_leader", "volunteer") and actor.hat.building_id == building_id
    return actor.wears(
        "clerk", "committee_director", "committee_member", "volunteer", compound_id=compound_id
    )
