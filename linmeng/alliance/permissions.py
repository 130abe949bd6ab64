"""Who may shape the alliance. The Party organisation leads and convenes: it proposes, and decides nothing."""

from linmeng.common.actor import Actor

COMMITTEE = ("committee_director", "committee_member")


def may_set_up(actor: Actor) -> bool:
    """Commands, the Party secretary and the community worker build the directory of compounds and bodies."""
    return bool(actor.system) or actor.wears("secretary", "clerk")


def may_correct_compound(actor: Actor, compound_id: int) -> bool:
    """The Party secretary, or the community worker in whose area it lies."""
    return bool(actor.system) or actor.wears("secretary") or actor.wears("clerk", compound_id=compound_id)


def may_propose_charter(actor: Actor) -> bool:
    """The Party organisation convenes; any committee director may propose too."""
    return bool(actor.system) or actor.wears("secretary", "committee_director")


def may_adopt_charter_for(actor: Actor, compound_id: int) -> bool:
    """That compound's own owners' committee, and nobody in its place: not even a command."""
    return actor.wears(*COMMITTEE, compound_id=compound_id)


def may_keep_profile(actor: Actor, compound_id: int) -> bool:
    """Facilities and strengths: the committee, the community worker, the property manager."""
    roles = (*COMMITTEE, "clerk", "property_manager")
    return bool(actor.system) or actor.wears(*roles, compound_id=compound_id)


def may_record_rules(actor: Actor, compound_id: int) -> bool:
    """What the owners' assembly adopted is entered by its committee or by the community worker."""
    return bool(actor.system) or actor.wears(*COMMITTEE, "clerk", compound_id=compound_id)


def may_set_share_switch(actor: Actor, compound_id: int) -> bool:
    """What a compound shows the alliance is its committee's own choice."""
    return actor.wears(*COMMITTEE, compound_id=compound_id)


def may_set_committee_state(actor: Actor, compound_id: int) -> bool:
    """The community worker, who holds the filing."""
    return bool(actor.system) or actor.wears("clerk", compound_id=compound_id)


def may_see_profile(actor: Actor, compound_id: int) -> bool:
    """Who lives, owns or serves there sees all of it; others see what the compound shares."""
    return actor.lives_in(compound_id) or (actor.hat is not None and compound_id in actor.hat.compounds)
