"""The days the law counts."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from linmeng_core.errors import BadInput
from linmeng_core.formats.sentences import spoken
from linmeng_core.law.clocks import (
    EVENTS,
    Due,
    closing_instant,
    dues,
    earliest_opening,
    latest_notice,
    months_from,
)
from linmeng_core.law.holidays import Holidays, read_holidays
from linmeng_core.law.load import all_places, holidays, installed_law, pack_in_force
from linmeng_core.law.strict_toml import parse
from linmeng_core.law.subjects import SUBJECTS

NOTICE = date(2026, 7, 5)
HOLIDAYS = """[rule]
article = "民法典 203"
article_en = "Civil Code 203"
text = "顺延"
[[year]]
year = 2026
article = "通知"
verified = true
off = [{ name = "劳动节", from = 2026-05-01, to = 2026-05-05 }]
worked = ["2026-05-09"]
"""


def from_event(kind: str, at: date, place: str = "cn-shanghai") -> tuple[Due, ...]:
    law = installed_law()
    return dues(
        kind=kind, at=at, rules_of=lambda subject: law.rules(place, NOTICE, subject), holidays=holidays()
    )


def test_notice_of_case_33_by_both_conventions() -> None:
    rule = pack_in_force("cn", NOTICE).notice
    assert earliest_opening(NOTICE, rule) == date(2026, 7, 21)
    assert earliest_opening(NOTICE, replace(rule, whole_days_must_pass=False)) == date(2026, 7, 20)


def test_notice_runs_over_the_end_of_february_and_of_the_year() -> None:
    rule = pack_in_force("cn", NOTICE).notice
    assert earliest_opening(date(2028, 2, 20), rule) == date(2028, 3, 7)
    assert earliest_opening(date(2026, 12, 31), rule) == date(2027, 1, 16)


@pytest.mark.parametrize("whole", [True, False])
def test_latest_notice_is_the_earliest_opening_turned_round(whole: bool) -> None:
    rule = replace(pack_in_force("cn", NOTICE).notice, whole_days_must_pass=whole)
    for number in range(400):
        day = NOTICE + timedelta(days=number)
        assert latest_notice(earliest_opening(day, rule), rule) == day


def test_closing_day_ends_at_the_next_midnight_in_china() -> None:
    closes_at = closing_instant(date(2026, 12, 31))
    assert closes_at.isoformat() == "2027-01-01T00:00:00+08:00"
    assert closes_at == datetime(2026, 12, 31, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 7, 31), -5, date(2026, 2, 28)),
        (date(2026, 3, 31), 12, date(2027, 3, 31)),
        (date(2028, 2, 29), -12, date(2027, 2, 28)),
        (date(2026, 5, 31), 0, date(2026, 5, 31)),
    ],
)
def test_months_end_on_the_corresponding_day_or_the_last(day: date, months: int, then: date) -> None:
    assert months_from(day, months) == then


@pytest.mark.parametrize(
    ("day", "then"),
    [
        (date(2026, 7, 3), date(2026, 7, 3)),
        (date(2026, 7, 4), date(2026, 7, 6)),
        (date(2026, 2, 14), date(2026, 2, 14)),  # a Saturday worked in exchange
        (date(2026, 2, 15), date(2026, 2, 24)),
        (date(2026, 9, 20), date(2026, 9, 20)),  # a Sunday worked in exchange
        (date(2026, 10, 1), date(2026, 10, 8)),
        (date(2025, 10, 1), date(2025, 10, 9)),
        (date(2025, 12, 31), date(2025, 12, 31)),
        (date(2026, 1, 1), date(2026, 1, 4)),  # a Sunday worked in exchange
        (date(2027, 1, 1), date(2027, 1, 1)),  # not published yet: only the weekends are known
        (date(2027, 1, 2), date(2027, 1, 4)),
    ],
)
def test_day_off_moves_to_the_next_working_day(day: date, then: date) -> None:
    assert holidays().next_working_day(day) == then


def test_days_off_of_2025_and_2026_are_as_many_as_were_published() -> None:
    assert [(year.year, len(year.off), len(year.worked)) for year in holidays().years] == [
        (2025, 28, 5),
        (2026, 33, 6),
    ]
    assert holidays().last_published == 2026
    assert Holidays((), "", "", "").provisional(NOTICE)


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("from = 2026-05-01", "from = 2025-05-01", "toml_ends_before_start", 9),
        ("to = 2026-05-05", "to = 2026-04-30", "toml_ends_before_start", 9),
        ('"2026-05-09"', '"2026-05-08"', "toml_not_one_of", 10),  # a Friday is no day to make up for
        ('"2026-05-09"', '"9 May"', "toml_type", 10),
        ("year = 2026", 'year = "2026"', "toml_type", 6),
        ("verified = true", "verified = true\nchecked = true", "toml_unknown_key", 9),
    ],
)
def test_broken_holidays_are_told_their_line(old: str, new: str, code: str, line: int) -> None:
    text = HOLIDAYS
    assert old in text
    with pytest.raises(BadInput) as fault:
        read_holidays(parse(text.replace(old, new, 1).encode(), "holidays.toml"))
    assert (fault.value.code, fault.value.locus.line) == (code, line)


def test_moved_and_provisional_days_say_so_in_both_languages() -> None:
    (due,) = from_event("refill_billed", date(2026, 10, 4))
    assert (due.due, due.provisional) == (date(2027, 1, 4), True)
    assert spoken(due.lines, "zh") == [
        "业主最迟 2027-01-04 交款，自收到交款通知之日起算（上海市住宅物业管理规定 65）。",
        "2027-01-02 是休假日，顺延到 2027-01-04（民法典 203）。",
        "2027 年的放假安排尚未公布，日期暂定。",
    ]
    assert spoken(due.lines, "en") == [
        "The owners must pay by 2027-01-04, counted from the bill (Shanghai Residential Property Rules 65).",
        "2027-01-02 is a day off, so the term ends on 2027-01-04 (Civil Code 203).",
        "The days off of 2027 are not published yet: this date is provisional.",
    ]


def test_every_clock_reads_a_value_the_law_has_and_says_its_sentence() -> None:
    for kind, clocks in EVENTS.items():
        for clock in clocks:
            assert clock.key in SUBJECTS[clock.subject]
        for place in all_places():
            found = from_event(kind, NOTICE, place.key)
            lines = [line for due in found for line in due.lines]
            assert len(spoken(lines, "zh")) == len(spoken(lines, "en")) == len(lines)
        assert [due.what for due in from_event(kind, NOTICE)] == [clock.what for clock in clocks]


def test_clock_of_which_the_law_says_nothing_is_left_out() -> None:
    assert from_event("emergency", NOTICE, "cn") == ()
    assert [due.what for due in from_event("term_end", NOTICE, "cn")] == ["expiry_reported"]


def test_unknown_event_and_impossible_year_are_refused() -> None:
    for kind, at, field in (("party", NOTICE, "kind"), ("result", date(9999, 12, 31), "at")):
        with pytest.raises(BadInput) as fault:
            from_event(kind, at)
        assert fault.value.locus.field == (field,)
