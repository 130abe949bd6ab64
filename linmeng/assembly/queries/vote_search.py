"""Finding votes: by compound, state as people see it, year of notice and words."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from linmeng.assembly.models import Vote
from linmeng.assembly.queries.votes import votes_of
from linmeng.common.actor import Actor

STATES = ("open", "noticed", "suspended", "over", "published", "archived", "cancelled", "draft")
COUNTED_SOON = ("closed", "counted")


@dataclass(frozen=True)
class VoteSearch:
    """What was asked of the list of votes."""

    words: str = ""
    compound: str = ""
    state: str = ""
    year: int | None = None


def find_votes(actor: Actor, asked: VoteSearch) -> QuerySet[Vote]:
    """Votes this actor may see, narrowed; those that close next first, then the past ones."""
    rows = votes_of(actor).select_related("compound", "building", "entrance__building")
    if asked.compound:
        rows = rows.filter(compound__code=asked.compound)
    if asked.year is not None:
        rows = rows.filter(noticed_on__year=asked.year)
    if asked.words:
        about = Q(title__icontains=asked.words) | Q(summary__icontains=asked.words)
        rows = rows.filter(about | Q(questions__text__icontains=asked.words)).distinct()
    return rows.annotate(ends=Coalesce("extended_to", "closes_at")).filter(_in_state(asked.state, actor.at))


def _in_state(state: str, at: datetime) -> Q:
    """The clock tells open from announced and from over; a resting vote is none of them."""
    announced = Q(state="noticed", suspended_at__isnull=True)
    return {
        "noticed": announced & Q(opens_at__gt=at),
        "open": announced & Q(opens_at__lte=at, ends__gt=at),
        "over": announced & Q(ends__lte=at) | Q(state__in=COUNTED_SOON),
        "suspended": Q(state="noticed", suspended_at__isnull=False),
    }.get(state, Q(state=state) if state else Q())


def years_of() -> list[int]:
    """The years in which a vote of this alliance was announced, newest first."""
    days = Vote.objects.filter(noticed_on__isnull=False).dates("noticed_on", "year", order="DESC")
    return [day.year for day in days]
