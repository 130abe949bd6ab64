"""Turnout kept as ballots come in: a ballot touches the same few rows in a vote of any size."""

from collections.abc import Collection

from django.db.models import Case, Count, Exists, F, QuerySet, Sum, When

from linmeng.assembly.models import HeadHomes, Receipt, RollEntry, RollSupplement, Vote, VoteTurnout
from linmeng.assembly.queries.sold_homes import Standing, heads_now, standing, standings_of_sold
from linmeng.assembly.queries.supplements import came_for, chain_of
from linmeng.assembly.queries.turnout import counted_receipts, entries_returned
from linmeng.ground.prepared import Prepared, PreparedUpdate, insert

_counted = Prepared(lambda entry: counted_receipts().filter(entry_id=entry).values_list("id", flat=True)[:2])


def _of_head(vote: int, head: str) -> QuerySet[HeadHomes]:
    return HeadHomes.objects.filter(vote_id=vote, head_key=head)


def _one_if_homes(number: int, vote: int, head: str) -> Case:
    """1 where a head has so many homes that returned, as it stands now in the same act; else 0."""
    return Case(When(Exists(_of_head(vote, head).filter(homes=number)), then=1), default=0)


_home_comes = PreparedUpdate(
    lambda vote, area, head: (
        VoteTurnout.objects.filter(vote_id=vote),
        {
            "units": F("units") + 1,
            "area_dm2": F("area_dm2") + area,
            "heads": F("heads") + _one_if_homes(1, vote, head),
        },
    )
)
_home_goes = PreparedUpdate(
    lambda vote, area, head: (
        VoteTurnout.objects.filter(vote_id=vote),
        {
            "units": F("units") - 1,
            "area_dm2": F("area_dm2") - area,
            "heads": F("heads") - _one_if_homes(0, vote, head),
        },
    )
)
_fewer_of_head = PreparedUpdate(lambda vote, head: (_of_head(vote, head), {"homes": F("homes") - 1}))


def note_turnout(vote: Vote, entry: RollEntry, receipt: Receipt, *, first: bool = False) -> None:
    """Count a home by its first ballot; `first` where no other can be there, the home was not sold and the
    vote's turnout was begun.

    Call it right after each Receipt (and after what makes it void at once), in the same transaction and
    with the roll's row of that home, or the vote, locked. A second ballot for the home, a void one, and a
    co-owner's that does not count, change nothing.
    """
    if first and entry.representative in ("", receipt.by):
        _one_more_of_head(vote, entry.head_key)
        _home_comes.ahead(vote.id, entry.area_dm2, entry.head_key)
        return
    counted = _counted(entry.id)
    if counted == [receipt.id]:
        _comes(vote, entry.area_dm2, entry.head_key)
    elif not counted and (chain := chain_of(entry.id)):
        came = came_for([entry.id])[entry.id]
        before = standing(vote, entry, chain, [one for one in came if one.receipt_id != receipt.id])
        _move(vote, entry, before, standing(vote, entry, chain, came))


def take_out_void(vote: Vote, receipt: Receipt) -> None:
    """A counted ballot was found void: its home and its head leave, unless other ballots keep them in.

    Reads the ballots of that one home. Call it with the vote locked, once the finding is written down.
    """
    entry = receipt.entry
    chain = chain_of(entry.id)
    before, after = (
        standing(vote, entry, chain, came_for([entry.id], also_void=void)[entry.id])
        for void in (receipt.id, 0)
    )
    _move(vote, entry, before, after)


def note_transfers(vote: Vote, taken: Collection[RollSupplement]) -> None:
    """Homes changed hands: those who bought may be a head that votes elsewhere, or one fewer in all.

    Call it with the vote locked, once the supplements are written down.
    """
    new, entries = {row.id for row in taken}, {row.entry_id: row.entry for row in taken}
    came = came_for(list(entries))
    for entry in entries.values():
        chain = chain_of(entry.id)
        before = standing(vote, entry, [row for row in chain if row.id not in new], came[entry.id])
        _move(vote, entry, before, standing(vote, entry, chain, came[entry.id]))


def _move(vote: Vote, entry: RollEntry, before: Standing, after: Standing) -> None:
    """From how a home stood to how it stands."""
    same_head = before.head_key == after.head_key
    if before.returned and not (same_head and after.returned):
        _fewer_of_head(vote.id, before.head_key)
        _home_goes(vote.id, entry.area_dm2, before.head_key)
    if after.returned and not (same_head and before.returned):
        _comes(vote, entry.area_dm2, after.head_key)
    if not same_head:
        VoteTurnout.objects.get_or_create(vote=vote)
        VoteTurnout.objects.filter(vote=vote).update(roll_heads=heads_now(vote))


def _one_more_of_head(vote: Vote, head_key: str) -> None:
    """Two at once for one head: the second waits for the first's row."""
    insert(HeadHomes(vote=vote, head_key=head_key, homes=1), adding=("homes",))


def _comes(vote: Vote, area_dm2: int, head_key: str) -> None:
    _one_more_of_head(vote, head_key)
    if not _home_comes(vote.id, area_dm2, head_key):
        VoteTurnout.objects.get_or_create(vote=vote)
        _home_comes(vote.id, area_dm2, head_key)


def recompute_turnout(vote: Vote) -> None:
    """Work the turnout out anew from all ballots: after many came in at once."""
    VoteTurnout.objects.get_or_create(vote=vote)
    # locked before anything is counted: who casts meanwhile adds afterwards
    kept = VoteTurnout.objects.select_for_update().get(vote=vote)
    returned = entries_returned([vote.id]).order_by()
    sums = returned.aggregate(units=Count("id"), area=Sum("area_dm2"))
    homes = _homes_by_head(vote, returned)
    HeadHomes.objects.filter(vote=vote).update(homes=0)
    HeadHomes.objects.bulk_create(
        [HeadHomes(vote=vote, head_key=key, homes=number) for key, number in homes.items()],
        update_conflicts=True,
        update_fields=["homes"],
        unique_fields=["alliance", "vote", "head_key"],
        batch_size=500,
    )
    kept.units, kept.area_dm2, kept.heads = sums["units"], sums["area"] or 0, len(homes)
    kept.roll_heads = heads_now(vote)
    kept.save(update_fields=["units", "area_dm2", "heads", "roll_heads"])


def _homes_by_head(vote: Vote, returned: QuerySet[RollEntry]) -> dict[str, int]:
    told = returned.values_list("head_key").annotate(homes=Count("id"))
    homes: dict[str, int] = dict(told)
    for entry, now in standings_of_sold([vote.id]).items():
        if now.returned:
            homes[entry.head_key] -= 1
            homes[now.head_key] = homes.get(now.head_key, 0) + 1
    return {key: number for key, number in homes.items() if number}
