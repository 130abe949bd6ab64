"""Figures, days, names, votes and clocks as people read them. Needs no database."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from linmeng.pages.templatetags import ui, ui_bars, ui_formats


@pytest.mark.parametrize(
    ("amount_fen", "full", "short"),
    [
        (0, "0.00", "0.00 yuan"),
        (-5, "-0.05", "-0.05 yuan"),
        (4_823_677, "48,236.77", "48.2k yuan"),
        (999_999, "9,999.99", "9,999.99 yuan"),
        (16_069_000, "160,690.00", "160.7k yuan"),
    ],
)
def test_money_is_exact(amount_fen: int, full: str, short: str) -> None:
    with translation.override("en"):
        assert ui_formats.hundredths(amount_fen) == full
        assert ui_formats.money_short(amount_fen) == short


def test_money_short_in_chinese() -> None:
    with translation.override("zh-hans"):
        assert [
            ui_formats.money_short(fen)
            for fen in (1_000_000, 4_823_677, 4_850_000, -4_850_000, 12_345_678_900)
        ] == [
            "1万元",
            "4.8万元",
            "4.9万元",
            "-4.9万元",
            "1.2亿元",
        ]


@pytest.mark.parametrize("wrong", [48236.77, "", None, True])
def test_money_refuses_what_is_no_integer(wrong: object) -> None:
    with pytest.raises(TypeError):
        ui_formats.money(wrong)  # type: ignore[arg-type]


def test_dates_are_read_in_shanghai() -> None:
    late = datetime(2026, 7, 19, 16, 30, tzinfo=UTC)
    with translation.override("zh-hans"):
        assert [ui_formats.cn_date(date(2026, 7, 20)), ui_formats.cn_datetime(late)] == [
            "7月20日 周一",
            "7月20日 周一 00:30",
        ]
        assert ui_formats.cn_date_full(late) == "2026年7月20日 周一"
    with translation.override("en"):
        assert [ui_formats.cn_date(late), ui_formats.cn_date_full(late)] == ["Mon 20 Jul", "Mon 20 Jul 2026"]


def test_date_without_offset_is_refused() -> None:
    with pytest.raises(ValueError, match="without offset"):
        ui_formats.cn_date(datetime(2026, 7, 20))  # noqa: DTZ001


def test_names_and_phones_are_masked() -> None:
    assert [ui_formats.masked_name(name) for name in ("张建国", "欧阳敏", "张", "")] == [
        "张*",
        "欧阳*",
        "张*",
        "",
    ]
    assert [
        ui_formats.masked_phone(tel) for tel in ("13812345678", "021-6280 1234", "62801234", "110", "")
    ] == [
        "138****5678",
        "021****1234",
        "62****34",
        "****",
        "****",
    ]


def measured(total: int, participating: int, yes: int | None, rule: str = "1/2") -> ui_bars.Bar:
    counts = {"total": {"heads": total}, "participating": {"heads": participating}}
    if yes is not None:
        counts |= {"yes": {"heads": yes}, "no": {"heads": participating - yes}}
    with translation.override("en"):
        return ui_bars.bar(counts, "heads", rule)


def test_quorum_includes_exactly_two_thirds() -> None:
    assert [(measured(240, n, None).quorum_met, measured(240, n, None).quorum_words) for n in (159, 160)] == [
        (False, "1 owner short of two thirds"),
        (True, "Two thirds reached"),
    ]
    assert [measured(241, n, None).quorum_met for n in (160, 161)] == [False, True]


def test_approval_is_over_half_or_at_least_three_quarters() -> None:
    assert [measured(240, 160, yes).approval_met for yes in (80, 81)] == [False, True]
    assert [measured(240, 160, yes, "3/4").approval_met for yes in (119, 120)] == [False, True]
    assert [measured(240, 0, 0, rule).approval_met for rule in ("1/2", "3/4")] == [False, False]


def test_bar_parts_lie_end_to_end() -> None:
    bar = measured(7, 6, 4, "3/4")
    assert [(part.kind, part.start, part.width) for part in bar.parts] == [
        ("yes", 0, 571),
        ("no", 571, 286),
        ("abstain", 857, 0),
    ]
    assert (bar.turnout, bar.pass_at, bar.pass_x, bar.pass_anchor) == (857, 642, "64.2%", "middle")


def test_bar_of_an_open_vote_shows_turnout_only() -> None:
    bar = measured(240, 148, None)
    assert [(part.kind, part.width) for part in bar.parts] == [("voted", 616)]
    assert (bar.approval_met, bar.pass_label, bar.approval_words) == (None, "", "")


def test_clock_turns_amber_in_the_last_week() -> None:
    today = date(2026, 7, 20)
    with translation.override("en"):
        clocks = [ui.clock_chip(date(2026, 7, day), today) for day in (17, 20, 21, 27, 28)]
    assert [(clock["words"], clock["tone"]) for clock in clocks] == [
        ("3 days overdue", "overdue"),
        ("Due today", "due"),
        ("1 day left", "due"),
        ("7 days left", "due"),
        ("8 days left", "plain"),
    ]


@pytest.mark.parametrize(
    ("word", "columns"),
    [
        ("已通过", ["已", "通过"]),
        ("完成", ["完", "成"]),
        ("结果公示", ["结果", "公示"]),
        ("Adopted", ["Adopted"]),
    ],
)
def test_seal_is_a_square_of_han(word: str, columns: list[str]) -> None:
    assert ui.seal(word)["columns"] == columns
