"""What a city platform's file is held against, and what came of earlier files."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from linmeng.assembly.bridge.city_file import Asked, CityBallot, CityDoor, Frame, unit_sign
from linmeng.assembly.models import CityResult, Question, Receipt, Vote
from linmeng.assembly.queries.ballot_lists import on_ballot
from linmeng.assembly.queries.entitled import HEIR, speaker
from linmeng.assembly.queries.supplements import counting_supplements
from linmeng.common.masks import masked_name
from linmeng.people.models import Person, Representation
from linmeng.people.queries.actors import in_force


def city_results(vote: Vote) -> QuerySet[CityResult]:
    """The files taken in so far, the first one first."""
    return vote.city_results.select_related("file").order_by("imported_at", "id")


def asked_of(vote: Vote) -> list[Asked]:
    """The questions, as a file must answer them."""
    return [
        Asked(q.number, q.text, on_ballot(q).numbers if q.kind == Question.Kind.ELECTION else None)
        for q in vote.questions.all()
    ]


def frame_of(vote: Vote) -> Frame:
    """Roll with names, days of the vote, homes of which an earlier file told; a steady number of queries."""
    assert vote.opens_at is not None and vote.ends_at is not None  # noqa: S101  frozen at notice
    taken = Receipt.objects.filter(vote=vote, channel="city").values_list("entry_id", "by")
    return Frame(_doors(vote), vote.opens_at, vote.ends_at, frozenset(taken))


def _doors(vote: Vote) -> Mapping[str, CityDoor]:
    sold, entries = counting_supplements(vote), list(vote.roll.all())
    owners = {e.id: sold[e.id].owners if e.id in sold else e.owners for e in entries}
    ids = {int(owner) for held in owners.values() for owner in held}
    names = {str(pk): name for pk, name in Person.objects.filter(id__in=ids).values_list("id", "name")}
    return {
        unit_sign(e.unit_code): CityDoor(e.id, {owner: names.get(owner, "") for owner in owners[e.id]})
        for e in entries
    }


@dataclass(frozen=True)
class AlsoCast:
    """How many of a file's owners have a ballot by another channel already."""

    web: int
    paper: int


def also_cast(vote: Vote, ballots: list[CityBallot]) -> AlsoCast:
    """The announced policy says which of both counts; both are kept."""
    mine = {(ballot.entry_id, ballot.by) for ballot in ballots}
    rows = Receipt.objects.filter(vote=vote).exclude(channel="city")
    found = {row for row in rows.values_list("channel", "entry_id", "by") if row[1:] in mine}
    return AlsoCast(*(sum(channel == wanted for channel, _e, _b in found) for wanted in ("web", "paper")))


@dataclass(frozen=True)
class Voter:
    """A line of the list that goes to the platform: who may vote for which home."""

    unit: str
    owner: str
    """Masked; the whole name only where two owners of the home have the same mask."""
    whole: int | None
    """The person whose whole name stands there."""
    area_dm2: int


def voters_for_city(vote: Vote, day: date) -> list[Voter]:
    """Every owner who may vote, home by home in walking order; of co-owners who named one, that one alone.

    Whoever died is left out: heirs vote here, once the desk has seen their papers. A steady few queries.
    """
    sold, entries = counting_supplements(vote), list(vote.roll.all())
    entitled = [(entry, sold.get(entry.id) or entry) for entry in entries]
    ids = {int(owner) for _entry, held in entitled for owner in held.owners}
    people = {str(person.id): person for person in Person.objects.filter(id__in=ids)}
    dead = _dead_among(ids, day)
    found = []
    for entry, held in entitled:
        owners = [one for one in held.owners if speaker(held) in ("", one) and one not in dead]
        # told apart from everyone whom the file may name for this home
        masks = Counter(masked_name(people[one].name) for one in held.owners if one in people)
        for person in [people[one] for one in owners if one in people]:
            twice = masks[masked_name(person.name)] > 1
            shown = person.name if twice else person.masked
            found.append(Voter(entry.unit_code, shown, person.id if twice else None, entry.area_dm2))
    return found


def _dead_among(ids: Collection[int], day: date) -> frozenset[str]:
    rows = Representation.objects.filter(in_force(day), principal_id__in=ids, kind=HEIR)
    return frozenset(str(pk) for pk in rows.values_list("principal_id", flat=True))
