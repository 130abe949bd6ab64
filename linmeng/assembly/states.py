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

BEFORE_BALLOT = ("preparing", "nominating", "checking")
"""States of an election whose group, list and plan can still change."""
ELECTION = Transitions(
    {
        "preparing": ("nominating", "ended"),
        "nominating": ("checking", "ended"),
        "checking": ("nominating", "posted", "ended"),
        "posted": ("checking", "voting", "ended"),
        "voting": ("posted", "elected", "ended"),
        "elected": ("voting", "filed", "ended"),
        "filed": (),
        "ended": ("elected",),
    }
)
"""From `voting` back to `posted` when the vote is cancelled, from `elected` back when it is counted again; from
`ended` to `elected` when a published recount fills the seats after all.
"""
CANDIDACY = Transitions(
    {
        "named": ("accepted", "declined", "withdrawn"),
        "accepted": ("qualified", "refused", "withdrawn"),
        "declined": ("accepted",),
        "qualified": ("accepted", "refused", "withdrawn", "elected", "substitute", "not_elected"),
        "refused": ("accepted",),
        "withdrawn": ("accepted",),
        "elected": ("qualified",),
        "substitute": ("qualified", "withdrawn"),
        "not_elected": ("qualified",),
    }
)
"""Steps back are corrections before the candidates hang on the board; after the count, of a recount."""

FILING = Transitions(
    {
        "preparing": ("handed_in",),
        "handed_in": ("sent_back", "completed"),
        "sent_back": ("handed_in",),
        "completed": (),
    }
)
HAND_OVER_ITEM = Transitions(
    {
        "waiting": ("given", "missing"),
        "given": ("received", "missing"),
        "missing": ("given",),
        "received": (),
    }
)
LEAVING = Transitions(
    {
        "proposed": ("voting", "ended", "stays"),
        "voting": ("ended", "stays", "proposed"),
        "ended": (),
        "stays": (),
    }
)

PETITION = Transitions(
    {
        "collecting": ("handed_in", "withdrawn"),
        "handed_in": ("accepted", "refused", "convened"),
        "refused": ("accepted", "convened"),
        "accepted": (),
        "convened": (),
        "withdrawn": (),
    }
)
"""A petition of owners; after a refusal the committee may think again, or the residents' committee calls."""


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
