"""Worries, read so that nobody's single answer shows: to all only as averages of at least five people."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from linmeng.people.models import Representation
from linmeng.people.queries import in_force
from linmeng.voices.models import Matter, Outcome, Support, Voice, Worry

FEWEST_PEOPLE = 5
"""The smallest group whose average is public."""


@dataclass(frozen=True)
class WorrySummary:
    """A matter's worries: of how many people, and their averages in halves (7 stands for 3.5); 0: not shown."""

    people: int
    first_halves: int
    again: int
    """How many of them were asked once more."""
    before_halves: int
    """What those said first who were asked once more."""
    now_halves: int


@dataclass(frozen=True)
class OwnWorry:
    """One person's worry about one matter: at first and now. The same answer when asked once only."""

    first: int
    now: int
    times: int


def worries_by_person(matter_id: int) -> dict[int, OwnWorry]:
    """Everybody's first and latest answer; for handlers and for the person."""
    told: dict[int, list[int]] = {}
    rows = Worry.objects.filter(matter_id=matter_id).order_by("said_at", "id")
    for person_id, level in rows.values_list("person_id", "level"):
        told.setdefault(person_id, []).append(level)
    return {person: OwnWorry(levels[0], levels[-1], len(levels)) for person, levels in told.items()}


def worry_of(matter_id: int, person_id: int | None) -> OwnWorry | None:
    """One person's own; None when they never said."""
    return worries_by_person(matter_id).get(person_id) if person_id is not None else None


def worry_summary(matter_id: int, *, fewest: int = FEWEST_PEOPLE) -> WorrySummary:
    """Averages, each only of at least so many people. Rounded to halves: a newcomer's answer cannot be worked out."""
    own = list(worries_by_person(matter_id).values())
    twice = [one for one in own if one.times > 1]
    return WorrySummary(
        people=len(own),
        first_halves=_halves([one.first for one in own], fewest),
        again=len(twice),
        before_halves=_halves([one.first for one in twice], fewest),
        now_halves=_halves([one.now for one in twice], fewest),
    )


def _halves(levels: Collection[int], fewest: int) -> int:
    if len(levels) < fewest or not levels:
        return 0
    return (4 * sum(levels) + len(levels)) // (2 * len(levels))  # half up


def wards_of(person_id: int | None, day: date) -> frozenset[int]:
    """For whom this person speaks as guardian (Civil Code 23, 34): a parent who cannot say it any more."""
    rows = Representation.objects.filter(in_force(day), agent_id=person_id, kind="guardian")
    return frozenset(rows.values_list("principal_id", flat=True)) if person_id is not None else frozenset()


def stands_behind(person_id: int, matter_id: int) -> bool:
    """Whether a person said it or said: mine, too."""
    spoke = Voice.objects.filter(matter_id=matter_id, author_id=person_id).exists()
    return spoke or Support.objects.filter(matter_id=matter_id, person_id=person_id).exists()


def matters_to_ask_about(person_id: int) -> list[Matter]:
    """Matters that are done, of which the person said how worried they were and was not asked since."""
    return [matter for matter, _person in worries_to_ask([person_id])]


def worries_to_ask(person_ids: Collection[int] | None = None) -> list[tuple[Matter, int]]:
    """(matter, person) to ask once more, newest matter first: for the own page and for answer slips."""
    told = Worry.objects.filter(matter__state=Matter.State.DONE)
    if person_ids is not None:
        told = told.filter(person_id__in=list(person_ids))
    last: dict[tuple[int, int], object] = {}
    for matter_id, person_id, said_at in told.order_by("said_at", "id").values_list(
        "matter_id", "person_id", "said_at"
    ):
        last[matter_id, person_id] = said_at
    done = dict(
        Outcome.objects.filter(Q(matter_id__in={m for m, _p in last}), step=Outcome.Step.DONE)
        .order_by("happened_at", "id")
        .values_list("matter_id", "happened_at")
    )
    waiting = [pair for pair, said_at in last.items() if pair[0] in done and said_at < done[pair[0]]]  # type: ignore[operator]
    matters = Matter.objects.select_related("compound").in_bulk({m for m, _p in waiting})
    ordered = sorted(waiting, key=lambda pair: (matters[pair[0]].changed_at, pair[1]), reverse=True)
    return [(matters[matter_id], person_id) for matter_id, person_id in ordered]
