"""Who may do what with a vote.

Owners decide; the owners' committee calls, the clerk and scrutineers help to count. The Party
organisation and the property company neither call, enter, count nor publish.
"""

from collections.abc import Collection
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


def may_call_in_stead(actor: Actor, compound_id: int) -> bool:
    """The residents' committee, for elections and where a compound has no committee (Guide art. 58)."""
    return actor.wears("clerk", compound_id=compound_id)


def may_record_incident(actor: Actor, compound_id: int) -> bool:
    """Whoever runs, carries or counts a vote writes down what happened to it."""
    return actor.wears(*CARRYING, compound_id=compound_id)


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


def may_sign_count(actor: Actor, compound_id: int) -> bool:
    """Scrutineers, the committee, the clerk for the residents' committee: whoever was there when it was counted."""
    return actor.wears(*COUNTING, compound_id=compound_id)


def may_see_changes(actor: Actor, compound_id: int) -> bool:
    """Ballot by ballot what a recount read differently: those who count; others see how many."""
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


def may_take_mandates(actor: Actor, compound_id: int) -> bool:
    """Write down a mandate that was given on paper: the committee or the clerk."""
    return actor.wears(*COMMITTEE, "clerk", compound_id=compound_id)


def may_see_mandates(actor: Actor, compound_id: int) -> bool:
    """See who votes for whom (never how): those who count."""
    return actor.wears(*COUNTING, compound_id=compound_id)


def may_decide_disputes(actor: Actor, compound_id: int) -> bool:
    """Look into "that was not me": the clerk and the scrutineers, never the committee that called the vote."""
    return actor.wears("clerk", "scrutineer", compound_id=compound_id)


def may_keep_late_papers(actor: Actor, compound_id: int) -> bool:
    """Write down papers that came after closing: those who count."""
    return actor.wears(*COUNTING, compound_id=compound_id)


def may_order_call_back(actor: Actor, compound_id: int) -> bool:
    """Announce that homes will be called back, and how many: the committee or the clerk."""
    return actor.wears(*COMMITTEE, "clerk", compound_id=compound_id)


def may_call_back(actor: Actor, compound_id: int) -> bool:
    """Ring the drawn homes: the clerk or an auditor."""
    return actor.wears("clerk", "auditor", compound_id=compound_id)


def may_see_receipt(actor: Actor, by: str) -> bool:
    """A receipt with its choice is shown to the one who cast it, and to nobody else."""
    return actor.person_id is not None and by == str(actor.person_id)


def may_run_elections(actor: Actor, compound_id: int) -> bool:
    """The residents' committee keeps the papers of the election group, which the street forms (SH 28, 32)."""
    return actor.wears("clerk", compound_id=compound_id)


def may_run_by_election(actor: Actor, compound_id: int) -> bool:
    """While over half of the members remain the owners' assembly fills the seats: its committee may too."""
    return actor.wears(*COMMITTEE, "clerk", compound_id=compound_id)


def may_name_candidates(actor: Actor, compound_id: int) -> bool:
    """Neighbours put themselves or one another forward; the clerk writes down what was said on paper."""
    return actor.lives_in(compound_id) or actor.wears("clerk", compound_id=compound_id)


def may_answer_nomination(actor: Actor, person_id: int) -> bool:
    """Whether somebody stands is said by themselves."""
    return actor.person_id is not None and actor.person_id == person_id


def may_see_checks(actor: Actor, person_id: int, group: Collection[int], compound_id: int) -> bool:
    """What was found about a candidate: the candidate, the election group, the clerk who keeps its papers."""
    if actor.person_id is not None and (actor.person_id == person_id or actor.person_id in group):
        return True
    return may_run_elections(actor, compound_id)


def may_file(actor: Actor, compound_id: int) -> bool:
    """The committee gathers its filing papers; the clerk helps, and does it where there is no committee."""
    return actor.wears(*COMMITTEE, "clerk", compound_id=compound_id)


def may_complete_filing(actor: Actor, compound_id: int) -> bool:
    """What the street answered is entered by the community worker."""
    return actor.wears("clerk", compound_id=compound_id)


def may_hand_over(actor: Actor, compound_id: int) -> bool:
    """Seal, books and archive are given and received by members and the community worker."""
    return actor.wears(*COMMITTEE, "clerk", compound_id=compound_id)


def may_propose_leaving(actor: Actor, compound_id: int) -> bool:
    """Members propose, or the clerk who holds the owners' petition or the letter of resignation."""
    return actor.wears(*COMMITTEE, "clerk", compound_id=compound_id)


def may_see_term(actor: Actor, compound_id: int) -> bool:
    """Filing and hand-over: neighbours of the compound and whoever serves it (JI art. 13)."""
    return actor.lives_in(compound_id) or (actor.hat is not None and compound_id in actor.hat.compounds)


def may_take_in_city_result(actor: Actor, compound_id: int) -> bool:
    """The committee or the clerk, after the closing instant."""
    return actor.wears(*COMMITTEE, "clerk", compound_id=compound_id)


def may_keep_boxes(actor: Actor, compound_id: int) -> bool:
    """Whoever carries or counts seals and opens boxes, always two together."""
    return actor.wears(*CARRYING, compound_id=compound_id)


def may_sign_petition(actor: Actor, unit_id: int) -> bool:
    """An owner, for the own home."""
    return unit_id in actor.units


def may_take_in_signatures(actor: Actor, compound_id: int) -> bool:
    """Signatures on paper, and the answer in the committee's stead: the clerk of the residents' committee."""
    return actor.wears("clerk", compound_id=compound_id)


def may_answer_petition(actor: Actor, compound_id: int) -> bool:
    """The owners' committee, which must call the meeting (SH 25)."""
    return actor.wears(*COMMITTEE, compound_id=compound_id)


def may_check_signatures(actor: Actor, compound_id: int) -> bool:
    """See which homes signed, names masked: the clerk; once it was handed in, the committee that answers."""
    return actor.wears(*COMMITTEE, "clerk", compound_id=compound_id)


def may_hand_out_keys(actor: Actor, compound_id: int) -> bool:
    """The desk of the residents' committee, for owners who voted on paper and have no log-in."""
    return actor.wears("clerk", compound_id=compound_id)


def holds_key(actor: Actor, owners: Collection[str]) -> bool:
    """The key that opens a home's line in the bundle is told to its owners, at notice or since, alone."""
    return actor.person_id is not None and str(actor.person_id) in owners
