"""The look holds its promises: contrast, weight, no inline code, every component shown. Needs no database."""

import gzip
import re
from itertools import pairwise
from pathlib import Path

import django_htmx
import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

import linmeng.pages
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


def test_css_weighs_at_most_18_kb() -> None:
    assert gzipped(*CSS.glob("*.css")) <= 18 * 1024


def test_page_weighs_at_most_60_kb() -> None:
    scripts = list((PAGES / "static" / "js").rglob("*.js"))
    assert gzipped(*CSS.glob("*.css"), *scripts, HTMX) <= 60 * 1024


def test_every_style_sheet_is_linked() -> None:
    linked = {name for file in templates() for name in re.findall(r"css/(\w+\.css)", file.read_text("utf-8"))}
    assert linked == {file.name for file in CSS.glob("*.css")}


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
