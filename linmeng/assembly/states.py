"""Steps of a vote and of a paper ballot. Whether a vote is open follows from the clock, not from a column."""

from datetime import datetime
from typing import TYPE_CHECKING

from linmeng.common.states import Transitions

if TYPE_CHECKING:
    from linmeng.assembly.models import Vote

VOTE = Transitions(
    {
        "draft": ("noticed", "cancelled"),
        "noticed": ("closed", "cancelled"),
        "open": ("closed", "cancelled"),
        "closed": ("counted", "cancelled"),
        "counted": ("published",),
        "published": ("archived",),
        "archived": (),
        "cancelled": (),
    }
)


def phase(vote: "Vote", at: datetime) -> str:
    """The state as people see it: `open` from opening to closing, `suspended` while it rests, then `over`
    until somebody closes it.
    """
    if vote.state != "noticed" or vote.opens_at is None or vote.ends_at is None:
        return vote.state
    if vote.suspended_at is not None:
        return "suspended"
    if at < vote.opens_at:
        return "noticed"
    return "open" if at < vote.ends_at else "over"
