"""A ballot on its way: an elder votes from the SMS in three taps; a leader walks from door to door."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.assembly.votes import WHILE_OPEN
from tests.browser.conftest import of_this_run
from tests.browser.house import House, make_template, open_house
from tests.browser.test_read_aloud import VOICE, heard
from tests.browser.visitor import PHONES, Person, enter, log_in, use_elder_mode, window

PLACE = re.compile(r"https?://[^/\s]+(/a/\S+)")
BIG_ENOUGH = """selector => [...document.querySelectorAll(selector)].every(one => {
  const box = one.getBoundingClientRect(); return box.width >= 60 && box.height >= 60; })"""
LETTERS = "() => parseFloat(getComputedStyle(document.querySelector('.ballot-question')).fontSize)"


@pytest.fixture(scope="module")
def open_vote(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house in which a vote runs and its papers are printed; on the 5th day of voting."""
    template = make_template(of_this_run(tmp_path_factory) / "open-home", "open")
    opened = open_house(template, tmp_path_factory.mktemp("open") / "home")
    opened.work()
    opened.set_clock(WHILE_OPEN)
    yield opened
    opened.stop()


def link_in_sms(house: House, phone: str) -> str:
    """Where the message about the vote leads."""
    texts = [m["text"] for m in house.messages() if m["phone"] == phone]
    links = [place for text in texts for place in PLACE.findall(text) if "/votes/" in place]
    assert links, texts
    return links[0].rstrip("。")


def elder_with_voice(house: House, browser: Browser) -> Person:
    """Mr Li, 78, in large print, with a browser that can read aloud."""
    context = window(browser)
    context.add_init_script(VOICE)
    person = Person(house, context.new_page(), "li")
    use_elder_mode(person, on=True)
    log_in(person, PHONES["li"])
    return person


def test_elder_votes_from_the_sms_in_three_taps(open_vote: House, chromium: Browser) -> None:
    li = elder_with_voice(open_vote, chromium)
    assert li.go(link_in_sms(open_vote, PHONES["li"])) == 200
    with li.counted() as taps:
        li.tap("a.button[href*='/cast/']")
        said = heard(li.page)
        assert "是否同意动用维修资金修缮外墙" in said and any("同意、反对、弃权" in one for one in said)
        assert li.page.evaluate(BIG_ENOUGH, ".ballot-answers button") and li.page.evaluate(LETTERS) >= 24
        assert (li.fits(), li.axe()) == (True, [])
        li.tap("button[name=q1][value=yes]")
        assert li.sees("是否同意动用维修资金修缮外墙") and li.page.inner_text(".ballot-choice") == "同意"
        assert li.page.evaluate(BIG_ENOUGH, ".ballot-sure .button") and li.axe() == []
        li.tap("form:has(input[name=sure]) button.button")
    assert (taps.number, "/receipt/" in li.path) == (3, True)
    assert (li.fits(), li.axe()) == (True, [])
    assert open_vote.rows("select channel from assembly_receipt") == [("web",)]
    delivered = open_vote.rows("select way, proves from assembly_ballotdelivery where way = 'web'")
    assert delivered == [("web", 1)]


def test_leader_walks_her_doors_one_tap_each(open_vote: House, chromium: Browser) -> None:
    zhao = enter(open_vote, chromium, "zhao")
    vote = open_vote.rows("select id from assembly_vote")[0][0]
    zhao.go(f"votes/{vote}/delivery/")
    zhao.type("witness", "王阿姨")
    zhao.tap("form[action$='/with/'] button")
    zhao.page.wait_for_selector("details.card:not([open])")
    doors = zhao.page.locator("li.door").count()
    with zhao.counted() as taps:
        for _door in range(3):
            zhao.tap("li.door button[value=owner]")
    assert (taps.number, zhao.page.locator("li.door").count()) == (3, doors - 3)
    zhao.tap("li.door details summary")
    zhao.tap("li.door button[value=nobody_home]")
    assert zhao.page.locator("li.door").count() == doors - 3  # waits for the second round
    zhao.tap("li.door details summary")
    zhao.tap("li.door button[value=tenant]")
    assert (zhao.fits(), zhao.axe()) == (True, [])
    rows = open_vote.rows(
        "select taken_by, proves, witness from assembly_ballotdelivery where way = 'hand' order by id"
    )
    assert rows == [("owner", 1, "王阿姨")] * 3 + [("tenant", 0, "王阿姨")]
    assert zhao.fetch(f"/a/dongzhen/votes/{vote}/delivery/doors.pdf")[:5] == b"%PDF-"
