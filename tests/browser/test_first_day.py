"""From an empty database: a secretary founds, adds compounds, reads in rolls, seats people, proposes the charter."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import first_day as day
from tests.browser.first_day import Founder
from tests.browser.house import House
from tests.browser.visitor import Person, use_elder_mode, window
from tests.browser.work_saved import check_section

OWNERS = {
    "101": (day.DIRECTOR, ""),
    "102": (day.LEADER, day.LEADER_PHONE),
    "201": ("唐一", "13922220001"),
    "202": ("唐二", "13922220002"),
}
OTHERS = {"101": ("卫一", "13922220011"), "102": ("卫二", "13922220012")}


def open_window(house: House, chromium: Browser, width: int) -> Founder:
    return Founder(house, window(chromium, width=width).new_page(), "founder")


def walk(founder: Founder, folder: Path) -> None:
    day.found_alliance(founder)
    day.enter_company(founder)
    day.enter_compounds(founder)
    day.read_in_roll(founder, day.roll_of(folder, "gh", OWNERS))
    day.read_in_roll(founder, day.roll_of(folder, "sl", OTHERS))
    day.give_seats(founder)
    day.propose_charter(founder)


def log_in_by_sms(person: Person, phone: str) -> None:
    person.go("/accounts/login/code/")
    person.type("phone", phone)
    person.tap("form button.button")
    person.type("code", person.house.last_code(phone))
    person.tap("form:has(input[name=code]) button.button")


@pytest.mark.parametrize("width", [390, 1280])
def test_secretary_finishes_the_first_day(
    empty_house: House, chromium: Browser, tmp_path: Path, width: int
) -> None:
    founder = open_window(empty_house, chromium, width)
    walk(founder, tmp_path)
    letters = day.reach_letters(founder)
    if letters:
        assert "/gh/" in letters
    assert day.hang_poster(founder).startswith(b"%PDF")
    done_by_their_people(empty_house, chromium)
    check_section("The first day", counted(founder))


def done_by_their_people(house: House, chromium: Browser) -> None:
    """Those who were seated log in with the numbers that were entered, and stand at their desks."""
    for phone, name in ((day.CLERK_PHONE, day.CLERK), (day.DIRECTOR_PHONE, day.DIRECTOR)):
        person = open_window(house, chromium, 390)
        log_in_by_sms(person, phone)
        assert person.path == "/a/dongzhen/desk"
        assert name in person.page.inner_text(".masthead")


def counted(founder: Founder) -> str:
    """What the walk took; fields and taps are the same at every width."""
    return (
        "From an empty database to the first poster, with two compounds of one building each: the secretary founds,\n"
        "enters a company and two compounds, reads in two rolls from Excel, gives four seats, proposes the charter.\n"
        "Counted by `tests/browser/test_first_day.py`; each page was checked by axe at phone and desk width.\n\n"
        "| what | number |\n|---|---|\n"
        f"| pages seen | {len(founder.seen)} |\n"
        f"| different pages | {len({path.split('?')[0] for path in founder.seen})} |\n"
        f"| fields filled in | {founder.fields} |\n"
        f"| taps | {founder.taps} |\n"
    )


def test_first_day_is_left_and_taken_up_again(empty_house: House, chromium: Browser) -> None:
    founder = open_window(empty_house, chromium, 390)
    day.found_alliance(founder)
    day.enter_company(founder)
    founder.page.context.close()
    again = open_window(empty_house, chromium, 390)
    log_in_by_sms(again, day.PHONE)
    assert again.path == "/a/dongzhen/desk"
    again.go("setup/")
    assert day.current(again) == "2"


def test_without_the_code_nobody_founds_and_afterwards_the_page_is_gone(
    empty_house: House, chromium: Browser
) -> None:
    stranger = open_window(empty_house, chromium, 390)
    assert stranger.go("/found/") == 200
    for name, words in {
        "code": "AAAA-AAAA-AAAA", "name": "别人的联盟", "slug": "other", "area": "别处",
        "secretary_name": "陌生人", "secretary_phone": "13600000000",
    }.items():  # fmt: skip
        stranger.type(name, words)
    stranger.tap("form.form button.button")
    assert stranger.path == "/found/"
    assert stranger.page.locator(".errorlist").count() >= 1
    assert empty_house.messages() == []
    founder = open_window(empty_house, chromium, 390)
    day.found_alliance(founder)
    assert stranger.go("/found/") == 404
    assert stranger.go("/found/confirm/") == 404
    stranger.go("/")
    assert stranger.path == "/a/dongzhen/"


def test_pages_of_the_first_day_hold_in_elder_mode(empty_house: House, chromium: Browser) -> None:
    founder = open_window(empty_house, chromium, 360)
    use_elder_mode(founder, on=True)
    day.found_alliance(founder)
    day.enter_company(founder)
    day.enter_compounds(founder)
    for path in ("setup/area/", "setup/compounds/table/", "setup/people/", "setup/tell/", "c/gh/edit/"):
        assert founder.go(path) == 200
        founder.note_page()
    for path in ("c/gh/close/", "c/gh/service/", "c/gh/committee/terms/", "c/gh/buildings/", "c/gh/"):
        assert founder.go(path) == 200
        founder.note_page()
