"""Votes that hang together: a lift's building and its compound."""

import json

from linmeng.assembly.bridge.lift import Lift, lift
from linmeng.assembly.models import Count, Vote

PUBLISHED = ("published", "archived")


def partner_of(vote: Vote) -> Vote | None:
    """The other vote of the pair, whichever this one is; None for a vote that stands alone."""
    if vote.linked_to_id is not None:
        return Vote.objects.select_related("compound", "building").get(id=vote.linked_to_id)
    return vote.linked.select_related("compound", "building").order_by("-id").first()


def pair_of(vote: Vote) -> tuple[Vote, Vote] | None:
    """The building's vote and the compound's; None for a vote that stands alone."""
    other = partner_of(vote)
    if other is None:
        return None
    return (other, vote) if vote.linked_to_id is not None else (vote, other)


def joint_outcome(vote: Vote) -> Lift | None:
    """What both votes say together under their pack's own shares; None until both are published."""
    pair = pair_of(vote)
    if pair is None or any(one.state not in PUBLISHED for one in pair):
        return None
    first, second = (_result(one) for one in pair)
    return lift(pair[0], first, second)


def _result(vote: Vote) -> dict[str, object]:
    """The newest count of the first question: the one that decides."""
    newest = Count.objects.filter(vote=vote, question__number=1).order_by("-version").first()
    assert newest is not None  # noqa: S101  a published vote was counted
    found: dict[str, object] = json.loads(newest.result)
    return found
