"""How each person is to be reached: from their ways of contact, their switches and the law's demands."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from linmeng.common.clock import SHANGHAI, local_day
from linmeng.people.models import ContactWay, Ownership, Residence
from linmeng.people.queries.actors import in_force
from linmeng.publishing.models import Delivery, Preference, Topic

Way = Delivery.Way
Kind = ContactWay.Kind
SWITCHED = (Way.SMS, Way.EMAIL, Way.SLIP, Way.CALL)
"""The ways a person may switch; on the site everything stands in any case."""
SENT_BY_WORKER = (Way.SMS, Way.EMAIL)
DIGEST_HOUR = 9
NUMBERED = (Kind.SMS, Kind.LANDLINE)
_FIRST_CHOICE = (Kind.SMS, Kind.EMAIL, Kind.PAPER, Kind.LANDLINE, Kind.VISIT, Kind.WECHAT)


@dataclass(frozen=True)
class Wishes:
    """What a person chose; the defaults are those of a person who never chose."""

    switches: Mapping[str, bool] = field(default_factory=dict)
    quiet_from: int = 21
    quiet_to: int = 8
    digest: str = "at_once"


@dataclass(frozen=True)
class Reach:
    """Everything that decides by which ways one person is told."""

    preferred: str
    """Kind of the way they prefer, or the first that stands; empty when no way is known."""
    kinds: frozenset[str]
    unit_id: int | None
    wishes: Wishes = Wishes()

    def can(self, way: str) -> bool:
        """Whether this way leads to the person at all."""
        if way == Way.SMS:
            return Kind.SMS in self.kinds
        if way == Way.EMAIL:
            return Kind.EMAIL in self.kinds
        return self.unit_id is not None or (way == Way.CALL and bool(self.kinds & set(NUMBERED)))


def default_ways(preferred: str, topic: str) -> frozenset[str]:
    """What is on until the person says otherwise.

    Answers to one's own words come on paper to whoever has no digital way: a slip at the door says more
    than a call, and may be kept.
    """
    if preferred == Kind.SMS:
        return frozenset({Way.SMS})
    if preferred == Kind.EMAIL:
        return frozenset({Way.EMAIL})
    if preferred == Kind.WECHAT:
        return frozenset()
    if preferred in (Kind.LANDLINE, Kind.VISIT):
        return frozenset({Way.SLIP if topic == Topic.WORDS else Way.CALL})
    if preferred == Kind.PAPER or topic == Topic.WORDS:
        return frozenset({Way.SLIP})
    return frozenset()


def is_on(reach: Reach, topic: str, way: str) -> bool:
    """Whether the switch of a topic and a way stands on “yes”."""
    return reach.wishes.switches.get(f"{topic}.{way}", way in default_ways(reach.preferred, topic))


def ways_for(reach: Reach, topic: str, *, statutory: bool) -> list[str]:
    """By which ways beside the site; off means off, except what the law demands or security needs."""
    usual: list[str] = [
        way for way in SWITCHED if way in default_ways(reach.preferred, topic) and reach.can(way)
    ]
    if topic == Topic.ACCOUNT:
        return usual or _any_way(reach)
    chosen: list[str] = [way for way in SWITCHED if is_on(reach, topic, way) and reach.can(way)]
    return chosen or (usual or _any_way(reach) if statutory else [])


def _any_way(reach: Reach) -> list[str]:
    return next(([way] for way in SWITCHED if reach.can(way)), [])


def send_after(
    wishes: Wishes, at: datetime, *, topic: str, statutory: bool, due_on: date | None = None
) -> datetime | None:
    """When a message may go; None: at once.

    Security goes at once. What the law demands waits for no digest, and for the end of the quiet hours
    only if it is not due that very day.
    """
    if topic == Topic.ACCOUNT or (statutory and due_on is not None and due_on <= local_day(at)):
        return None
    wanted = at if statutory else _digest_time(wishes.digest, at)
    released = after_quiet(wishes, wanted)
    return None if released == at else released


def _digest_time(digest: str, at: datetime) -> datetime:
    if digest == Preference.Digest.AT_ONCE:
        return at
    day = local_day(at)
    first = datetime.combine(day, time(DIGEST_HOUR), SHANGHAI)
    if digest == Preference.Digest.WEEKLY:
        first += timedelta(days=-day.weekday() % 7)
    step = timedelta(days=7 if digest == Preference.Digest.WEEKLY else 1)
    return first if first >= at else first + step


def after_quiet(wishes: Wishes, at: datetime) -> datetime:
    """The instant itself, or the end of the quiet hours it falls into (which may cross midnight)."""
    local = at.astimezone(SHANGHAI)
    since = (local.hour - wishes.quiet_from) % 24
    length = (wishes.quiet_to - wishes.quiet_from) % 24
    if since >= length:
        return at
    hour = local.replace(minute=0, second=0, microsecond=0)
    return hour + timedelta(hours=length - since)


def reaches(person_ids: Collection[int], day: date, *, compound_id: int | None = None) -> dict[int, Reach]:
    """How each of these people is reached, in four queries; in `compound_id` if they have a door there."""
    standing: dict[int, list[tuple[bool, str]]] = {}
    ways = ContactWay.objects.filter(person_id__in=person_ids, ended_at__isnull=True)
    for person_id, kind, preferred in ways.order_by("id").values_list("person_id", "kind", "preferred"):
        standing.setdefault(person_id, []).append((preferred, kind))
    doors = _doors(person_ids, day, compound_id)
    wishes = {
        row.person_id: Wishes(row.switches, row.quiet_from, row.quiet_to, row.digest)
        for row in Preference.objects.filter(person_id__in=person_ids)
    }
    return {
        pk: Reach(
            preferred=_preferred(standing.get(pk, ())),
            kinds=frozenset(kind for _preferred_way, kind in standing.get(pk, ())),
            unit_id=doors.get(pk),
            wishes=wishes.get(pk, Wishes()),
        )
        for pk in person_ids
    }


def _preferred(ways: Iterable[tuple[bool, str]]) -> str:
    chosen = next((kind for preferred, kind in ways if preferred), None)
    kinds = {kind for _preferred_way, kind in ways}
    return chosen or next((kind for kind in _FIRST_CHOICE if kind in kinds), "")


def _doors(person_ids: Collection[int], day: date, compound_id: int | None) -> dict[int, int]:
    """Where a person lives, else a home they own; a home in the compound in question comes first."""
    found: dict[int, tuple[tuple[bool, bool], int]] = {}
    for lives, model in ((False, Ownership), (True, Residence)):
        rows = model.objects.filter(in_force(day), person_id__in=person_ids).order_by("valid_from", "id")
        for person_id, unit_id, compound in rows.values_list("person_id", "unit_id", "unit__compound_id"):
            rank = (compound == compound_id, lives)
            if person_id not in found or rank >= found[person_id][0]:
                found[person_id] = (rank, unit_id)
    return {person_id: unit_id for person_id, (_rank, unit_id) in found.items()}
