"""Who may use and handle the rights that people have over what is kept about them."""

from linmeng.common.actor import Actor


def may_use_own_rights(actor: Actor, person_id: int) -> bool:
    """Copy, correction, erasure: the person, and nobody in their place."""
    return actor.person_id is not None and actor.person_id == person_id


def may_decide_requests(actor: Actor, person_id: int, compounds: frozenset[int]) -> bool:
    """Corrections and erasures are decided by the community worker of a compound of theirs, never one's own.

    Who belongs to no compound (any more) is looked after by every community worker.
    """
    reaches = actor.hat is not None and (not compounds or bool(compounds & actor.hat.compounds))
    return actor.wears("clerk") and reaches and actor.person_id != person_id


def may_see_forgetting(actor: Actor) -> bool:
    """What was forgotten in time, in figures: the community worker, the auditor, the Party secretary."""
    return actor.wears("clerk", "auditor", "secretary")


def may_see_seats(actor: Actor) -> bool:
    """Who holds which office: everyone known in the alliance."""
    return actor.person_id is not None
