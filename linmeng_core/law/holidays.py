"""The days off that the State Council publishes year by year (民法典 203)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from linmeng_core.law.strict_toml import Table

SATURDAY = 5


@dataclass(frozen=True)
class Year:
    """One published year: days off, and weekend days on which people work in exchange."""

    year: int
    off: frozenset[date]
    worked: frozenset[date]
    article: str
    verified: bool


@dataclass(frozen=True)
class Holidays:
    """The published years. Saturdays and Sundays are days off in every year, unless worked."""

    years: tuple[Year, ...]
    article: str
    article_en: str
    note: str

    @property
    def last_published(self) -> int:
        return max((entry.year for entry in self.years), default=0)

    def is_off(self, day: date) -> bool:
        """A day off: of the list, else a weekend day on which nobody works in exchange."""
        if any(day in entry.off for entry in self.years):
            return True
        worked = any(day in entry.worked for entry in self.years)
        return day.weekday() >= SATURDAY and not worked

    def next_working_day(self, day: date) -> date:
        """The day itself when people work on it, else the first day after the days off."""
        while self.is_off(day):
            day += timedelta(days=1)
        return day

    def provisional(self, day: date) -> bool:
        """Beyond the last published year a date may still move."""
        return day.year > self.last_published


def read_holidays(document: Table) -> Holidays:
    """`holidays.toml`: the rule, then a table for each published year."""
    document.done("rule", "year")
    rule = document.table("rule")
    rule.done("article", "article_en", "text", "note")
    years = tuple(_year(table) for table in document.tables("year"))
    rule.text("text")
    return Holidays(years, rule.text("article"), rule.text("article_en"), rule.text("note", ""))


def _year(table: Table) -> Year:
    table.done("year", "article", "verified", "off", "worked")
    year = table.number("year")
    off, worked = frozenset(_off(table, year)), frozenset(_days(table, "worked", year))
    return Year(year, off, worked, table.text("article"), table.flag("verified"))


def _off(table: Table, year: int) -> Iterator[date]:
    for place, span in enumerate(table.tables("off")):
        span.done("name", "from", "to")
        first, last = span.day("from"), span.day("to")
        if first.year != year or last < first:
            raise table.fault("toml_ends_before_start", "off", place, start=str(first), end=str(last))
        span.text("name")
        yield from (first + timedelta(days=number) for number in range((last - first).days + 1))


def _days(table: Table, key: str, year: int) -> Iterator[date]:
    for place, written in enumerate(table.texts(key)):
        try:
            day = date.fromisoformat(written)
        except ValueError as fault:
            raise table.fault("toml_type", key, place, expected="day", given=written) from fault
        if day.year != year or day.weekday() < SATURDAY:
            raise table.fault("toml_not_one_of", key, place, given=written, allowed=f"{year}-MM-DD")
        yield day
