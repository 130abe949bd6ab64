"""The look holds its promises: contrast, weight, no inline code, every component shown. Needs no database."""

import gzip
import re
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path

import django_htmx
import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

import linmeng.pages
from linmeng.pages.templatetags import ui, ui_bars, ui_formats
from linmeng.pages.ui_gallery.sample import sample_context

PAGES = Path(linmeng.pages.__file__).parent
CSS = PAGES / "static" / "css"
TEMPLATES = PAGES / "templates"
HTMX = Path(django_htmx.__file__).parent / "static" / "django_htmx" / "htmx-2.min.js"

TEXT_PAIRS = [
    ("ink", "paper"),
    ("ink", "card"),
    ("ink", "line"),
    ("ink", "sand"),
    ("ink", "amber-paper"),
    ("ink", "jade-paper"),
    ("ink", "vermilion-paper"),
    ("ink-soft", "paper"),
    ("ink-soft", "card"),
    ("ink-soft", "amber-paper"),
    ("ink-soft", "jade-paper"),
    ("vermilion", "paper"),
    ("vermilion", "card"),
    ("vermilion", "vermilion-paper"),
    ("card", "vermilion"),
    ("card", "vermilion-deep"),
    ("paper", "vermilion"),
    ("paper", "ink"),
    ("jade", "paper"),
    ("jade", "card"),
    ("jade", "jade-paper"),
    ("amber", "paper"),
    ("amber", "card"),
    ("amber", "amber-paper"),
]
BORDER_PAIRS = [
    ("field", "paper"),
    ("field", "card"),
    ("slate", "paper"),
    ("ochre", "card"),
    ("vermilion", "card"),
]


def tokens() -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): (#[0-9A-F]{6});", (CSS / "tokens.css").read_text("utf-8")))


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def gzipped(*files: Path) -> int:
    return sum(len(gzip.compress(file.read_bytes(), 9)) for file in files)


def component_names() -> set[str]:
    return {file.stem for file in (TEMPLATES / "ui").glob("*.html")}


def templates() -> list[Path]:
    return sorted(TEMPLATES.rglob("*.html"))


def test_tokens_are_those_of_the_house() -> None:
    found = tokens()
    assert {name: found[name] for name in ("paper", "card", "ink", "ink-soft", "line", "field")} == {
        "paper": "#FBF8F3",
        "card": "#FFFFFF",
        "ink": "#1F1B16",
        "ink-soft": "#5C544A",
        "line": "#E4DCD0",
        "field": "#8C8377",
    }
    assert {name: found[name] for name in ("vermilion", "jade", "amber", "amber-paper")} == {
        "vermilion": "#B3261E",
        "jade": "#2C6E5B",
        "amber": "#8A5A00",
        "amber-paper": "#FFF3D6",
    }


def test_contrast_of_black_on_white_is_21() -> None:
    assert round(contrast("#000000", "#FFFFFF"), 2) == 21.0


@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_contrast_of_text_is_enough(text: str, ground: str) -> None:
    assert contrast(tokens()[text], tokens()[ground]) >= 4.5


@pytest.mark.parametrize(("edge", "ground"), BORDER_PAIRS)
def test_contrast_of_edges_is_enough(edge: str, ground: str) -> None:
    assert contrast(tokens()[edge], tokens()[ground]) >= 3


def test_chart_tones_differ_in_grey() -> None:
    tones = [luminance(tokens()[name]) for name in ("slate", "ochre", "sand", "card")]
    assert all(light > dark * 1.4 for dark, light in pairwise(tones))


def test_colours_stand_only_in_the_tokens() -> None:
    strays = {
        file.name: re.findall(r"#[0-9a-fA-F]{6}\b", file.read_text("utf-8"))
        for file in CSS.glob("*.css")
        if file.name != "tokens.css"
    }
    assert {name: found for name, found in strays.items() if found} == {}


def test_css_weighs_at_most_14_kb() -> None:
    assert gzipped(*CSS.glob("*.css")) <= 14 * 1024


def test_page_weighs_at_most_60_kb() -> None:
    scripts = list((PAGES / "static" / "js").rglob("*.js"))
    assert gzipped(*CSS.glob("*.css"), *scripts, HTMX) <= 60 * 1024


def test_every_style_sheet_is_linked() -> None:
    linked = re.findall(r"css/(\w+\.css)", (TEMPLATES / "ui" / "stylesheets.html").read_text("utf-8"))
    assert sorted(linked) == sorted(file.name for file in CSS.glob("*.css"))


@pytest.mark.parametrize("file", templates(), ids=lambda file: str(file.relative_to(TEMPLATES)))
def test_template_has_no_inline_style_or_script(file: Path) -> None:
    text = file.read_text("utf-8")
    assert re.findall(r"\sstyle\s*=|<style\b|\son[a-z]+\s*=\s*[\"']|javascript:", text) == []
    assert [tag for tag in re.findall(r"<script\b[^>]*>", text) if "src=" not in tag] == []


@pytest.mark.parametrize("file", templates(), ids=lambda file: str(file.relative_to(TEMPLATES)))
def test_template_is_short(file: Path) -> None:
    assert len(file.read_text("utf-8").splitlines()) <= 120


@pytest.mark.parametrize("name", sorted(component_names()))
def test_component_says_what_it_takes(name: str) -> None:
    assert re.search(
        r"{% comment %}.+{% endcomment %}", (TEMPLATES / "ui" / f"{name}.html").read_text("utf-8"), re.S
    )


def test_every_component_is_in_the_gallery() -> None:
    shown = "".join(file.read_text("utf-8") for file in (TEMPLATES / "ui_gallery").glob("*.html"))
    inside = "".join(
        file.read_text("utf-8") for file in [*(TEMPLATES / "ui").glob("*.html"), TEMPLATES / "base.html"]
    )
    used = set(re.findall(r'include "ui/(\w+)\.html"', shown + inside))
    used |= {name for name in component_names() if re.search(r"{% " + name + r"\b", shown)}
    assert component_names() - used == set()


@pytest.mark.parametrize("elder", [False, True])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_gallery_renders(language: str, elder: bool) -> None:
    with translation.override(language):
        text = render_to_string(
            "ui_gallery/index.html", {**sample_context(), "elder": elder}, RequestFactory().get("/ui")
        )
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert sorted(set(ids)) == sorted(ids)
    assert ('data-elder="1"' in text) is elder
    assert f'<html lang="{"zh-Hans" if language == "zh-hans" else "en"}"' in text
    assert text.count("<h1") == 1


def test_broken_page_needs_no_context() -> None:
    assert "不是您的错" in render_to_string("500.html")


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
