"""Plain values that areas hand to the pages: what is due, and what still stands in the way."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, order=True)
class Due:
    """One thing that someone has to do by a day, with the article that demands it."""

    by: date
    what: str
    path: str
    article: str = ""
    role: str = ""
    compound_id: int | None = None

    def days_left(self, today: date) -> int:
        """Negative when overdue."""
        return (self.by - today).days


@dataclass(frozen=True)
class Problem:
    """One obstacle before a point of no return; all of them are shown at once."""

    sentence: str
    article: str = ""
    path: str = ""
