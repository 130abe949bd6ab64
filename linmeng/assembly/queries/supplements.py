"""Homes that changed hands since notice: whose ballot counts, and the sentence for whose does not."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from linmeng.assembly.bridge.supplements import buyer_counts
from linmeng.assembly.models import BallotDispute, Receipt, RollEntry, RollSupplement, Vote
from linmeng.common.actor import Actor
from linmeng.common.clock import local_day
from linmeng.ground.prepared import Prepared

chain_of = Prepared(
    lambda entry: RollSupplement.objects.filter(entry_id=entry).order_by("registered_on", "id")
)
"""How a home changed hands since notice, oldest first."""


@dataclass(frozen=True)
class Came:
    """A ballot that came for a home: whose, on which day."""

    receipt_id: int
    by: str
    day: date


def supplements_of(vote: Vote) -> list[RollSupplement]:
    """Every change since notice, oldest first."""
    rows = RollSupplement.objects.filter(entry__vote=vote).select_related("entry")
    return list(rows.order_by("registered_on", "entry__walk_order", "id"))


def counting_supplements(
    vote: Vote,
    changes: Iterable[RollSupplement] | None = None,
    receipts: Collection[int] | None = None,
) -> dict[int, RollSupplement]:
    """By entry the supplement whose owners' ballot counts; entries whose owner at notice counts are left out.

    `changes`: the changes since notice, oldest first, and `receipts`: the ballots, where the caller has read
    them; else all changes, and all ballots that are not void now.
    """
    return _counting(vote, supplements_of(vote) if changes is None else changes, receipts)


def _counting(
    vote: Vote, rows: Iterable[RollSupplement], receipts: Collection[int] | None = None
) -> dict[int, RollSupplement]:
    chains: dict[int, list[RollSupplement]] = {}
    for row in rows:
        chains.setdefault(row.entry_id, []).append(row)
    if not chains:
        return {}
    came = came_for(list(chains), receipts=receipts)
    entries = RollEntry.objects.in_bulk(list(chains))
    found = {pk: end_of_chain(vote, entries[pk], chain, came[pk]) for pk, chain in chains.items()}
    return {pk: since for pk, since in found.items() if since is not None}


def came_for(
    entry_ids: Collection[int], *, receipts: Collection[int] | None = None, also_void: int = 0
) -> dict[int, list[Came]]:
    """By home its ballots, oldest first; one query. Those of `receipts`, or else all that are not void now;
    `also_void`: one receipt that is taken in whatever was found.
    """
    rows = Receipt.objects.filter(entry_id__in=list(entry_ids)).order_by("cast_at", "id")
    if receipts is None:
        void = BallotDispute.objects.filter(receipt_id=OuterRef("id"), state=BallotDispute.State.VOID)
        rows = rows.filter(~Exists(void) | Q(id=also_void))
    found: dict[int, list[Came]] = {entry_id: [] for entry_id in entry_ids}
    for entry_id, receipt_id, by, cast_at in rows.values_list("entry_id", "id", "by", "cast_at"):
        if receipts is None or receipt_id in receipts:
            found[entry_id].append(Came(receipt_id, by, local_day(cast_at)))
    return found


def end_of_chain(
    vote: Vote, entry: RollEntry, chain: Iterable[RollSupplement], came: Sequence[Came]
) -> RollSupplement | None:
    """Follow the home from owner to owner, under the policy frozen with the vote (case 22)."""
    assert vote.noticed_on is not None  # noqa: S101  it has a roll
    now: RollSupplement | None = None
    for since in chain:
        if buyer_counts(
            noticed=vote.noticed_on,
            registered=since.registered_on,
            cast_on=_first_cast(now or entry, came),
            owner_at=vote.owner_at,
        ):
            now = since
    return now


def _first_cast(owned: RollEntry | RollSupplement, came: Sequence[Came]) -> date | None:
    speakers = [owned.representative] if owned.representative else owned.owners
    since = owned.registered_on if isinstance(owned, RollSupplement) else date.min
    return next((one.day for one in came if one.by in speakers and one.day >= since), None)


def counting_since(vote: Vote, entry: RollEntry) -> RollSupplement | None:
    """Of one home; one query for a home that never changed hands."""
    chain = chain_of(entry.id)
    return _counting(vote, chain).get(entry.id) if chain else None


def why_not_theirs(actor: Actor, vote: Vote, entry: RollEntry) -> str:
    """The sentence for a former or later owner whose ballot does not count; empty for everyone else.

    `entry` as it stands on the frozen roll.
    """
    me, chain = str(actor.person_id), chain_of(entry.id)
    known = me in entry.owners or any(me in since.owners for since in chain)
    if not chain or not known:
        return ""
    counts = _counting(vote, chain).get(entry.id) or entry
    newest = chain[-1]
    if me in counts.owners:
        sold = me not in newest.owners and vote.owner_at == "casting"
        return _gone(entry, newest.registered_on) if sold else ""
    if me in newest.owners:
        if vote.owner_at == "notice":
            words = _("In this vote the owner of %(unit)s on the day of notice (%(day)s) votes.")
            return words % {"unit": entry.unit_code, "day": vote.noticed_on}
        return _("%s was voted for before it became yours; that ballot stands.") % entry.unit_code
    return _gone(entry, newest.registered_on)


def _gone(entry: RollEntry, on: date) -> str:
    words = _(
        "%(unit)s changed hands on %(day)s; from then on its new owner votes. A ballot cast before stands."
    )
    return words % {"unit": entry.unit_code, "day": on.isoformat()}


def bought_homes(actor: Actor) -> list[RollEntry]:
    """Homes of running votes that became this person's since notice, for which nobody has voted yet."""
    me = str(actor.person_id)
    if actor.person_id is None or not actor.units:
        return []
    rows = RollSupplement.objects.filter(entry__unit_id__in=actor.units, entry__vote__state="noticed")
    entries = {row.entry_id: row.entry for row in rows.select_related("entry__vote") if me in row.owners}
    cast = set(Receipt.objects.filter(entry_id__in=list(entries), by=me).values_list("entry_id", flat=True))
    waiting = [e for e in entries.values() if me not in e.owners and e.id not in cast]
    return [e for e in waiting if not why_not_theirs(actor, e.vote, e)]
