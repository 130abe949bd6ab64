"""Reading votes: what is announced is public, a draft is its makers' own."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from linmeng.assembly.models import BallotDispute, Proxy, Question, Receipt, RollEntry, RollSupplement, Vote
from linmeng.assembly.permissions import COMMITTEE, speaks_for_unit
from linmeng.assembly.queries.supplements import why_not_theirs
from linmeng.common.actor import Actor
from linmeng.ground.prepared import Prepared
from linmeng.people.models import Ownership
from linmeng.projects.queries import site_path

entry_with_vote = Prepared(
    lambda entry, vote: RollEntry.objects.filter(id=entry, vote_id=vote).select_related("vote")
)
_questions = Prepared(lambda vote: Question.objects.filter(vote_id=vote))


def questions_of(vote_id: int) -> list[Question]:
    """The questions of a vote in their order."""
    return _questions(vote_id)


def vote_path(vote_id: int) -> str:
    """Where a vote's page is."""
    return site_path(f"votes/{vote_id}/")


def votes_visible(actor: Actor) -> QuerySet[Vote]:
    """Announced votes for everyone; drafts for the committee and clerk of their compound."""
    seen = Q(noticed_on__isnull=False)
    if actor.hat is not None and actor.wears(*COMMITTEE, "clerk"):
        seen |= Q(compound_id__in=actor.hat.compounds)
    return Vote.objects.filter(seen).select_related("compound", "project", "building", "entrance")


def votes_of(actor: Actor, compound_ids: Collection[int] | None = None) -> QuerySet[Vote]:
    """The list of votes, those that close next first, then the past ones."""
    rows = votes_visible(actor)
    if compound_ids is not None:
        rows = rows.filter(compound_id__in=list(compound_ids))
    return rows.order_by("-closes_at", "-created_at", "-id")


@dataclass(frozen=True)
class MyBallot:
    """A unit of mine on a frozen roll, and what I have cast for it."""

    vote: Vote
    entry: RollEntry
    receipts: tuple[Receipt, ...]
    speaks: bool
    """False where co-owners named somebody else as their representative, and while the home is disputed."""
    disputed: bool = False
    """Whether this log-in is that owner waits for the desk."""
    void: frozenset[int] = frozenset()
    """Ids of those of `receipts` that were found void: they count no more, and I may cast again."""
    gone: str = ""
    """The sentence why I vote no more for a home that I sold since the notice."""
    agent: str = ""
    """Whom I let vote for this home by a mandate that stands."""

    @property
    def cast(self) -> bool:
        """Whether I have voted for this unit."""
        return any(receipt.id not in self.void for receipt in self.receipts)


def my_ballots(actor: Actor, vote: Vote | None = None) -> list[MyBallot]:
    """My units on frozen rolls: of one vote, or of all that are announced and not yet closed."""
    if actor.person_id is None:
        return []
    # Ever owned, not owned today: the roll was frozen at notice, a later transfer does not change it.
    owned = Ownership.objects.filter(person_id=actor.person_id).order_by().values("unit_id")
    entries = RollEntry.objects.filter(unit_id__in=owned).select_related("vote__compound")
    entries = entries.filter(vote=vote) if vote is not None else entries.filter(vote__state="noticed")
    mine = [e for e in entries.order_by("vote_id", "walk_order") if str(actor.person_id) in e.owners]
    receipts = Receipt.objects.filter(entry_id__in=[e.id for e in mine], by=str(actor.person_id))
    cast = list(receipts.order_by("cast_at", "id"))
    void, gone, agents = frozenset(_void_among(cast)), _gone_among(actor, mine), _agents(actor, mine)
    return [
        MyBallot(
            vote=e.vote,
            entry=e,
            receipts=tuple(r for r in cast if r.entry_id == e.id),
            speaks=not gone.get(e.id) and speaks_for_unit(actor, e),
            disputed=e.unit_id in actor.disputed,
            void=void,
            gone=gone.get(e.id, ""),
            agent=agents.get(e.id, ""),
        )
        for e in mine
    ]


def _agents(actor: Actor, entries: list[RollEntry]) -> dict[int, str]:
    """One query, where there are homes at all."""
    given = Proxy.objects.filter(entry__in=entries, principal=str(actor.person_id), revoked_at=None)
    return dict(given.values_list("entry_id", "agent_name")) if entries else {}


def _gone_among(actor: Actor, entries: list[RollEntry]) -> dict[int, str]:
    """One query where no home changed hands."""
    ids = [entry.id for entry in entries]
    moved = set(RollSupplement.objects.filter(entry_id__in=ids).values_list("entry_id", flat=True))
    return {e.id: why_not_theirs(actor, e.vote, e) for e in entries if e.id in moved}


def _void_among(receipts: list[Receipt]) -> list[int]:
    """No query where nothing was cast."""
    if not receipts:
        return []
    found = BallotDispute.objects.filter(receipt__in=receipts, state=BallotDispute.State.VOID)
    return list(found.values_list("receipt_id", flat=True))


def vote_counts(compound_ids: Collection[int]) -> dict[int, dict[str, int]]:
    """For each compound how many announced votes stand in each state; one query."""
    counts: dict[int, dict[str, int]] = {compound_id: {} for compound_id in compound_ids}
    rows = Vote.objects.filter(compound_id__in=list(compound_ids), noticed_on__isnull=False).order_by()
    for compound_id, state, number in rows.values_list("compound_id", "state").annotate(Count("id")):
        counts[compound_id][state] = number
    return counts
