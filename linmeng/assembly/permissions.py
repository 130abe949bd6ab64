"""Who may do what with a vote.

Owners decide; the owners' committee calls, the clerk and scrutineers help to count. The Party
organisation and the property company neither call, enter, count nor publish.
"""

from typing import TYPE_CHECKING

from linmeng.common.actor import Actor

if TYPE_CHECKING:
    from linmeng.assembly.models import RollEntry, Vote

COMMITTEE = ("committee_director", "committee_member")
COUNTING = (*COMMITTEE, "clerk", "scrutineer")
CARRYING = (*COMMITTEE, "clerk", "building_leader", "scrutineer")


def may_call_votes(actor: Actor, compound_id: int) -> bool:
    """The owners' committee of the compound prepares, announces and cancels."""
    return actor.wears(*COMMITTEE, compound_id=compound_id)


def may_see_draft(actor: Actor, compound_id: int) -> bool:
    """Before notice: the committee, and the clerk who advises it."""
    return actor.wears(*COMMITTEE, "clerk", compound_id=compound_id)


def may_print_papers(actor: Actor, compound_id: int) -> bool:
    """The committee or the clerk; both count the sheets into the leaders' hands."""
    return actor.wears(*COMMITTEE, "clerk", compound_id=compound_id)


def may_record_delivery(actor: Actor, compound_id: int, building_id: int) -> bool:
    """A building leader at the doors of their building; the committee and the clerk everywhere."""
    if actor.wears("building_leader", compound_id=compound_id):
        return actor.hat is not None and actor.hat.building_id == building_id
    return actor.wears(*COMMITTEE, "clerk", compound_id=compound_id)


def may_enter_paper_ballots(actor: Actor, compound_id: int) -> bool:
    """Those who read signed papers at the count."""
    return actor.wears(*COUNTING, compound_id=compound_id)


def may_enter_paper_of(actor: Actor, vote: "Vote", entry: "RollEntry") -> bool:
    """The same people, but never the paper of their own home."""
    return may_enter_paper_ballots(actor, vote.compound_id) and not is_owner_on_roll(actor, entry)


def may_close(actor: Actor, compound_id: int) -> bool:
    """Whoever may count; only after the closing instant."""
    return actor.wears(*COUNTING, compound_id=compound_id)


def may_count(actor: Actor, compound_id: int) -> bool:
    """The committee, the clerk, a scrutineer."""
    return actor.wears(*COUNTING, compound_id=compound_id)


def may_publish_result(actor: Actor, compound_id: int) -> bool:
    """The committee or the clerk."""
    return actor.wears(*COMMITTEE, "clerk", compound_id=compound_id)


def may_see_register(actor: Actor, compound_id: int) -> bool:
    """Which units returned a ballot, never how: neighbours of the compound and those who carry and count."""
    return actor.lives_in(compound_id) or actor.wears(*CARRYING, compound_id=compound_id)


def is_owner_on_roll(actor: Actor, entry: "RollEntry") -> bool:
    """Whether the person stands on the frozen roll for this unit."""
    return actor.person_id is not None and str(actor.person_id) in entry.owners


def speaks_for_unit(actor: Actor, entry: "RollEntry") -> bool:
    """An owner on the roll; where the co-owners named a representative, only that one (Guide art. 25)."""
    if entry.unit_id in actor.disputed:  # whether this log-in is that owner is before the desk
        return False
    if entry.representative and entry.status == "sold":
        return str(actor.person_id) == entry.representative
    return is_owner_on_roll(actor, entry)


def may_see_receipt(actor: Actor, by: str) -> bool:
    """A receipt with its choice is shown to the one who cast it, and to nobody else."""
    return actor.person_id is not None and by == str(actor.person_id)
