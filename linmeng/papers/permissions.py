"""Who prints, carries, ticks, scans and reads, by kind of sheet.

The issuing area may ask for more (a second factor, an open vote); nobody gets more than stands here.
The property company and the Party organisation touch no sheet.
"""

from collections.abc import Mapping

from linmeng.common.actor import Actor

COMMITTEE = ("committee_director", "committee_member")
OFFICE = (*COMMITTEE, "clerk")
CARRYING = ("building_leader", "volunteer")
ISSUING_LETTERS = ("committee_director", "clerk")
"""As `people.may_issue_letters` says."""
READING: Mapping[str, tuple[str, ...]] = {
    "code_letter": (),  # nothing on it comes back
    "answer_slip": OFFICE,
    "ballot": (*OFFICE, "scrutineer"),
}


def may_print(actor: Actor, compound_id: int) -> bool:
    """The committee and the clerk of the compound issue sheets, of every kind but code letters."""
    return actor.wears(*OFFICE, compound_id=compound_id)


def may_fetch(actor: Actor, kind: str, compound_id: int) -> bool:
    """Fetch the file of a run: who prints it; of code letters who issues them, for it holds every door's code."""
    if kind == "code_letter":
        return actor.wears(*ISSUING_LETTERS, compound_id=compound_id)
    return may_print(actor, compound_id)


def may_carry(actor: Actor, compound_id: int, building_id: int | None) -> bool:
    """Leaders and volunteers at the doors of their own building; the committee and the clerk everywhere."""
    if may_print(actor, compound_id):
        return True
    if building_id is None or not actor.wears(*CARRYING, compound_id=compound_id):
        return False
    return actor.hat is not None and actor.hat.building_id == building_id


def may_scan(actor: Actor, compound_id: int) -> bool:
    """Whoever may print may also put piles of returned sheets in."""
    return actor.wears(*OFFICE, compound_id=compound_id)


def may_read(actor: Actor, kind: str, compound_id: int) -> bool:
    """Those who read what stands on returned sheets of a kind."""
    return actor.wears(*READING.get(kind, ()), compound_id=compound_id)


def reads_in(actor: Actor, kind: str) -> frozenset[int]:
    """The compounds whose sheets of a kind this hat reads."""
    reads = actor.hat is not None and actor.hat.role in READING.get(kind, ())
    return actor.hat.compounds if actor.hat is not None and reads else frozenset()
