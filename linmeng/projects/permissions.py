"""Who may lead a project. The Party organisation and the property company decide nothing here."""

from linmeng.common.actor import Actor

COMMITTEE = ("committee_director", "committee_member")


def may_lead_projects(actor: Actor, compound_id: int) -> bool:
    """The owners' committee of the compound starts, edits, checks and drops its projects."""
    return actor.wears(*COMMITTEE, compound_id=compound_id)


def may_bring_evidence(actor: Actor, compound_id: int) -> bool:
    """Whoever may publish a result may bring it to the project's gate."""
    return actor.wears(*COMMITTEE, "clerk", compound_id=compound_id)
