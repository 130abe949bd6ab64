"""Every page of the house, as each person opens it, in both sizes of print.

Each answers, reads well to axe-core, fits a phone of 360 px, keeps to the content security policy and
stays light. What is wrong is collected, so that one run names all of it.
"""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from linmeng.common.clock import SHANGHAI
from linmeng.pages.sample.cast import CAST
from tests.browser import thread
from tests.browser.house import House
from tests.browser.page_checks import Look, Sheets
from tests.browser.pages import OF_PERSON, address
from tests.browser.places import BEGUN, places
from tests.browser.thread import Road, sign_count
from tests.browser.visitor import (
    HOME,
    PHONES,
    Person,
    confirm_second_factor,
    enter,
    log_in,
    use_elder_mode,
    window,
)

NARROW, DESK = 360, 1280
COUNT_NIGHT = datetime(2026, 7, 14, 9, 0, tzinfo=SHANGHAI)
ON_A_DESK = ["", "alliance", "matters/", "matters/{matter}/", "votes/{published}/", "p/{result}/", "/ui/"]
SHEETS = Sheets()


class Windows:
    """One window for each person, kept through the file; the cast of the sample has the same phones."""

    def __init__(self, house: House, browser: Browser) -> None:
        assert {member.key: member.phone for member in CAST} == PHONES
        self.house, self.browser = house, browser
        self.looks: dict[str, Look] = {}

    def __getitem__(self, who: str) -> Look:
        if who not in self.looks:
            person = enter(self.house, self.browser, who, width=NARROW)
            if who in ("sun", "wang"):
                person.go("confirm/")
                confirm_second_factor(person)
            self.looks[who] = Look(person, SHEETS)
        return self.looks[who]


@pytest.fixture(scope="module")
def windows(sample_house: House, chromium: Browser) -> Windows:
    return Windows(sample_house, chromium)


@pytest.fixture(scope="module")
def found(windows: Windows, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The sample, with a word of Li's, a draft of Wang's, a proposal of Wu's, and what Sun has begun."""
    li_says_something(windows["li"].person)
    wang_drafts(windows["wang"].person)
    sun_uploads(windows["sun"].person, tmp_path_factory.mktemp("roll"))
    wu_proposes(windows["wu"].person)
    sun_begins(windows["sun"].person, places(windows.house, without=BEGUN)["tickets"])
    yield places(windows.house)


def li_says_something(li: Person) -> None:
    li.go("say/")
    li.type("words", thread.WORDS)
    li.tap("form.form button.button:not([type=button])")


def wang_drafts(wang: Person) -> None:
    """A lawful project with a vote that is not announced yet."""
    road = Road(wang.house, wang.page.context.browser, NARROW, True, {"wang": wang})  # type: ignore[arg-type]
    thread.make_it_lawful(road)
    thread.draft_vote(road)


def sun_uploads(sun: Person, folder: Path) -> None:
    roll = folder / "roll.xlsx"
    roll.write_bytes(sun.fetch(f"{HOME}roll/wt/roll.xlsx"))
    sun.go("roll/wt/import/new/")
    sun.page.set_input_files("main input[type=file]", roll)
    sun.tap("form button.button:not([type=button])")


def wu_proposes(wu: Person) -> None:
    wu.go("proposals/new/wt/")
    wu.type("title", "7月8日上午停水检修")
    wu.page.select_option("[name=days]", "3")
    wu.type("words", "7月8日9:00至11:00检修水泵，请提前储水（示例）。")
    wu.tap("form button.button:not([type=button])")


def sun_begins(sun: Person, tickets: str) -> None:
    """Each is taken as far as its next page: a hotline's tickets, the boards, a notice, somebody at the counter."""
    sun.go(f"tickets/{tickets}/columns/")
    sun.tap("form.form button.button")
    sun.go("monday/")
    sun.tap("form[action$='/monday/print/'] button")
    sun.go("publish/wt/")
    sun.type("title", "垃圾房改到清晨清运")
    sun.page.select_option("[name=days]", "7")
    sun.type("words", "7月10日起，垃圾房每天早上六点半清运（示例）。")
    sun.tap("form.form button.button:not([type=button])")
    sun.go("desk/bindings/new/")
    sun.type("phone", "13912345678")
    sun.tap("form button.button")
    assert sun.path.endswith("/desk/bindings/new/who/")


@pytest.mark.parametrize("elder", [False, True], ids=["normal", "elder"])
@pytest.mark.parametrize("who", list(OF_PERSON))
def test_pages_hold(windows: Windows, found: dict[str, str], who: str, elder: bool) -> None:
    look = windows[who]
    use_elder_mode(look.person, on=elder)
    wrong = wrong_on(look, [address(path, found) for path in OF_PERSON[who]], elder=elder)
    assert wrong == [], "\n" + "\n".join(wrong)


def test_pages_of_count_night_hold(windows: Windows, found: dict[str, str]) -> None:
    """Close, count, publish: each page is there only in its hour."""
    windows.house.set_clock(COUNT_NIGHT)
    look, wrong = windows["wang"], list[str]()
    come_back(look.person)
    vote = address("votes/{open}/", found)
    use_elder_mode(look.person, on=False)
    settle_papers(windows, vote)
    for step in ("", "close/", "count/", "sign/", "publish/"):
        wrong += wrong_on(look, [vote + step], elder=False)
        if step == "sign/":
            for who in ("wang", "sun"):
                sign_count(windows[who].person, vote)
        elif step:
            look.person.page.check("input[name=understood]")
            look.person.tap("form.confirm button.button")
    assert wrong == [], "\n" + "\n".join(wrong)


def come_back(person: Person) -> None:
    """Weeks later an office's log-in has ended (unless the window was only opened now)."""
    person.go("desk")
    if "/accounts/login/" in person.path:
        log_in(person, PHONES[person.who])
    person.go("confirm/")
    confirm_second_factor(person)


def settle_papers(windows: Windows, vote: str) -> None:
    """The paper read once waits for its second reader."""
    sun = windows["sun"].person
    come_back(sun)
    sun.go(vote + "enter/")
    for link in [one.get_attribute("href") for one in sun.page.locator("main ul.rows a").all()]:
        sun.page.goto(sun.house.address + vote + "enter/" + (link or ""))
        sun.page.check("input[name=q1][value=yes]")
        if sun.page.locator("input[name=signed_by]:checked").count() == 0:
            sun.page.locator("input[name=signed_by]").first.check()
        sun.tap("form.form button.button")


def test_main_pages_fit_a_desk(windows: Windows, found: dict[str, str], chromium: Browser) -> None:
    person = Person(windows.house, window(chromium, width=DESK).new_page(), "stranger")
    wrong = wrong_on(Look(person, SHEETS), [address(path, found) for path in ON_A_DESK], elder=False)
    assert wrong == [], "\n" + "\n".join(wrong)


def test_a_fault_in_one_row_of_many_is_seen_and_named_once(windows: Windows, chromium: Browser) -> None:
    person = Person(windows.house, window(chromium).new_page(), "stranger")
    rows = "".join(f"<li><a href='/{number}'>{words}</a></li>" for number, words in enumerate("甲乙丙 丁"))
    person.go("/ui/")
    assert person.axe() == []
    person.page.evaluate(f'document.querySelector("main").insertAdjacentHTML("beforeend", "<ul>{rows}</ul>")')
    assert [fault.split(" ")[:2] for fault in person.axe()] == [["link-name", "(1×):"]]
    assert person.axe() == []


def wrong_on(look: Look, addresses: list[str], *, elder: bool) -> list[str]:
    """Every fault with its page, its person and the print."""
    mode = "elder" if elder else "normal"
    return [
        f"{path} · {look.person.who} · {mode} · {fault}"
        for path in addresses
        for fault in look.faults(path, elder=elder)
    ]
