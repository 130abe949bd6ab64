"""Who calls people together, keeps the minutes, decides and signs.

A committee decides alone: the residents' committee is invited and helps to write, the Party organisation
convenes talks, the property company comes when asked; none of them signs a resolution.
"""

from linmeng.common.actor import Actor

COMMITTEE = ("committee_director", "committee_member")
CALLS: dict[str, tuple[str, ...]] = {
    "committee": COMMITTEE,
    "owners_assembly": (*COMMITTEE, "clerk"),
    "red_hall": ("secretary", "clerk", *COMMITTEE),
    "joint": ("secretary", "clerk", "committee_director"),
}
"""Kind of meeting → the offices that call it."""
SITS_IN = ("secretary", "clerk", *COMMITTEE, "property_manager", "building_leader", "volunteer")


def may_call_meeting(actor: Actor, kind: str, compound_id: int | None) -> bool:
    """Call people together, and change what was planned."""
    return kind in CALLS and (bool(actor.system) or actor.wears(*CALLS[kind], compound_id=compound_id))


def may_see_meeting(actor: Actor, compound_id: int | None, state: str = "posted") -> bool:
    """Neighbours read the meetings of their compound once posted; a plan is seen by those in office there."""
    in_office = actor.wears(*SITS_IN, compound_id=compound_id)
    if compound_id is None:
        return in_office
    return in_office or (actor.lives_in(compound_id) and state != "planned")


def may_keep_minutes(actor: Actor, kind: str, compound_id: int | None) -> bool:
    """Note who came and what was said: whoever may call it, and the community worker, who helps to write."""
    return may_call_meeting(actor, kind, compound_id) or actor.wears("clerk", compound_id=compound_id)


def may_put_resolution(actor: Actor, compound_id: int) -> bool:
    """Put something to the members: the committee itself, nobody in its place."""
    return bool(actor.system) or actor.wears(*COMMITTEE, compound_id=compound_id)


def may_sign(actor: Actor, compound_id: int, seat_id: int) -> bool:
    """Sign a resolution or the minutes: a member with the own hat on, nobody for another."""
    return (
        actor.hat is not None
        and actor.hat.seat_id == seat_id
        and actor.wears(*COMMITTEE, compound_id=compound_id)
    )


def may_enter_signed_paper(actor: Actor, compound_id: int) -> bool:
    """Enter what members signed on paper: the community worker or a member of the committee."""
    return bool(actor.system) or actor.wears("clerk", *COMMITTEE, compound_id=compound_id)


def may_demand_meeting(actor: Actor, compound_id: int) -> bool:
    """Ask for a meeting, or sign a colleague's demand: the members of the committee."""
    return actor.wears(*COMMITTEE, compound_id=compound_id)


def may_end_task(actor: Actor, kind: str, compound_id: int | None, seat_id: int | None) -> bool:
    """Say that a task is done: whose task it is, or who keeps the minutes."""
    own = actor.hat is not None and actor.hat.seat_id == seat_id
    return own or may_keep_minutes(actor, kind, compound_id)


def may_sign_minutes(actor: Actor, compound_id: int | None, seat_id: int) -> bool:
    """Sign the minutes of a meeting one was at, with the own hat on, nobody for another."""
    own = actor.hat is not None and actor.hat.seat_id == seat_id
    return own and actor.wears(*SITS_IN, compound_id=compound_id)
