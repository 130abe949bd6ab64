"""A place where something may be done, and a right in words."""

from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from django.utils.functional import Promise

from linmeng.common.actor import Actor


@dataclass(frozen=True)
class Place:
    """Where something would be done: a compound, a building, a home, and a neighbour who lives there."""

    compound_id: int
    building_id: int = 0
    unit_id: int = 0
    neighbour_id: int = 0

    @property
    def here(self) -> frozenset[int]:
        """The compound as a set."""
        return frozenset({self.compound_id})

    def matter(self, nature: str = "common_part") -> Any:
        """A matter of this compound."""
        return SimpleNamespace(compound_id=self.compound_id, nature=nature)

    def vote(self) -> Any:
        """A vote of this compound."""
        return SimpleNamespace(compound_id=self.compound_id)

    def entry(self) -> Any:
        """The neighbour's line on its roll."""
        return SimpleNamespace(owners=[str(self.neighbour_id)], representative="", status="sold")


Ask = Callable[[Actor, Place], bool]


@dataclass(frozen=True)
class Right:
    """One predicate in words. `code` is area.predicate, with /case where it is asked more than once."""

    code: str
    words: str | Promise
    ask: Ask
    article: str = ""
