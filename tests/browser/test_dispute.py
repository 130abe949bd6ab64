"""Code letters and a dispute: an elder is let in by her letter; whom a co-owner does not know is kept out at once."""

import re
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from linmeng.common.clock import SHANGHAI
from tests.browser import thread
from tests.browser.house import House
from tests.browser.test_thread import pdf_text
from tests.browser.thread import Road
from tests.browser.visitor import HOME, Person, confirm_second_factor, enter, use_elder_mode, window

OWNER, OWNER_PHONE = "邻居5", "13900000005"
SISTER, DOOR = "严小梅", "3-302"
ELDER, ELDER_DOOR = "周阿婆", "3-203"
UNKNOWN_PHONE, GRANDSONS_OLD_PHONE = "13777770001", "13777770002"
VOTING = datetime(2026, 7, 24, 10, 0, tzinfo=SHANGHAI)
MOST_TRIES = 10
CODE = re.compile(r"(?<![0-9A-Z])[0-9A-HJKMNP-TV-Z]{12}(?![0-9A-Z])")


def phone_in_hand(house: House, browser: Browser, phone: str, *, elder: bool = False) -> Person:
    """Somebody logs in by a code that came to this phone."""
    person = Person(house, window(browser).new_page(), phone)
    if elder:
        use_elder_mode(person, on=True)
    person.go("/accounts/login/code/")
    person.type("phone", phone)
    person.tap("form button.button")
    person.type("code", house.last_code(phone))
    person.tap("form:has(input[name=code]) button.button")
    person.page.wait_for_url("**/a/**")
    return person


def letter_code(house: House, sun: Person, door: str) -> str:
    """Sun issues a letter for one door; the code stands on its paper only."""
    sun.go("letters/wt/issue/")
    sun.type("door", door)
    sun.tap("form:has(input[name=door]) button.button")
    house.work()
    sun.page.reload()
    paper = sun.fetch(sun.page.locator("main a.button[href$='/file/']").get_attribute("href") or "")
    [code] = CODE.findall(pdf_text(paper))
    assert code not in sun.page.content()
    return str(code)


def clerk(house: House, browser: Browser) -> Person:
    sun = enter(house, browser, "sun")
    sun.go("confirm/")
    confirm_second_factor(sun)
    return sun


def bind(person: Person, door: str, name: str, code: str = "", *, checked: bool = False) -> None:
    """The three questions; `checked`: every page fits and axe finds nothing."""
    person.go("bind/")
    look_over(person, checked)
    person.tap("a.row-title[href$='/bind/c/wt/']")
    person.type("door", door)
    look_over(person, checked)
    person.tap("form button.button")
    person.type("name", name)
    person.page.locator("input[name=relation][value=owner]").check()
    person.type("code", code)
    look_over(person, checked)
    person.tap("form button.button")
    look_over(person, checked)


def look_over(person: Person, checked: bool) -> None:
    if checked:
        assert person.fits(), f"{person.path} scrolls sideways"
        assert person.axe() == [], person.path


@pytest.fixture(scope="module")
def code(cast_house: House, chromium: Browser) -> str:
    """What stands on the letter to the elder's door."""
    return letter_code(cast_house, clerk(cast_house, chromium), ELDER_DOOR)


def test_elder_is_let_in_by_her_letter(cast_house: House, chromium: Browser, code: str) -> None:
    elder = phone_in_hand(cast_house, chromium, GRANDSONS_OLD_PHONE, elder=True)
    look_over(elder, True)
    as_she_types = " ".join([code[:4], code[4:8], code[8:]]).lower()
    bind(elder, "3号楼 203室", ELDER, as_she_types, checked=True)
    assert elder.path == f"{HOME}me/homes/"
    assert elder.sees(ELDER_DOOR)
    assert elder.go("me") == 200
    assert elder.sees(ELDER)
    look_over(elder, True)


def test_a_wrong_code_opens_nothing(cast_house: House, chromium: Browser, code: str) -> None:
    stranger = phone_in_hand(cast_house, chromium, UNKNOWN_PHONE)
    bind(stranger, ELDER_DOOR, ELDER, code[::-1])
    assert stranger.path == f"{HOME}bind/asked/"
    stranger.go("me/homes/")
    assert not stranger.sees(ELDER_DOOR)
    for _again in range(MOST_TRIES):
        if not stranger.path.endswith("/bind/closed/"):
            bind(stranger, ELDER_DOOR, ELDER, code[::-1])
    assert stranger.path == f"{HOME}bind/closed/"
    look_over(stranger, True)


def test_co_owner_disputes_a_binding(house: House, chromium: Browser, tmp_path: Path) -> None:
    road = Road(house, chromium, 390, True)
    an_open_vote(road, tmp_path)
    sun = road["sun"]
    sun.go("confirm/")
    confirm_second_factor(sun)
    owner = phone_in_hand(house, chromium, OWNER_PHONE)
    bind(owner, DOOR, OWNER)
    assert owner.path == f"{HOME}me/homes/"
    impostor = phone_in_hand(house, chromium, UNKNOWN_PHONE)
    bind(impostor, DOOR, SISTER, letter_code(house, sun, DOOR))
    assert impostor.path == f"{HOME}me/homes/"
    cast_page = ballot_of(impostor)
    we_do_not_know_this_person(owner)
    log_in_has_lost_the_unit(impostor, cast_page)
    desk_undoes_it(sun)
    traces_stay(owner, impostor, sun, cast_page)


def an_open_vote(road: Road, folder: Path) -> None:
    """The road as far as a vote that is open."""
    thread.say_it(road, folder)
    thread.say_it_for_neighbour(road)
    thread.take_it_up(road)
    thread.list_it(road)
    thread.make_it_lawful(road)
    thread.draft_vote(road)
    thread.give_notice(road, opens="2026-07-23", closes="2026-07-31")
    road.go_on_at(VOTING)


def ballot_of(person: Person) -> str:
    """The page on which this log-in could cast now."""
    person.go("me")
    address = person.page.locator("a.button[href*='/cast/']").get_attribute("href") or ""
    assert person.go(address) == 200
    assert person.page.locator("button[name=q1]").count() == 3
    return address


def we_do_not_know_this_person(owner: Person) -> None:
    """From one's own page: who belongs there, and a sentence to the desk."""
    owner.go("me")
    owner.tap("a[href$='/me/homes/']")
    assert owner.sees("严")
    assert not owner.sees(SISTER)
    owner.tap("a.button[href*='/unknown/']")
    assert owner.axe() == []
    owner.type("because", "妹妹在外地，没有来过，也没有这个手机号。")
    owner.tap("form button.button")
    assert owner.path == f"{HOME}me/homes/"
    assert owner.page.locator("main .chip.due").count() == 1


def log_in_has_lost_the_unit(impostor: Person, cast_page: str) -> None:
    """At once, without a new log-in, and before anybody at the desk has looked."""
    cannot_cast(impostor, cast_page)
    impostor.go("me")
    assert impostor.page.locator("main a[href*='/cast/']").count() == 0
    impostor.go("me/homes/")
    assert impostor.page.locator("main .notice.warn").count() == 1
    assert not impostor.sees(OWNER)


def cannot_cast(impostor: Person, cast_page: str) -> None:
    """The ballot's page leads elsewhere or refuses; no button of an answer is there."""
    impostor.go(cast_page)
    assert impostor.page.locator("button[name=q1]").count() == 0
    assert impostor.page.locator("main a[href*='/cast/']").count() == 0


def desk_undoes_it(sun: Person) -> None:
    """Both were heard, the reason is written down."""
    sun.go("desk")
    sun.tap("ul.doors a[href$='/desk/bindings/']")
    sun.tap("a.row-title")
    assert sun.sees(SISTER)
    sun.page.locator("input[name=stands][value=no]").check()
    sun.page.fill("form[action$='/settle/'] [name=because]", "证件与登记不符，本人电话里说没有登录过。")
    sun.tap("form[action$='/settle/'] button.button")
    assert sun.sees("证件与登记不符")


def traces_stay(owner: Person, impostor: Person, sun: Person, cast_page: str) -> None:
    """Each side can read what became of it; the record holds."""
    cannot_cast(impostor, cast_page)
    impostor.go("me/homes/")
    assert impostor.sees("证件与登记不符") and impostor.sees(DOOR)
    owner.go("me/notices/")
    assert owner.sees(DOOR)
    owner.go("me/homes/")
    assert owner.page.locator("a.button[href*='/unknown/']").count() == 0
    sun.go("desk/bindings/?state=undone")
    assert sun.page.locator("a.row-title").count() == 1
    verified = owner.house.command("verify-record")
    assert verified.returncode == 0, verified.stderr
