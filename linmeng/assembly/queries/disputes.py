"""Ballots in doubt: whose they are is for the desk alone, how many there are for everyone."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from linmeng.assembly.models import BallotDispute, Receipt, Vote
from linmeng.assembly.queries.entitled import HEIR
from linmeng.common.actor import Actor
from linmeng.common.clock import local_day
from linmeng.common.dues import Due
from linmeng.papers.models import DoubleEntry
from linmeng.people.models import Representation
from linmeng.people.queries.actors import in_force

DAYS_TO_DECIDE = 3
CASES_ON_DESK = 50


def may_say_not_me(actor: Actor, receipt: Receipt) -> bool:
    """The owner whose ballot it is, or who acts for that owner by law."""
    if actor.person_id is None or receipt.entry.unit_id in actor.disputed:
        return False
    if receipt.by == str(actor.person_id):
        return True
    acting = Representation.objects.filter(in_force(actor.today), agent_id=actor.person_id)
    return acting.filter(principal_id=int(receipt.by)).exists()


def entered_by(receipt: Receipt) -> set[int]:
    """Who read the paper behind a ballot."""
    if receipt.paper is None:
        return set()
    readers = DoubleEntry.objects.filter(sheet_id=receipt.paper.sheet_id, by_person_id__isnull=False)
    return {pk for pk in readers.values_list("by_person_id", flat=True) if pk is not None}


def papers_found_void() -> QuerySet[Receipt, int]:
    """Papers whose ballot was found void: their home may have a new paper while the vote is open."""
    void = BallotDispute.objects.filter(state=BallotDispute.State.VOID).values("receipt_id")
    return (
        Receipt.objects.filter(id__in=void, paper__isnull=False).order_by().values_list("paper_id", flat=True)
    )


def disputes_of(vote: Vote) -> QuerySet[BallotDispute]:
    """Every case of a vote, open ones first, then the newest."""
    rows = BallotDispute.objects.filter(vote=vote).select_related("vote", "entry", "receipt__paper__sheet")
    return rows.order_by("decided_at", "opened_at", "id")


def dispute_dues(actor: Actor, root: str) -> list[Due]:
    """What waits on the desk of this clerk or scrutineer, each case with its day; of those that somebody else
    must decide, because they opened them, read the paper or own the home, nothing.
    """
    if actor.hat is None or not actor.wears("clerk", "scrutineer"):
        return []
    here = Vote.objects.filter(compound_id__in=actor.hat.compounds).order_by().values("id")
    rows = BallotDispute.objects.filter(state=BallotDispute.State.OPEN, vote_id__in=here)
    read = DoubleEntry.objects.filter(by_person_id=actor.person_id).order_by().values("sheet_id")
    rows = rows.exclude(said_by=str(actor.person_id)).exclude(receipt__paper__sheet_id__in=read)
    rows = rows.exclude(entry__unit_id__in=actor.units)
    return [
        Due(
            by=decide_by(one),
            what=_("Look into a ballot in doubt: %s") % one.vote.title,
            path=f"{root}{one.vote_id}/disputes/{one.id}/",
            role=actor.hat.role,
            compound_id=one.vote.compound_id,
        )
        for one in rows.select_related("vote").order_by("opened_at", "id")[:CASES_ON_DESK]
    ]


@dataclass(frozen=True)
class DisputeCounts:
    """How many cases a vote has; all that the public learns."""

    open: int = 0
    stands: int = 0
    void: int = 0

    @property
    def all(self) -> int:
        """Every ballot of which somebody said so."""
        return self.open + self.stands + self.void


def dispute_counts(vote: Vote) -> DisputeCounts:
    """One query."""
    rows = BallotDispute.objects.filter(vote=vote).order_by().values_list("state").annotate(Count("id"))
    return DisputeCounts(**dict(rows))


def decide_by(dispute: BallotDispute) -> date:
    """By when a case must be decided: three days, but before the closing instant so that the owner can vote."""
    day = local_day(dispute.opened_at) + timedelta(days=DAYS_TO_DECIDE)
    last = dispute.vote.last_day
    if last is not None and local_day(dispute.opened_at) <= last:
        day = min(day, last)
    return day


def in_dead_names(vote: Vote) -> list[Receipt]:
    """Ballots in the name of somebody of whom the desk has seen papers of inheritance, cast by no heir and
    not looked into yet (case 23).
    """
    heirs = Representation.objects.filter(kind=HEIR, valid_to=None).values_list("principal_id", "agent_id")
    by_owner: dict[str, set[int]] = {}
    for principal, agent in heirs:
        by_owner.setdefault(str(principal), set()).add(agent)
    asked = BallotDispute.objects.filter(vote=vote).values("receipt_id")
    cast = Receipt.objects.filter(vote=vote, by__in=list(by_owner)).exclude(id__in=asked)
    rows = cast.select_related("entry").order_by("cast_at", "id")
    return [one for one in rows if one.cast_by not in by_owner[one.by]]
