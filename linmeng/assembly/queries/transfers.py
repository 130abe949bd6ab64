"""Which homes of a frozen roll belong to somebody else by now, and since which day."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from linmeng.assembly.models import RollEntry, RollSupplement, Vote
from linmeng.assembly.queries.roll import NAMES_SHOWN, head_key, who_counts
from linmeng.people.models import Ownership


@dataclass(frozen=True)
class Transfer:
    """A home of the roll with its owners from a day on."""

    entry: RollEntry
    day: date
    owners: list[str]
    head_key: str
    status: str
    representative: str
    names_masked: str
    before_masked: str


def registered_since(vote: Vote) -> QuerySet[Ownership]:
    """Ownerships that began after notice on homes of this roll, not yet in a supplement; one query."""
    taken = RollSupplement.objects.filter(
        entry__vote=vote, entry__unit_id=OuterRef("unit_id"), registered_on=OuterRef("valid_from")
    )
    on_roll = RollEntry.objects.filter(vote=vote).order_by().values("unit_id")
    since = Ownership.objects.filter(~Exists(taken), unit_id__in=on_roll, valid_from__gt=vote.noticed_on)
    return since.filter(valid_from__lte=vote.last_day)


def transfers_since_notice(vote: Vote, today: date, *, also_earlier: bool = False) -> list[Transfer]:
    """What changed hands and is in no supplement yet, by day; with `also_earlier` also what was registered
    by the day of notice but entered only afterwards.
    """
    days: dict[int, set[date]] = defaultdict(set)
    for unit_id, day in (
        registered_since(vote).filter(valid_from__lte=today).values_list("unit_id", "valid_from")
    ):
        days[unit_id].add(day)
    entries = RollEntry.objects.filter(vote=vote).select_related("unit")
    if not also_earlier:
        if not days:
            return []
        entries = entries.filter(unit_id__in=list(days))
    return _changed(vote, {entry.unit_id: entry for entry in entries}, days, also_earlier)


def _changed(
    vote: Vote, entries: dict[int, RollEntry], days: dict[int, set[date]], also_earlier: bool
) -> list[Transfer]:
    held: dict[int, list[Ownership]] = defaultdict(list)
    for row in (
        Ownership.objects.filter(unit_id__in=list(entries)).select_related("person").order_by("person_id")
    ):
        held[row.unit_id].append(row)
    known: dict[int, list[RollSupplement]] = defaultdict(list)
    for supplement in RollSupplement.objects.filter(entry__in=list(entries.values())):
        known[supplement.entry_id].append(supplement)
    found = []
    for unit_id, entry in entries.items():
        wanted = set(days.get(unit_id, ()))
        if also_earlier:
            wanted |= _earlier_day(vote, held[unit_id], known[entry.id])
        found += _of_home(entry, held[unit_id], known[entry.id], sorted(wanted))
    return sorted(found, key=lambda transfer: (transfer.day, transfer.entry.walk_order))


def _earlier_day(vote: Vote, held: list[Ownership], known: list[RollSupplement]) -> set[date]:
    """The day on which those became owners who, as is known by now, owned the home at notice."""
    assert vote.noticed_on is not None  # noqa: S101  it has a roll
    day = max((row.valid_from for row in _on(held, vote.noticed_on)), default=None)
    return set() if day is None or any(row.registered_on == day for row in known) else {day}


def _on(held: list[Ownership], day: date) -> list[Ownership]:
    return [row for row in held if row.valid_from <= day and (row.valid_to is None or row.valid_to > day)]


def _of_home(
    entry: RollEntry, held: list[Ownership], known: list[RollSupplement], days: list[date]
) -> list[Transfer]:
    found: list[Transfer] = []
    for day in days:
        counts = who_counts(entry.unit, _on(held, day))
        owners = sorted(str(row.person_id) for row in counts)
        before = _before(entry, known, found, day)
        if not owners or owners == before[0]:
            continue
        named = next((str(row.person_id) for row in counts if row.is_representative), "")
        found.append(
            Transfer(
                entry=entry,
                day=day,
                owners=owners,
                head_key=head_key(owners, entry.unit.status),
                status=entry.unit.status,
                representative=named if entry.unit.status == "sold" else "",
                names_masked="、".join(row.person.masked for row in counts)[:NAMES_SHOWN],
                before_masked=before[1],
            )
        )
    return found


def _before(
    entry: RollEntry, known: list[RollSupplement], found: list[Transfer], day: date
) -> tuple[list[str], str]:
    """Owners and masked names just before a day, as roll, supplements and what was found so far say."""
    told = [(s.registered_on, s.owners, s.owner_names_masked) for s in known if s.registered_on < day]
    told += [(t.day, t.owners, t.names_masked) for t in found if t.day < day]
    if not told:
        return entry.owners, entry.owner_names_masked
    _day, owners, names = max(told, key=lambda line: line[0])
    return owners, names
