"""Who keeps the two lists: the compound's own owners' committee. The Party organisation keeps none."""

from linmeng.common.actor import Actor


def may_keep_lists(actor: Actor, compound_id: int, *, committee_vacant: bool) -> bool:
    """The committee's director and members; where no committee is in office, the clerk keeps them for it."""
    if actor.system or actor.wears("committee_director", "committee_member", compound_id=compound_id):
        return True
    return committee_vacant and actor.wears("clerk", compound_id=compound_id)


def list_for(nature: str) -> str:
    """The list a matter belongs on: new value on the value list, all else on the problem list."""
    return "value" if nature == "new_value" else "problem"
