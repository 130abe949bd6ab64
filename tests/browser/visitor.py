"""A person at a browser window: logs in, counts taps, is checked by axe.

A tap is a press on a link, a button, an answer or the photo button. Typing is not counted.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser import axe
from tests.browser.house import House
from tests.cast import NAMES, PASSWORD

PHONES = {who: f"1380000{place:04d}" for place, who in enumerate(NAMES)}
HOME = "/a/dongzhen/"
PATIENCE_MS = 30_000
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


@dataclass
class Person:
    """One window."""

    house: House
    page: Page
    who: str
    taps: int = 0

    def go(self, path: str) -> int:
        """Open an address (of the alliance, unless it begins with a slash); answers its status."""
        address = path if path.startswith("/") else HOME + path
        answer = self.page.goto(self.house.address + address)
        assert answer is not None
        return answer.status

    def fetch(self, path: str) -> bytes:
        """What an address holds, with this person's log-in: papers, data, tables."""
        answer = self.page.context.request.get(self.house.address + path)
        assert answer.status == 200, f"{self.who} gets {answer.status} at {path}"
        return answer.body()

    @property
    def path(self) -> str:
        """Where the window is now."""
        return self.page.url.removeprefix(self.house.address)

    def tap(self, selector: str) -> None:
        """Press a link, a button or an answer, and count it."""
        self.page.locator("main").locator(selector).first.click()
        self.settle()
        self.taps += 1

    def settle(self) -> None:
        """Wait until the page that a tap led to is whole: a click ends when its first bytes are there."""
        self.page.wait_for_load_state()
        self.page.locator("main").wait_for()

    def add_photo(self, photo: Path) -> None:
        """Press the photo button and take one; one tap."""
        self.page.set_input_files("input[name=photos]", photo)
        self.taps += 1

    def type(self, name: str, words: str) -> None:
        """Fill a field by its name."""
        self.page.fill(f"[name={name}]", words)

    def choose(self, name: str, value: str) -> None:
        """One answer of a few."""
        self.tap(f"input[name={name}][value='{value}']")

    def words(self) -> str:
        """What stands in the main part of the page."""
        self.settle()
        return self.page.inner_text("main")

    def sees(self, words: str) -> bool:
        """Whether these words stand on the page."""
        return words in self.words()

    def fits(self) -> bool:
        """No horizontal scroll, on the page that a tap led to."""
        self.settle()
        return bool(self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))

    def axe(self) -> list[str]:
        """Violations that axe-core finds in what is new on the page."""
        self.settle()
        return axe.violations(self.page)

    def picture(self, path: Path, *, full: bool = True) -> Path:
        """A picture of the page."""
        self.page.screenshot(path=path, full_page=full, animations="disabled")
        return path

    @contextmanager
    def counted(self) -> Iterator["Taps"]:
        """Count the taps of one errand."""
        before, taps = self.taps, Taps()
        yield taps
        taps.number = self.taps - before


@dataclass
class Taps:
    """How many taps an errand took."""

    number: int = 0


def window(browser: Browser, *, width: int = 390, **settings: Any) -> BrowserContext:
    """A browser window of somebody: own cookies, no animations."""
    height = 844 if width < 800 else 900
    context = browser.new_context(
        viewport={"width": width, "height": height}, reduced_motion="reduce", **settings
    )
    context.set_default_timeout(PATIENCE_MS)
    return context


def enter(
    house: House, browser: Browser, who: str, *, width: int = 390, script: bool = True, elder: bool = False
) -> Person:
    """A window of one of the cast, logged in by password (a stranger is not)."""
    context = window(browser, width=width, java_script_enabled=script)
    person = Person(house, context.new_page(), who)
    if elder:
        use_elder_mode(person, on=True)
    if who != "stranger":
        log_in(person, PHONES[who])
    return person


def use_elder_mode(person: Person, *, on: bool) -> None:
    """As the switch in the masthead does."""
    cookie = {"name": "elder", "value": "1" if on else "0", "url": person.house.address}
    person.page.context.add_cookies([cookie])  # type: ignore[list-item]


def log_in(person: Person, phone: str, password: str = PASSWORD) -> None:
    """What the form of the log-in page sends, without drawing a page; the page itself is walked in test_limits."""
    request, address = person.page.context.request, f"{person.house.address}/accounts/login/"
    token = TOKEN.search(request.get(address).text())
    assert token is not None
    form = {"csrfmiddlewaretoken": token[1], "login": phone, "password": password}
    answer = request.post(address, form=form, headers={"Referer": address}, max_redirects=0)
    assert answer.headers.get("location") == "/after-login/", answer.text()


def log_in_again(person: Person) -> None:
    """An office's log-in ends after twelve hours: on the next day everybody with a seat logs in anew."""
    person.go("desk")
    assert "/accounts/login/" in person.path, f"{person.who} is still logged in"
    log_in(person, PHONES[person.who])


def confirm_second_factor(person: Person) -> None:
    """On the page that asks for a code: ask, read it from the outbox, enter it."""
    person.page.locator("button[name=send]").click()
    person.page.fill("#code", person.house.last_code(PHONES[person.who]))
    person.page.locator("form:has(#code) button").first.click()
