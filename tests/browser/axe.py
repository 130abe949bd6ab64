"""axe-core on a page, part by part: what was looked at once, built alike in the same place and print, is not again.

A list of fifty rows is one row to axe, and the masthead of a person the same on every page. Rules about the whole
page (its language, its headings, its landmarks) run whenever anything on it is new.
"""

from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

SCRIPT_PATH = "/axe-core.js"
PARTS = (Path(__file__).parent / "parts.js").read_text()
RUN = """([known, preload]) => {
  const seen = [];
  window.partsOfPage.forEach((part, place) => {
    const last = seen[seen.length - 1];
    if (known[place] === "1" && !(last && last.contains(part))) seen.push(part);
  });
  return axe.run({ include: [document], exclude: seen }, { resultTypes: ["violations"], preload }).then((found) =>
    found.violations.map((one) => `${one.id} (${one.nodes.length}×): ${one.nodes[0].html.slice(0, 160)}`));
}"""
_SEEN: set[str] = set()


def script() -> bytes:
    """axe-core itself, for the server: the browser keeps it, so that no page fetches it anew."""
    return AXE_SCRIPT.encode()


def violations(page: Page) -> list[str]:
    """What axe-core finds wrong in those parts of the page that nobody looked at in this run."""
    keys = str(page.evaluate(PARTS)).split()
    known = "".join(_known(keys))
    if "0" not in known:
        return []
    page.add_script_tag(url=SCRIPT_PATH)
    head_is_new = known[1] == "0"  # rules about style sheets read them again
    return list(page.evaluate(RUN, [known, head_is_new]))


def _known(keys: list[str]) -> list[str]:
    """A “1” for each part that was seen, here or on an earlier page."""
    marks = []
    for key in keys:
        marks.append("1" if key in _SEEN else "0")
        _SEEN.add(key)
    return marks
