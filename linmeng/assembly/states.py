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
        "published": (),
        "cancelled": (),
    }
)


def phase(vote: "Vote", at: datetime) -> str:
    """The state as people see it: `open` from opening to closing, then `over` until somebody closes it."""
    if vote.state != "noticed" or vote.opens_at is None or vote.closes_at is None:
        return vote.state
    if at < vote.opens_at:
        return "noticed"
    return "open" if at < vote.closes_at else "over"
