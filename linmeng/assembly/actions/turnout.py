"""Turnout kept as ballots come in: a ballot touches the same few rows in a vote of any size."""

from django.db.models import Count, F, Sum

from linmeng.assembly.models import BallotDispute, HeadTurnout, Receipt, RollEntry, Vote, VoteTurnout
from linmeng.assembly.queries.turnout import counted_receipts, entries_returned
from linmeng.ground.prepared import Prepared, PreparedUpdate, insert

_counted = Prepared(lambda entry: counted_receipts().filter(entry_id=entry).values_list("id", flat=True)[:2])
_void_of_head = Prepared(
    lambda vote, head: BallotDispute.objects.filter(
        vote_id=vote, state=BallotDispute.State.VOID, entry__head_key=head
    ).values_list("id", flat=True)[:1]
)
_grow = PreparedUpdate(
    lambda vote, area, heads: (
        VoteTurnout.objects.filter(vote_id=vote),
        {"units": F("units") + 1, "area_dm2": F("area_dm2") + area, "heads": F("heads") + heads},
    )
)


def note_turnout(vote: Vote, entry: RollEntry, receipt: Receipt) -> None:
    """Count a home by its first ballot.

    Call it right after each Receipt (and after what makes it void at once), in the same transaction and
    with the roll's row of that home, or the vote, locked. A second ballot for the home, a void one, and a
    co-owner's that does not count, change nothing.
    """
    if _counted(entry.id) != [receipt.id]:
        return
    fresh = _is_new_head(vote, entry.head_key)
    if not fresh and _void_of_head(vote.id, entry.head_key):
        recompute_turnout(vote)  # with its void ballot the head may have been taken out again
    elif not _grow(vote.id, entry.area_dm2, fresh):
        VoteTurnout.objects.get_or_create(vote=vote)
        _grow(vote.id, entry.area_dm2, fresh)


def _is_new_head(vote: Vote, head_key: str) -> int:
    """1 for the first home of a head. Two at once for one head: the second waits for the first's row."""
    return int(insert(HeadTurnout(vote=vote, head_key=head_key), unless_there=True))


def recompute_turnout(vote: Vote) -> None:
    """Work the turnout out anew from all ballots: after one was found void, after many came in at once."""
    VoteTurnout.objects.get_or_create(vote=vote)
    # locked before anything is counted: who casts meanwhile adds afterwards
    kept = VoteTurnout.objects.select_for_update().get(vote=vote)
    returned = entries_returned([vote.id]).order_by()
    sums = returned.aggregate(units=Count("id"), area=Sum("area_dm2"), heads=Count("head_key", distinct=True))
    keys = returned.values_list("head_key", flat=True).distinct()
    heads = [HeadTurnout(vote=vote, head_key=key) for key in keys]
    HeadTurnout.objects.bulk_create(heads, ignore_conflicts=True, batch_size=500)
    kept.units, kept.area_dm2, kept.heads = sums["units"], sums["area"] or 0, sums["heads"]
    kept.save(update_fields=["units", "area_dm2", "heads"])
