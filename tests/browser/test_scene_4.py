"""Scene 4: Madam Zhou, 78, landline only, tells of a loose tile; a slip brings the answer to her door, the board
says the same, and what she ticks on the slip comes back. When it is done she is asked once more: her worry goes
from 5 to 1."""

import io
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image, ImageDraw
from playwright.sync_api import Browser

from linmeng.common.clock import SHANGHAI
from tests.browser.house import House
from tests.browser.test_thread import pdf_text, plain
from tests.browser.visitor import HOME, Person, confirm_second_factor, enter, log_in_again

SAID = "我家窗外的瓷砖松了，风一吹就响，下面是小朋友上学的路。"
MATTER = "3号楼东墙瓷砖松动"
REASON = "砸到人的危险最大"
NAME, DOOR = "周阿婆", "3-203"
DONE = "瓷砖已经补好，业委会和居委会一起看过。"
SATURDAY = datetime(2026, 7, 11, 10, 0, tzinfo=SHANGHAI)
A_MONTH_LATER = datetime(2026, 8, 10, 10, 0, tzinfo=SHANGHAI)
DOTS_PER_TENTH = 200 / 254


def test_the_slip_comes_back(house: House, chromium: Browser, tmp_path: Path) -> None:
    zhao, sun, wang, stranger = (enter(house, chromium, who) for who in ("zhao", "sun", "wang", "stranger"))
    voice = tell_leader(zhao)
    matter = take_up(sun, voice)
    give_first_place(wang, matter)
    paper = slips_of_the_week(house, sun)
    slip_says_place_step_and_date(paper)
    board_and_page_agree(house, sun, stranger)
    bring_to_the_door(zhao)
    house.set_clock(SATURDAY)
    for officer in (zhao, sun):
        log_in_again(officer)
    come_back_scanned(house, sun, scan_of(house, paper, tmp_path, ["1:not_yet", "worry:3"]))
    house.set_clock(A_MONTH_LATER)
    for officer in (zhao, sun):
        log_in_again(officer)
    say_that_it_is_done(sun, matter)
    ask_once_more(zhao, voice)
    worry_fell(zhao, sun, voice, matter)
    public_sees_no_worry(stranger, matter)


def tell_leader(zhao: Person) -> str:
    """At the door, written down by the building leader, with how worried she is."""
    zhao.go("say/for/")
    zhao.type("q", DOOR)
    zhao.tap("form.search button")
    assert zhao.sees(NAME)
    zhao.tap("a.row-title")
    zhao.type("words", SAID)
    zhao.tap("details.more summary")
    zhao.choose("worry", "5")
    zhao.tap("form.form button.button:not([type=button])")
    assert zhao.sees(SAID)
    assert zhao.sees("很担心")
    return zhao.path


def take_up(sun: Person, voice: str) -> str:
    """Two taps."""
    sun.go(voice)
    with sun.counted() as taps:
        sun.choose("nature", "common_part")
        sun.type("title", MATTER)
        sun.tap("form[action$='/take-up/'] button")
    assert taps.number == 2
    links = sun.page.locator("main a[href*='/matters/']:not([href$='/matters/'])")
    return links.first.get_attribute("href") or ""


def give_first_place(wang: Person, matter: str) -> None:
    wang.go(matter)
    wang.tap("details.keeper summary")
    wang.page.fill("details.keeper input[name=reason]", REASON)
    wang.tap("details.keeper button")


def slips_of_the_week(house: House, sun: Person) -> bytes:
    """From the desk: one press numbers them, the worker draws the file."""
    sun.go("desk")
    sun.tap("ul.doors a[href$='/slips/']")
    sun.tap("form[action$='/slips/make/'] button")
    assert house.rows("select state, sheets_count from papers_printrun") == [("waiting", 1)]
    house.work()
    assert house.rows("select state, sheets_made from papers_printrun") == [("made", 1)]
    return sun.fetch(sun.page.locator("main a[href$='/slips.pdf']").first.get_attribute("href") or "")


def slip_says_place_step_and_date(paper: bytes) -> None:
    words = pdf_text(paper)
    assert [
        said for said in (DOOR, MATTER, "问题整改清单第1位", REASON, "7月5日") if plain(said) not in words
    ] == []
    assert NAME not in words


def board_and_page_agree(house: House, sun: Person, stranger: Person) -> None:
    """The A3 board of Monday, the board's page and the paper's own page on a phone: the same figures."""
    sun.go("confirm/")
    confirm_second_factor(sun)
    sun.go("monday/")
    sun.tap("form[action$='/monday/print/'] button")
    house.work()
    sun.page.reload()
    poster = pdf_text(sun.fetch(sun.page.locator("main a[href$='/boards.pdf']").get_attribute("href") or ""))
    stranger.go("?c=wt")
    assert stranger.fits()
    first = stranger.page.locator(".row:has(.row-number)").first.inner_text()
    assert plain(f"1{MATTER}") in plain(first)
    stranger.tap(f"a[href*='{HOME}p/']")
    facts = json.loads(stranger.fetch(f"{stranger.path}facts.json"))
    assert [(row["place"], row["title"], row["voices"], row["reason"]) for row in facts["rows"]] == [
        (1, MATTER, 1, REASON)
    ]
    assert stranger.fits()
    for place, words in (("page", plain(stranger.words())), ("poster", poster)):
        for said in (MATTER, REASON, facts["rows"][0]["state"]):
            assert plain(said) in words, f"{said} is missing on the {place}"


def bring_to_the_door(zhao: Person) -> None:
    zhao.go("slips/")
    assert zhao.sees(DOOR)
    zhao.page.check("input[name=door]")
    zhao.tap("form:has(input[name=door]) button")
    assert zhao.page.locator("input[name=door]").count() == 0


def scan_of(house: House, paper: bytes, folder: Path, marks: list[str]) -> Path:
    """The upper half of the sheet after the list to tick, crossed with a pen where the layout has these boxes."""
    [(told,)] = house.rows("select layout from papers_printrun where kind = 'answer_slip'")
    layout: dict[str, Any] = json.loads(told)
    with pypdfium2.PdfDocument(io.BytesIO(paper)) as document:
        sheet: Image.Image = document[1].render(scale=200 / 72).to_pil().convert("L")
    slip = sheet.crop((0, 0, sheet.width, sheet.height // 2))
    pen, boxes = ImageDraw.Draw(slip), {box["name"]: box for box in layout["boxes"]}
    for name in marks:
        left, top, wide, high = (boxes[name][key] * DOTS_PER_TENTH for key in ("x", "y", "w", "h"))
        pen.line([(left + 5, top + 5), (left + wide * 0.9, top + high * 0.9)], fill=20, width=6)
        pen.line([(left + 5, top + high * 0.9), (left + wide * 0.9, top + 5)], fill=20, width=6)
    path = folder / "slip.png"
    slip.save(path)
    return path


def come_back_scanned(house: House, sun: Person, scan: Path) -> None:
    sun.go("scans/")
    sun.page.select_option("[name=compound]", label="梧桐苑")
    sun.page.set_input_files("input[name=scans]", scan)
    sun.tap("form.form button.button")
    house.work()
    assert house.rows("select state from papers_scan") == [("read",)]
    assert house.rows("select state from papers_sheet") == [("settled",)]
    sun.go("slips/")
    assert sun.sees(MATTER)
    assert house.rows("select reply from publishing_delivery where reply <> ''") == [("not_yet",)]
    levels = house.rows("select level, source from voices_worry order by said_at")
    assert levels == [(5, "helper"), (3, "slip")]


def say_that_it_is_done(sun: Person, matter: str) -> None:
    """Accepted by those who looked at it; everyone behind the matter is told."""
    sun.go(matter)
    sun.tap("details.done-part summary")
    sun.page.fill("details.done-part textarea[name=words]", DONE)
    sun.tap("details.done-part button")
    assert sun.sees(DONE)


def ask_once_more(zhao: Person, voice: str) -> None:
    """At the door: two taps and where it was heard."""
    zhao.go(voice)
    zhao.choose("level", "1")
    zhao.page.select_option("form[action$='/worry/'] [name=source]", "helper")
    zhao.tap("form[action$='/worry/'] button")


def worry_fell(zhao: Person, sun: Person, voice: str, matter: str) -> None:
    """For those who bring it back to her door, and for those who sort."""
    for person in (zhao, sun):
        person.go(voice)
        words = plain(person.words())
        assert "很担心" in words and "现在:一点不担心" in words.replace("：", ":")
    sun.go(matter)
    assert sun.sees("5.0 → 1.0")


def public_sees_no_worry(stranger: Person, matter: str) -> None:
    stranger.go(matter)
    assert stranger.sees(MATTER)
    assert "担心" not in stranger.words()
    assert NAME not in stranger.page.content()
