"""Who acts, under which hat, and when: the plain value that every action and predicate takes.

Built in one place only, `people.queries.actor_for`, from the seats in the database; rights follow
the hat that is on, so predicates need no query.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from linmeng.common.clock import local_day


@dataclass(frozen=True)
class Hat:
    """One seat a person holds today. `compounds` are the compounds this seat may act in."""

    seat_id: int
    role: str
    title: str
    body_id: int
    body_kind: str
    compounds: frozenset[int]
    building_id: int | None = None


@dataclass(frozen=True)
class Actor:
    """A person (or, with `person_id=None`, a stranger or the system) with at most one hat on."""

    at: datetime
    person_id: int | None = None
    hat: Hat | None = None
    homes: frozenset[int] = field(default_factory=frozenset)
    """Compounds in which the person lives or owns."""
    units: frozenset[int] = field(default_factory=frozenset)
    """Units the person owns today."""
    disputed: frozenset[int] = field(default_factory=frozenset)
    """Units of theirs where a co-owner says that this log-in is somebody else: none of their rights until the desk decides."""
    second_factor: bool = False
    system: str = ""
    """Name of the command that acts, when nobody is logged in (for example `sample`)."""

    @property
    def today(self) -> date:
        """The day in Shanghai on which this happens."""
        return local_day(self.at)

    @property
    def seat_title(self) -> str:
        """What stands in the record: a seat, never a name."""
        return self.hat.title if self.hat else self.system or ("resident" if self.person_id else "stranger")

    def wears(self, *roles: str, compound_id: int | None = None) -> bool:
        """Whether the hat that is on has one of these roles (and reaches this compound)."""
        if self.hat is None or self.hat.role not in roles:
            return False
        return compound_id is None or compound_id in self.hat.compounds

    def lives_in(self, compound_id: int) -> bool:
        """Whether the person lives or owns in this compound."""
        return compound_id in self.homes

    def at_time(self, at: datetime) -> "Actor":
        """The same actor at another instant (used by commands that replay a past)."""
        return replace(self, at=at)
