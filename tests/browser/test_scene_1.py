"""Scene 1: eleven of thirteen adopt the charter; in one 4 of 7 attend and 3 agree; one is vacant; nobody adopts for the two."""

import re

import pytest
from playwright.sync_api import Browser

from tests.browser.house import House
from tests.browser.visitor import HOME, Person, enter

NOT_ADOPTED, VACANT = "银杏公寓", "海棠高层"


def line_of(person: Person, compound: str) -> str:
    return person.page.locator("tbody tr", has_text=compound).inner_text()


def post_adoption(person: Person) -> tuple[int, str]:
    """What a browser gets that sends the form by hand, naming a compound of its own choice."""
    person.go("charter/1/")
    token = person.page.locator("input[name=csrfmiddlewaretoken]").first.get_attribute("value") or ""
    facts = {"decided_on": "2026-07-05", "members_present": "7", "members_for": "7", "compound": "yx"}
    address = f"{person.house.address}{HOME}charter/1/adopt/"
    answer = person.page.context.request.post(
        address,
        form=facts | {"csrfmiddlewaretoken": token, "once": f"scene-1-{person.who}", "compound_id": "yx"},
        headers={"Referer": address},
    )
    return answer.status, answer.url


@pytest.mark.parametrize("width", [390, 1280])
def test_page_shows_eleven_of_thirteen(sample_house: House, chromium: Browser, width: int) -> None:
    stranger = enter(sample_house, chromium, "stranger", width=width)
    stranger.go("charter/")
    title = stranger.page.inner_text("h1")
    assert sorted(re.findall(r"\d+", title)) == ["11", "13"]
    assert re.search(r"7\D+4\D+3", line_of(stranger, NOT_ADOPTED)) is not None
    assert stranger.page.locator("tbody tr").count() == 13
    assert stranger.page.locator("tbody tr .chip.done").count() == 11
    assert stranger.page.locator("tbody tr.stuck", has_text=VACANT).count() == 1
    assert stranger.page.locator("a[href$='/adopt/']").count() == 0


@pytest.mark.parametrize("who", ["feng", "sun", "wang", "wu", "zhao", "li", "chen"])
def test_nobody_adopts_for_the_two(sample_house: House, chromium: Browser, who: str) -> None:
    person = enter(sample_house, chromium, who)
    status, url = post_adoption(person)
    assert status in (403, 409), f"{who} got {status} at {url}"  # Wang's own compound has adopted already
    person.go("charter/1/")
    assert sorted(re.findall(r"\d+", person.page.inner_text("h1"))) == ["11", "13"]
    assert person.page.locator("tbody tr .chip.done").count() == 11


def test_stranger_is_led_to_the_log_in(sample_house: House, chromium: Browser) -> None:
    stranger = enter(sample_house, chromium, "stranger")
    stranger.go("charter/1/adopt/")
    assert stranger.path.startswith("/accounts/login/")
