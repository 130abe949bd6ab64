"""docs/work-saved.md: how many taps each errand takes, as counted in the browser."""

import os
from pathlib import Path

from tests.browser.house import ROOT

PAGE = ROOT / "docs" / "work-saved.md"
ALLOWED = {"say": 4, "sort": 2, "vote": 3, "outcome": 2}
ERRANDS = {
    "say": "Say something with a photo and “somebody could get hurt”, from one's own page",
    "sort": "Take a voice up as a matter, from the open voice",
    "vote": "Cast one's vote on the phone, from one's own page",
    "outcome": "Read what became of one's words, down to the published result, from one's own page",
}
HEAD = """# Work saved: steps, counted

A tap is a press on a link, a button, an answer or the photo button; typing is not counted. The numbers are
counted by the browser test of the whole thread (`tests/browser/test_thread.py`), which fails when a page
needs more taps than allowed, or when this table says anything else than what was counted.
`LINMENG_PICTURES=1` writes the table anew.

| errand | taps | allowed |
|---|---|---|
"""


def written(taps: dict[str, int]) -> str:
    """The page for these counts."""
    rows = [f"| {words} | {taps[key]} | {ALLOWED[key]} |" for key, words in ERRANDS.items()]
    return HEAD + "\n".join(rows) + "\n"


def check(taps: dict[str, int], page: Path = PAGE) -> None:
    """Within what is allowed, and as the page says; with LINMENG_PICTURES=1 the page is written."""
    assert {key: taps[key] for key in ALLOWED if taps[key] > ALLOWED[key]} == {}
    _keep(page, written(taps))


def check_section(title: str, text: str, page: Path = PAGE) -> None:
    """A part of its own, counted by another test: below its heading stands exactly this text."""
    _keep(page, f"## {title}\n\n{text.rstrip()}\n", title)


def _keep(page: Path, part: str, title: str = "") -> None:
    parts = _parts(page.read_text() if page.exists() else "")
    if os.environ.get("LINMENG_PICTURES") == "1":
        parts[title] = part
        page.write_text("\n".join(parts.values()))
    assert parts.get(title, "") == part


def _parts(text: str) -> dict[str, str]:
    """The page cut at its second headings; the first part has no title."""
    first, *rest = text.split("\n## ")
    named = {one.split("\n", 1)[0]: f"## {one.rstrip()}\n" for one in rest}
    return {"": f"{first.rstrip()}\n"} | named
