"""Turnout kept as ballots come in: a ballot touches the same few rows in a vote of any size."""

from django.db.models import Count, F, Sum

from linmeng.assembly.models import BallotDispute, HeadTurnout, RollEntry, Vote, VoteTurnout
from linmeng.assembly.queries.turnout import counted_receipts, entries_returned
from linmeng.ground.prepared import Prepared, PreparedUpdate, insert

_counted = Prepared(lambda entry: counted_receipts().filter(entry_id=entry).values_list("id", flat=True)[:2])
_void = Prepared(
    lambda vote: BallotDispute.objects.filter(vote_id=vote, state=BallotDispute.State.VOID).values_list(
        "id", flat=True
    )[:1]
)
_head = Prepared(lambda head: HeadTurnout.objects.filter(id=head).values_list("id", flat=True))

_grow = PreparedUpdate(
    lambda vote, area, heads: (
        VoteTurnout.objects.filter(vote_id=vote),
        {"units": F("units") + 1, "area_dm2": F("area_dm2") + area, "heads": F("heads") + heads},
    )
)


def note_turnout(vote: Vote, entry: RollEntry) -> None:
    """Count a home whose first ballot was just written down.

    Call it right after each Receipt, in the same transaction and with the roll's row of that home (or the
    vote) locked. A second ballot for the home, and a co-owner's that does not count, change nothing.
    """
    if len(_counted(entry.id)) == 1:
        add_home(vote, entry)


def add_home(vote: Vote, entry: RollEntry) -> None:
    """One home more, known to have had no ballot that counts until now."""
    if _void(vote.id):
        recompute_turnout(vote)  # the head may have been taken out again with a void ballot
        return
    fresh = _is_new_head(vote, entry.head_key)
    if not _grow(vote.id, entry.area_dm2, fresh):
        VoteTurnout.objects.get_or_create(vote=vote)
        _grow(vote.id, entry.area_dm2, fresh)


def _is_new_head(vote: Vote, head_key: str) -> int:
    """1 for the first home of a head. Two at once for one head: the second waits for the first's row."""
    head = HeadTurnout(vote=vote, head_key=head_key)
    insert(head, unless_there=True)
    return len(_head(head.id))


def recompute_turnout(vote: Vote) -> None:
    """Work the turnout out anew from all ballots: after one was found void, after many came in at once."""
    returned = entries_returned([vote.id]).order_by()
    sums = returned.aggregate(units=Count("id"), area=Sum("area_dm2"), heads=Count("head_key", distinct=True))
    keys = returned.values_list("head_key", flat=True).distinct()
    heads = [HeadTurnout(vote=vote, head_key=key) for key in keys]
    HeadTurnout.objects.bulk_create(heads, ignore_conflicts=True, batch_size=500)
    kept = {"units": sums["units"], "area_dm2": sums["area"] or 0, "heads": sums["heads"]}
    VoteTurnout.objects.update_or_create(vote=vote, defaults=kept)
