"""How long a vote may stay open, and how much time a rest gives back."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from linmeng.assembly.bridge.standing import most_days
from linmeng.assembly.models import Vote
from linmeng.common.clock import local_day

LONGEST_DAYS = 180
"""Where the law of the place names no number: half a year."""


@dataclass(frozen=True)
class Latest:
    """The last possible day of voting, and the article where a law names it."""

    day: date
    article: str = ""


def latest_opening_to(place: str, noticed_on: date, opens_on: date) -> Latest:
    """The last possible day of a vote that opens on a day."""
    law = most_days(place, noticed_on)
    if law is None:
        return Latest(opens_on + timedelta(days=LONGEST_DAYS))
    return Latest(opens_on + timedelta(days=law.days - 1), law.article)


def latest_closing(vote: Vote) -> Latest:
    """The same of an announced vote; what a rest gives back may lie beyond it."""
    assert vote.opens_at is not None and vote.noticed_on is not None  # noqa: S101  announced
    return latest_opening_to(vote.compound.place, vote.noticed_on, local_day(vote.opens_at))


def lost_time(vote: Vote, at: datetime) -> timedelta:
    """How long the vote has rested of the time in which it was open for ballots."""
    assert vote.opens_at is not None and vote.suspended_at is not None  # noqa: S101  suspended
    return max(timedelta(0), at - max(vote.suspended_at, vote.opens_at))


def earliest_resumed_closing(vote: Vote, at: datetime) -> date:
    """The first last day that gives the lost time back; a closing is always the end of a day."""
    assert vote.ends_at is not None  # noqa: S101  announced
    return local_day(vote.ends_at + lost_time(vote, at) - timedelta(microseconds=1))
