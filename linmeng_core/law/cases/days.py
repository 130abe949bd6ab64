"""Cases of a clock (`clock`): an event, and the days that follow from it."""

from dataclasses import dataclass
from datetime import date

from linmeng_core.law.clocks import EVENTS
from linmeng_core.law.strict_toml import Table

KEYS = ("event", "at", "whole_days_must_pass")


@dataclass(frozen=True)
class ClockGiven:
    """What happened and when. `whole_days_must_pass`: the other convention of notice, tried on the pack."""

    event: str
    at: date
    whole_days_must_pass: bool | None


def read_clock(table: Table) -> ClockGiven:
    """The part of a `clock` case that says what happened."""
    whole = table.flag("whole_days_must_pass") if "whole_days_must_pass" in table.values else None
    return ClockGiven(table.one_of("event", tuple(EVENTS)), table.day("at"), whole)
