"""The sample's past: acts done in the order of their days, each by the person who would do it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from linmeng.common.actor import Actor
from linmeng.common.clock import day_start
from linmeng.people.models import Person
from linmeng.people.queries.actors import actor_for, hats_of


@dataclass
class Timeline:
    """`today` is day 0; acts are told by days ago and hour of the day."""

    today: date
    acts: list[tuple[datetime, int, Callable[[datetime], None]]] = field(default_factory=list)

    def at(self, days_ago: int, hour: int = 10, minute: int = 0) -> datetime:
        """An instant of the past (or, with a negative number, of the future)."""
        return day_start(self.today - timedelta(days=days_ago)) + timedelta(hours=hour, minutes=minute)

    def day(self, days_ago: int) -> date:
        """A day of the past."""
        return self.today - timedelta(days=days_ago)

    def plan(
        self, days_ago: int, act: Callable[[datetime], None], *, hour: int = 10, minute: int = 0
    ) -> None:
        """Put an act into the past."""
        self.acts.append((self.at(days_ago, hour, minute), len(self.acts), act))

    def live_through(self, now: datetime) -> int:
        """Do all acts in order; one that may itself plan later acts. Returns how many were done."""
        done = 0
        while self.acts:
            self.acts.sort(key=lambda act: act[:2])
            at, _number, act = self.acts.pop(0)
            if at < now:
                act(at)
                done += 1
        return done


def system(at: datetime) -> Actor:
    """The command itself, where an act needs no person (founding, import)."""
    return Actor(at=at, system="sample", second_factor=True)


class Persons:
    """Actors of the sample's people, kept so that a past of many acts needs few queries."""

    def __init__(self) -> None:
        self._actors: dict[tuple[int, str], Actor] = {}

    def acting(self, person: Person, at: datetime, role: str = "") -> Actor:
        """A person at an instant, with the hat of this role (or none) on."""
        key = (person.id, role)
        if key not in self._actors:
            hats = [hat for hat in hats_of(person.id, at.date()) if hat.role == role] if role else []
            self._actors[key] = actor_for(person, at, hat=hats[0] if hats else None, second_factor=True)
        return self._actors[key].at_time(at)
