"""Who may see and change what is known of people.

Whole names and phones are for those whose office needs them; everyone else sees 张*.
"""

from linmeng.common.actor import Actor

COMMITTEE = ("committee_director", "committee_member")
SEATS_OF_BODY: dict[str, tuple[str, ...]] = {
    "party_organisation": ("secretary",),
    "residents_committee": ("clerk", "building_leader", "volunteer", "scrutineer", "auditor"),
    "owners_committee": (*COMMITTEE, "scrutineer", "auditor"),
    "property_company": ("property_manager", "property_worker"),
}
"""Which offices each kind of body has."""


def may_keep_roll(actor: Actor, compound_id: int) -> bool:
    """Import the roll, enter transfers: the community worker and the compound's own committee."""
    return bool(actor.system) or actor.wears("clerk", *COMMITTEE, compound_id=compound_id)


def may_see_roll(actor: Actor, compound_id: int) -> bool:
    """See the officers' roll page at all."""
    return may_keep_roll(actor, compound_id) or actor.wears(
        "building_leader", "property_manager", compound_id=compound_id
    )


def may_see_names(actor: Actor, compound_id: int, building_id: int | None = None) -> bool:
    """See whole names: who keeps the roll, and a building leader in the own building."""
    if may_keep_roll(actor, compound_id):
        return True
    own = actor.hat is not None and building_id is not None and actor.hat.building_id == building_id
    return own and actor.wears("building_leader", compound_id=compound_id)


def may_help(actor: Actor, compound_id: int, building_id: int) -> bool:
    """Speak for a neighbour as a helper: leaders and volunteers in their building, officers in their compound."""
    if actor.hat is not None and actor.hat.building_id is not None:
        return actor.hat.building_id == building_id and actor.wears("building_leader", "volunteer")
    return actor.wears("clerk", *COMMITTEE, "volunteer", "building_leader", compound_id=compound_id)


def may_seat(actor: Actor, *, body_id: int, body_kind: str, role: str, compounds: frozenset[int]) -> bool:
    """Open or end a seat. No committee seats its own members, no company its own overseers."""
    if actor.system:
        return True
    if body_kind == "party_organisation":
        return actor.wears("secretary")
    if body_kind == "residents_committee" and role == "clerk":
        return actor.wears("secretary") or (_is_of(actor, body_id) and actor.wears("clerk"))
    if role == "property_worker":
        return _reaches(actor, compounds, "clerk") or (
            _is_of(actor, body_id) and actor.wears("property_manager")
        )
    return _reaches(actor, compounds, "clerk")


def _is_of(actor: Actor, body_id: int) -> bool:
    return actor.hat is not None and actor.hat.body_id == body_id


def _reaches(actor: Actor, compounds: frozenset[int], *roles: str) -> bool:
    return actor.hat is not None and actor.wears(*roles) and bool(compounds & actor.hat.compounds)


def may_keep_person(actor: Actor, person_id: int, compounds: frozenset[int]) -> bool:
    """Enter ways of contact: the person, or who keeps the roll of a compound they belong to."""
    if actor.system or (actor.person_id is not None and actor.person_id == person_id):
        return True
    return _reaches(actor, compounds, "clerk", *COMMITTEE)


def may_name_representative(actor: Actor, *, compound_id: int, unit_id: int, others: frozenset[int]) -> bool:
    """Who keeps the roll (from a paper signed by all co-owners); or, of two co-owners, one names the other.

    `others` are the owners who are neither the actor nor the one named: with a third owner, agreement
    of all needs paper.
    """
    if may_keep_roll(actor, compound_id):
        return True
    return unit_id in actor.units and not others


def may_issue_letters(actor: Actor, compound_id: int) -> bool:
    """Print and revoke code letters: the community worker and the committee's director."""
    return actor.wears("clerk", "committee_director", compound_id=compound_id)


def may_decide_bindings(actor: Actor, compound_id: int) -> bool:
    """Look at documents at the counter and say who lives at which door: the community worker."""
    return actor.wears("clerk", compound_id=compound_id)


def may_answer_for_home(actor: Actor, unit_id: int) -> bool:
    """Say who belongs to a home and who is unknown there: its owners."""
    return actor.person_id is not None and unit_id in actor.units


def may_enter_consent(actor: Actor, person_id: int, compounds: frozenset[int]) -> bool:
    """Enter at the desk what somebody agreed to or took back on paper: the community worker of their compound."""
    return actor.person_id != person_id and _reaches(actor, compounds, "clerk")
