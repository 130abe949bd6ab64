"""What must hold on every page, as sentences of what does not."""

import gzip
import re
from dataclasses import dataclass, field

from playwright.sync_api import ConsoleMessage, Response

from tests.browser.visitor import Person

MOST_BYTES = 60 * 1024
INLINE = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>|<style\b[^>]*>|<[^>]+\s(?:style|on[a-z]+)=[\"'][^>]*>")
LINKED = re.compile(r"<script[^>]+src=\"([^\"]+)\"|<link rel=\"stylesheet\" href=\"([^\"]+)\"")
PRESSED = (
    "main .button, main .segment, main select, main input.control, main summary, .masthead .switch-button"
)
SMALL_TARGETS = """([pressed, least]) => Array.from(document.querySelectorAll(pressed)).filter(e => e.offsetParent)
  .map(e => [e, Math.round(e.getBoundingClientRect().height)]).filter(([e, high]) => high < least)
  .map(([e, high]) => `${e.tagName.toLowerCase()} “${e.textContent.trim().slice(0, 20)}” ${high} px`)"""
SENTENCE = re.compile(r"(?:[A-Za-z][A-Za-z'’,;:-]*\s+){3,}[A-Za-z]+")
CHINESE_TEXT = """() => { const copy = document.body.cloneNode(true);
  copy.querySelectorAll("code, pre, .code, .hash, textarea, script, [lang=en]").forEach(e => e.remove());
  return copy.textContent; }"""
TARGET_PIXELS = {False: 44, True: 60}
ELDER_TEXT_PIXELS = 24


@dataclass
class Sheets:
    """Sizes of scripts and style sheets as they travel, each fetched once."""

    sizes: dict[str, int] = field(default_factory=dict)

    def of_page(self, person: Person, html: str) -> int:
        """Bytes of all scripts and style sheets of a page."""
        return sum(self._size(person, script or sheet) for script, sheet in LINKED.findall(html))

    def _size(self, person: Person, path: str) -> int:
        if path not in self.sizes:
            self.sizes[path] = len(gzip.compress(person.fetch(path), 6, mtime=0))
        return self.sizes[path]


@dataclass
class Look:
    """One person's window that is watched while pages are opened."""

    person: Person
    sheets: Sheets
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Listen to the console."""
        self.person.page.on("console", self._hear)
        self.person.page.on("pageerror", lambda error: self.said.append(str(error)))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.said.append(message.text)

    def faults(self, path: str, *, elder: bool) -> list[str]:
        """Everything that is wrong with a page."""
        self.said.clear()
        answer = self.person.page.goto(self.person.house.address + path)
        assert answer is not None
        found = [f"status {answer.status}"] if answer.status != 200 else []
        if self.person.path.split("?")[0] != path.split("?", maxsplit=1)[0]:
            found.append(f"led on to {self.person.path}")
        found += self._of_answer(answer) + self._of_window(elder)
        return found + [f"console: {words[:200]}" for words in self.said]

    def _of_answer(self, answer: Response) -> list[str]:
        html = answer.text()
        found = [f"inline: {tag[:80]}" for tag in INLINE.findall(html)[:3]]
        policy = answer.headers.get("content-security-policy", "")
        if "default-src 'none'" not in policy or "unsafe" in policy:
            found.append(f"content security policy: {policy or 'none'}")
        if (weight := self.sheets.of_page(self.person, html)) > MOST_BYTES:
            found.append(f"{weight} bytes of scripts and style sheets")
        return found

    def _of_window(self, elder: bool) -> list[str]:
        page = self.person.page
        found = [] if self.person.fits() else [f"scrolls sideways: {self._too_wide()}"]
        small = page.evaluate(SMALL_TARGETS, [PRESSED, TARGET_PIXELS[elder]])
        found += [f"small target: {words}" for words in small[:2]]
        if elder:
            pixels = float(
                page.evaluate("parseFloat(getComputedStyle(document.querySelector('main')).fontSize)")
            )
            found += [] if pixels >= ELDER_TEXT_PIXELS else [f"text of {pixels} px"]
        found += [f"not in Chinese: {words}" for words in SENTENCE.findall(page.evaluate(CHINESE_TEXT))[:3]]
        return found + [f"axe: {words}" for words in self.person.axe()]

    def _too_wide(self) -> str:
        outside = """Array.from(document.querySelectorAll("body *")).filter(e =>
          e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 90))[0]"""
        return str(self.person.page.evaluate(outside))
