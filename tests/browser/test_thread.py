"""One neighbour's complaint travels the whole road: said, taken up, listed, made lawful, voted on, counted by
two, published, recounted by a stranger, and brought back to those who spoke."""

import io
import unicodedata
from datetime import datetime
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser

from linmeng.common.clock import SHANGHAI
from linmeng.pages.templatetags.ui_formats import area
from tests.browser import thread, work_saved
from tests.browser.house import House
from tests.browser.thread import Road
from tests.browser.visitor import HOME, Person

VOTING = datetime(2026, 7, 24, 10, 0, tzinfo=SHANGHAI)
AFTER = datetime(2026, 8, 1, 9, 0, tzinfo=SHANGHAI)
CELLS = ("total", "participating", "yes", "no", "abstain")
WAYS = [
    pytest.param(390, True, id="phone"),
    pytest.param(1280, True, id="desk"),
    pytest.param(390, False, id="owner-without-javascript"),
]


@pytest.mark.parametrize(("width", "owner_has_script"), WAYS)
def test_thread_from_word_to_recounted_result(
    house: House, chromium: Browser, tmp_path: Path, width: int, owner_has_script: bool
) -> None:
    road = Road(house, chromium, width, owner_has_script)
    from_word_to_notice(road, tmp_path)
    road.go_on_at(VOTING)
    while_the_vote_is_open(road)
    road.go_on_at(AFTER)
    thread.close_count_publish(road)
    numbers_are_the_same_everywhere(road, tmp_path)
    the_answer_comes_back(road)
    the_record_holds(road)
    work_saved.check(road.taps)


def from_word_to_notice(road: Road, folder: Path) -> None:
    thread.say_it(road, folder)
    assert road["qian"].go(road.paths["voice"]) == 404
    assert road["stranger"].go(road.paths["voice"]) == 200  # the log-in page
    assert "/accounts/login/" in road["stranger"].path
    thread.say_it_for_neighbour(road)
    thread.take_it_up(road)
    assert road["stranger"].go(road.paths["matter"]) == 200
    assert "李秋生" not in road["stranger"].page.content()
    thread.list_it(road)
    thread.make_it_lawful(road)
    thread.draft_vote(road)
    thread.give_notice(road, opens="2026-07-23", closes="2026-07-31")
    thread.carry_papers(road)
    assert_pdf_says(road["wang"].fetch(road.paths["ballots"]), "3-103", thread.QUESTION)


def while_the_vote_is_open(road: Road) -> None:
    a_tenant_cannot_cast(road)
    second_window = a_choice_not_yet_sent(road)
    road.taps["vote"] = thread.vote_on_phone(road["li"])
    casting_twice_is_refused(second_window)
    assert thread.vote_on_phone(road["wang"]) == road.taps["vote"]
    papers_are_read_twice(road)
    stranger_sees_turnout_but_no_choice(road)


def a_tenant_cannot_cast(road: Road) -> None:
    li, chen = road["li"], road["chen"]
    li.go("me")
    cast_page = li.page.locator("a.button[href*='/cast/']").get_attribute("href") or ""
    assert chen.go(road.paths["vote"]) == 200
    assert chen.page.locator("main a[href*='/cast/']").count() == 0
    assert chen.go(cast_page) == 404
    assert road["qian"].go(cast_page) == 404


def a_choice_not_yet_sent(road: Road) -> Person:
    """Li's second window stands at “is this your choice?” while the first one casts."""
    li = road["li"]
    second = Person(road.house, li.page.context.new_page(), "li")
    second.go("me")
    second.tap("a.button[href*='/cast/']")
    second.tap("button[name=q1][value=no]")
    return second


def casting_twice_is_refused(second: Person) -> None:
    with second.page.expect_response(lambda answer: answer.request.method == "POST") as answered:
        second.tap("form:has(input[name=sure]) button.button")
    assert answered.value.status == 409
    assert second.sees("您已经为 3-101 投过票，以第一次为准。")
    second.page.close()


def papers_are_read_twice(road: Road) -> None:
    """Papers 3-6 of the walking order; over one of them the readers differ, and Wang decides as third."""
    readings = {3: ("yes", "yes"), 4: ("yes", "yes"), 5: ("no", "no"), 6: ("yes", "abstain")}
    for number, (first, second) in readings.items():
        thread.read_paper(road, "he", number, first)
        thread.read_paper(road, "sun", number, second)
    wang = thread.open_count(road, "wang")
    assert "?paper=6" in wang.page.inner_html("main")
    assert thread.read_paper(road, "wang", 6, "yes") != ""


def stranger_sees_turnout_but_no_choice(road: Road) -> None:
    stranger = road["stranger"]
    assert stranger.go(road.paths["vote"]) == 200
    rows = stranger.page.locator("table.figures tbody tr")
    assert rows.count() == 2  # all on the roll, took part; no row of an answer
    assert "600.00" in rows.nth(1).inner_text() and "6" in rows.nth(1).inner_text()
    assert stranger.go(road.paths["vote"] + "question/1/vote.json") == 404


def numbers_are_the_same_everywhere(road: Road, folder: Path) -> None:
    stranger = road["stranger"]
    stranger.go("")
    stranger.tap(f"a[href*='{HOME}p/']:has-text('{thread.PROJECT}')")
    public = stranger.path
    facts = stranger.page.context.request.get(f"{road.house.address}{public}facts.json").json()
    cells = facts["questions"][0]["cells"]
    assert {cell: (cells[cell]["area_dm2"], cells[cell]["heads"]) for cell in CELLS} == {
        "total": (90_000, 9),
        "participating": (60_000, 6),
        "yes": (50_000, 5),
        "no": (10_000, 1),
        "abstain": (0, 0),
    }
    poster = pdf_text(stranger.fetch(f"{public}poster.pdf"))
    page = plain(stranger.words())
    stranger.go(f"{public}group/")
    group = plain(stranger.page.input_value("#group-text"))
    for cell in CELLS:
        figure = plain(area(cells[cell]["area_dm2"]))
        for place, words in (("page", page), ("poster", poster), ("group text", group)):
            assert figure in words, f"{cell} {figure} is missing on the {place}"
    a_stranger_recounts(road, cells, folder)


def a_stranger_recounts(road: Road, cells: dict[str, dict[str, object]], folder: Path) -> None:
    stranger = road["stranger"]
    stranger.go(road.paths["vote"])
    link = stranger.page.locator("main a[href$='/vote.json']").get_attribute("href") or ""
    vote_file = stranger.fetch(link)
    assert "李秋生".encode() not in vote_file
    result = thread.recount(vote_file, folder)
    counted = {cell: (result[cell]["area_m2"], result[cell]["heads"]) for cell in CELLS}
    assert counted == {cell: (cells[cell]["area_m2"], cells[cell]["heads"]) for cell in CELLS}
    assert result["passed"] is True


def the_answer_comes_back(road: Road) -> None:
    li = road["li"]
    li.go("me")
    with li.counted() as taps:
        li.tap(f"a.row-title[href='{road.paths['voice']}']")
        fate = li.page.inner_text("ol.timeline")
        li.tap(f"ol.timeline a[href*='{road.paths['vote']}']")
    road.taps["outcome"] = taps.number
    assert thread.PROJECT in fate
    assert "500.00" in li.words()
    slips_are_printed_and_ticked(road)
    road.house.work()
    told = [m["text"] for m in road.house.messages() if m["phone"] == thread.phone_of("li")]
    assert any("结果公布" in text and road.paths["matter"] in text for text in told)
    assert not any(road.paths["vote"] in text for text in told), "nobody is asked to a vote that is over"


def slips_are_printed_and_ticked(road: Road) -> None:
    sun, zhao = road["sun"], road["zhao"]
    sun.go("slips/")
    sun.tap("form[action$='/slips/make/'] button")
    assert_pdf_says(sun.fetch(f"{HOME}slips.pdf"), "3-202", thread.PROJECT)
    zhao.go("slips/")
    assert "3-202" in zhao.words()
    for door in zhao.page.locator("input[name=door]").all():
        door.check()
    zhao.tap("form:has(input[name=door]) button")
    assert zhao.page.locator("input[name=door]").count() == 0


def the_record_holds(road: Road) -> None:
    verified = road.house.command("verify-record")
    assert verified.returncode == 0, verified.stderr
    assert "dongzhen" in verified.stdout


def plain(words: str) -> str:
    """Without white space, compatibility signs unfolded (㎡ → m2): what a PDF gives back differs only in these."""
    return "".join(unicodedata.normalize("NFKC", words).split())


def pdf_text(content: bytes) -> str:
    with pypdfium2.PdfDocument(io.BytesIO(content)) as document:
        return plain("".join(page.get_textpage().get_text_range() for page in document))


def assert_pdf_says(content: bytes, *words: str) -> None:
    text = pdf_text(content)
    assert [word for word in words if plain(word) not in text] == []
