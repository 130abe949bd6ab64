"""A person at a browser window: logs in, counts taps, is checked by axe."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.house import House
from tests.cast import NAMES, PASSWORD

PHONES = {who: f"1380000{place:04d}" for place, who in enumerate(NAMES)}
WIDTHS = {"phone": 390, "desk": 1280}


@dataclass
class Person:
    """One window."""

    house: House
    page: Page
    taps: int = 0
    steps: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        """Open an address of the alliance."""
        self.page.goto(f"{self.house.address}{path}")

    def tap(self, name: str, *, role: Any = "button", exact: bool = False) -> None:
        """Press a button or link by its words, and count it."""
        self.page.get_by_role(role, name=name, exact=exact).first.click()
        self.taps += 1
        self.steps.append(name)

    def sees(self, words: str) -> bool:
        """Whether these words stand on the page."""
        return words in self.page.inner_text("body")

    def fits(self) -> bool:
        """No horizontal scroll."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))

    def axe(self) -> list[str]:
        """Violations that axe-core finds on the page."""
        result = Axe().run(self.page)
        return [
            f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in result.response["violations"]
        ]

    def picture(self, folder: Path, name: str) -> Path:
        """A picture of the whole page."""
        path = folder / f"{name}.png"
        self.page.screenshot(path=path, full_page=True)
        return path


def enter(house: House, browser: Browser, who: str, *, width: int = 390, elder: bool = False) -> Person:
    """A window of one of the cast, logged in by password (a stranger is not)."""
    context = browser.new_context(viewport={"width": width, "height": 844}, reduced_motion="reduce")
    context.set_default_timeout(8_000)
    if elder:
        context.add_cookies([{"name": "elder", "value": "1", "url": house.address}])
    person = Person(house, context.new_page())
    if who != "stranger":
        log_in(person, PHONES[who])
    return person


def log_in(person: Person, phone: str, password: str = PASSWORD) -> None:
    """By the page, as people do."""
    person.go("/accounts/login/")
    person.page.fill("input[name=login]", phone)
    person.page.fill("input[name=password]", password)
    person.page.locator("form:has(input[name=password]) button").click()
    person.page.wait_for_url("**/a/**")


def confirm_second_factor(person: Person, phone: str) -> None:
    """On the page that asks for a code: ask, read it from the outbox, enter it."""
    person.page.locator("button[name=send]").click()
    person.page.fill("#code", person.house.last_code(phone))
    person.page.locator("form:has(#code) button").first.click()
