"""A ballot on its way: an elder votes from the SMS in three taps; a leader walks from door to door; owners sign."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.assembly.votes import AFTER, WHILE_OPEN
from tests.browser.conftest import of_this_run
from tests.browser.house import House, make_template, open_house
from tests.browser.test_read_aloud import VOICE, heard
from tests.browser.visitor import PHONES, Person, confirm_second_factor, enter, log_in, use_elder_mode, window

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
    vote = open_vote.rows("select id from assembly_vote order by id")[0][0]
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


def opens(person: Person, *places: str) -> None:
    """Each of these pages, whole on a phone, without a fault for those who cannot see it."""
    for place in places:
        assert person.go(place) == 200, place
        assert (place, person.fits(), person.axe()) == (place, True, [])


def test_neighbour_signs_a_petition_in_two_taps_and_it_goes_its_way(
    open_vote: House, chromium: Browser
) -> None:
    li, sun = enter(open_vote, chromium, "li", elder=True), enter(open_vote, chromium, "sun")
    place = f"petitions/{open_vote.rows('select id from assembly_petition')[0][0]}/"
    opens(li, "petitions/", place, place + "sign/")
    li.go(place)
    with li.counted() as taps:
        li.tap("a.button[href$='/sign/']")
        li.tap("form.form button.button")
    assert (taps.number, li.sees("3-101"), li.axe()) == (2, True, [])
    opens(sun, place, place + "signatures/", place + "step-in/", place + "vote/")
    sun.go(place + "paper/")
    confirm_second_factor(sun)
    opens(sun, place + "paper/")
    sun.go(place)
    sun.tap("form[action$='/hand-in/'] button")
    opens(enter(open_vote, chromium, "he"), place, place + "answer/")
    assert open_vote.rows("select state from assembly_petition") == [("handed_in",)]


def test_phone_fills_in_a_paper_that_only_counts_signed(open_vote: House, chromium: Browser) -> None:
    li = enter(open_vote, chromium, "li", elder=True)
    vote = open_vote.rows("select id from assembly_vote order by id")[1][0]
    li.go(f"votes/{vote}/")
    li.tap("a.button[href*='/my-paper/']")
    assert (li.fits(), li.axe()) == (True, [])
    li.tap("button[name=q1][value=no]")
    assert (li.page.inner_text(".ballot-choice"), li.axe()) == ("反对", [])


def test_clerk_looks_at_the_platforms_file_before_taking_it_in(open_vote: House, chromium: Browser) -> None:
    open_vote.set_clock(AFTER)
    sun = enter(open_vote, chromium, "sun")
    vote = open_vote.rows("select id from assembly_vote order by id")[0][0]
    opens(sun, f"votes/{vote}/city/")
    sun.type("platform", "上海物业")
    table = "房号,业主姓名,表决意见,投票时间\n3-102,王建国,同意,2026-07-24 08:15:00\n9-999,某人,同意,2026-07-24 08:15:00\n"
    file = {"name": "结果.csv", "mimeType": "text/csv", "buffer": table.encode()}
    sun.page.set_input_files("input[name=file]", file)  # type: ignore[arg-type]
    sun.tap("form.form button.button")
    if "/confirm/" in sun.path:
        confirm_second_factor(sun)
        sun.go(f"votes/{vote}/city/")
        sun.type("platform", "上海物业")
        sun.page.set_input_files("input[name=file]", file)  # type: ignore[arg-type]
        sun.tap("form.form button.button")
    assert (sun.fits(), sun.axe()) == (True, [])
    sun.page.check("input[name=leave_out]")
    sun.tap("form.confirm button.button")
    assert open_vote.rows("select ballots from assembly_cityresult") == [(1,)]
