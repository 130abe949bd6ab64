"""Weeks as the brief counts them: Monday 00:00 to the next, in Shanghai."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from linmeng.common.clock import day_start, local_day

_ASKED = re.compile(r"^(\d{4})-W(\d{2})$")
SEVEN = timedelta(days=7)
WEEKS_BACK = 26


@dataclass(frozen=True)
class Week:
    """One calendar week (ISO 8601: it begins on Monday)."""

    monday: date

    @property
    def code(self) -> str:
        """2026-W27."""
        year, number, _weekday = self.monday.isocalendar()
        return f"{year}-W{number:02d}"

    @property
    def sunday(self) -> date:
        """Its last day."""
        return self.monday + timedelta(days=6)

    @property
    def starts(self) -> datetime:
        """Its first instant."""
        return day_start(self.monday)

    def ends(self, at: datetime) -> datetime:
        """The first instant after it; in a week that still runs, now."""
        return min(day_start(self.monday + SEVEN), at)


def week_of(at: datetime) -> Week:
    """The week in which an instant falls."""
    day = local_day(at)
    return Week(day - timedelta(days=day.weekday()))


def asked_week(text: str, at: datetime) -> Week:
    """The week of the address; without one, the last whole week. Weeks to come count as not asked."""
    this = week_of(at)
    last = Week(this.monday - SEVEN)
    match = _ASKED.match(text)
    if match is None:
        return last
    try:
        asked = Week(date.fromisocalendar(int(match[1]), int(match[2]), 1))
    except ValueError:
        return last
    return asked if asked.monday <= this.monday else last


def weeks_to_choose(at: datetime) -> list[Week]:
    """This week and half a year of those before, newest first."""
    this = week_of(at)
    return [Week(this.monday - SEVEN * back) for back in range(WEEKS_BACK + 1)]
