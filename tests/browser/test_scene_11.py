"""Scene 11, count night: the box is opened before neighbours, two people enter its papers, the big screen grows; then
it is counted and signed, the poster hangs, each finds their receipt, and a stranger's laptop recounts the bundle."""

from datetime import datetime
from pathlib import Path

from playwright.sync_api import Browser

from linmeng.common.clock import SHANGHAI
from tests.browser import thread
from tests.browser.house import House
from tests.browser.test_thread import pdf_text, plain
from tests.browser.test_verifier import downloaded, recounted
from tests.browser.thread import Road
from tests.browser.visitor import HOME, Person, confirm_second_factor, window

VOTING = datetime(2026, 7, 24, 10, 0, tzinfo=SHANGHAI)
AFTER = datetime(2026, 8, 1, 19, 0, tzinfo=SHANGHAI)
PAPERS = (3, 4, 5, 6, 7)


def test_count_night(house: House, chromium: Browser, tmp_path: Path) -> None:
    road = Road(house, chromium, 1280, True)
    road.paths["vote"] = an_open_vote_with_papers(house)
    road.taps["vote"] = thread.vote_on_phone(road["li"])
    li_code = road["li"].path.rstrip("/").rsplit("/", 1)[-1]
    house.set_clock(AFTER)
    thread.confirm_step(road["wang"], f"{road.paths['vote']}close/")
    hall = the_screen_in_the_hall(road)
    papers_are_entered_twice(road, hall)
    thread.confirm_step(road["wang"], f"{road.paths['vote']}count/")
    signed_by_two(road)
    thread.confirm_step(road["wang"], f"{road.paths['vote']}publish/")
    poster_is_there(road, hall)
    each_finds_the_receipt(road, li_code)
    a_strangers_laptop_recounts(road, tmp_path)


def an_open_vote_with_papers(house: House) -> str:
    built = house.command(module="tests.browser.scene_11_world")
    assert built.returncode == 0, built.stderr
    house.set_clock(VOTING)
    return f"{HOME}votes/{built.stdout.strip()}/"


def the_screen_in_the_hall(road: Road) -> Person:
    """No log-in; a projector's window."""
    hall = Person(road.house, window(road.browser, width=1920).new_page(), "hall")
    assert hall.go(road.paths["vote"] + "night/") == 200
    assert hall.fits() and hall.axe() == []
    assert figure(hall, "twice") == 0
    return hall


def figure(hall: Person, kind: str) -> int:
    return int(hall.page.inner_text(f".night-figure.{kind} dd"))


def papers_are_entered_twice(road: Road, hall: Person) -> None:
    """By keyboard: the number, Enter, the answer's key, Enter; the screen follows by itself."""
    for who in ("he", "sun"):
        road[who].go("confirm/")
        confirm_second_factor(road[who])
        road[who].page.wait_for_url(lambda url: "/confirm/" not in url)
        road[who].go(road.paths["vote"] + "enter/")
    for place, number in enumerate(PAPERS, start=1):
        choice = "2" if number == PAPERS[-1] else "1"
        for who in ("he", "sun"):
            read_by_keys(road[who], number, choice)
        if place == 1:
            hall.page.wait_for_selector(".night-figure.twice dd:text-is('1')")
            assert "900.00" in hall.words()
    hall.page.wait_for_selector(".night-figure.twice dd:text-is('5')")
    yes = hall.page.locator(".night-part").nth(1).locator("table.figures tbody tr").nth(2).inner_text()
    assert "500.00" in yes  # Li on the web and four papers
    assert "何敏" not in hall.words() and "孙晓燕" not in hall.words()


def read_by_keys(reader: Person, number: int, choice: str) -> None:
    """Focus stands where the next key belongs."""
    reader.page.keyboard.type(str(number))
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_selector("form[data-answer-keys]")
    reader.page.wait_for_load_state()
    reader.page.keyboard.press(choice)
    if reader.page.locator("input[name=lay]").count():  # whoever opens it says where it lay
        reader.page.keyboard.press("1")
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_selector("input[name=paper]")
    reader.page.wait_for_load_state()


def signed_by_two(road: Road) -> None:
    """Before that nothing can be published."""
    wang = road["wang"]
    wang.go(road.paths["vote"] + "publish/")
    assert wang.page.locator("form.confirm").count() == 0
    for who in ("wang", "sun"):
        thread.sign_count(road[who], road.paths["vote"])


def poster_is_there(road: Road, hall: Person) -> None:
    """The publishing leads straight to the poster; the screen, page and paper say the same."""
    wang = road["wang"]
    assert wang.path.endswith("/night/papers/")
    poster = wang.page.locator("main a.button[href$='/poster.pdf']").get_attribute("href") or ""
    words = pdf_text(wang.fetch(poster))
    report = pdf_text(
        wang.fetch(wang.page.locator("a[href$='/report.pdf']").first.get_attribute("href") or "")
    )
    hall.page.wait_for_selector(".night-board")
    screen = plain(hall.words())
    for figure_shown in ("500.00", "100.00", "900.00", "600.00"):
        assert figure_shown in words and figure_shown in report and figure_shown in screen


def each_finds_the_receipt(road: Road, li_code: str) -> None:
    """Li's from the web, a neighbour's from paper; anyone may look, nobody sees the answer."""
    stranger = road["stranger"]
    rows = road.house.rows("select code from assembly_receipt where channel = 'paper'")
    for code in (li_code, rows[0][0]):
        stranger.go(road.paths["vote"] + "find/")
        stranger.type("code", code)
        stranger.tap("form.form button.button")
        assert stranger.sees(code)
        assert stranger.page.locator("main .card").count() == 1
    assert stranger.page.locator("main a[href*='/receipt/']").count() == 0
    assert stranger.axe() == []


def a_strangers_laptop_recounts(road: Road, folder: Path) -> None:
    """Roll, ballots, law and result in one file: counted again by the command, under the key on the page."""
    stranger = road["stranger"]
    stranger.go(road.paths["vote"] + "bundle/")
    bundle = downloaded(stranger, folder)
    key = "".join(stranger.page.locator("dd.groups").last.inner_text().split())
    assert recounted(bundle, key).startswith("核验通过：按 9 户的名册和")
