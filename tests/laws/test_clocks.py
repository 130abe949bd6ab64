"""The days the law counts."""

from dataclasses import replace
from datetime import UTC, date, datetime

from linmeng_core.law.clocks import closing_instant, earliest_opening
from linmeng_core.law.load import pack_in_force

NOTICE = date(2026, 7, 5)


def test_notice_of_case_33_by_both_conventions() -> None:
    rule = pack_in_force("cn", NOTICE).notice
    assert earliest_opening(NOTICE, rule) == date(2026, 7, 21)
    assert earliest_opening(NOTICE, replace(rule, whole_days_must_pass=False)) == date(2026, 7, 20)


def test_notice_runs_over_the_end_of_february_and_of_the_year() -> None:
    rule = pack_in_force("cn", NOTICE).notice
    assert earliest_opening(date(2028, 2, 20), rule) == date(2028, 3, 7)
    assert earliest_opening(date(2026, 12, 31), rule) == date(2027, 1, 16)


def test_closing_day_ends_at_the_next_midnight_in_china() -> None:
    closes_at = closing_instant(date(2026, 12, 31))
    assert closes_at.isoformat() == "2027-01-01T00:00:00+08:00"
    assert closes_at == datetime(2026, 12, 31, 16, tzinfo=UTC)
