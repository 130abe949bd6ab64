"""After publication: an owner finds the own line, a stranger counts again, a falsified file is named so."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.assembly.votes import AFTER
from tests.browser.conftest import of_this_run
from tests.browser.house import ROOT, House, make_template, open_house
from tests.browser.visitor import Person, enter, window

PHONE, DESK = 390, 1280


@pytest.fixture(scope="module")
def published_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house in which a result hangs on the board."""
    template = make_template(of_this_run(tmp_path_factory) / "published-home", "published")
    opened = open_house(template, tmp_path_factory.mktemp("published") / "home")
    opened.set_clock(AFTER)
    yield opened
    opened.stop()


def vote_of(house: House) -> int:
    [(vote,)] = house.rows("select id from assembly_vote")
    return int(vote)


def downloaded(person: Person, folder: Path) -> Path:
    """The bundle, by the button on its page."""
    with person.page.expect_download() as fetched:
        person.tap("a.button[href$='.zip']")
    file = folder / fetched.value.suggested_filename
    fetched.value.save_as(file)
    return file


def watched(page: Page) -> list[str]:
    """Every address the page asks for after this, and every word of the browser against it."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda word: asked.append(word.text))
    page.on("pageerror", lambda fault: asked.append(str(fault)))
    return asked


def falsified(bundle: Path) -> Path:
    """One mark turned round, nothing else."""
    bad = bundle.with_name("bad.zip")
    bad.write_bytes(bundle.read_bytes().replace(b'"q1":"no"', b'"q1":"NO"', 1))
    return bad


def recounted(bundle: Path, key: str) -> str:
    """What the command line says on a stranger's laptop."""
    words = [sys.executable, "-m", "linmeng_core", "verify", str(bundle), "--key", key]
    return subprocess.run(words, cwd=ROOT, capture_output=True, check=True, text=True, timeout=60).stdout


def said(page: Page) -> tuple[str, str]:
    """The word and the sentence of the verdict."""
    page.wait_for_selector(".verdict .word")
    return page.locator(".verdict .word").inner_text(), page.locator(".verdict .said").inner_text()


def fits(page: Page) -> bool:
    """Nothing sticks out sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_owner_finds_the_own_line_on_the_phone(
    published_house: House, chromium: Browser, tmp_path: Path
) -> None:
    vote = vote_of(published_house)
    li = enter(published_house, chromium, "li", width=PHONE)
    li.go(f"votes/{vote}/")
    li.tap("a[href*='/key/']")
    signs = [one.strip() for one in li.page.locator("dl.pairs dd").all_inner_texts()]
    home, code, salt = (re.sub(r"\s", "", one) for one in signs)
    assert (home, len(salt)) == ("3-101", 32)
    li.tap("a.button[href$='/bundle/']")
    bundle = downloaded(li, tmp_path)
    page = window(chromium, width=PHONE).new_page()
    page.goto(f"{published_house.address}/verify/")
    asked = watched(page)
    page.set_input_files("#file", bundle)
    word, sentence = said(page)
    assert word == "可以相信"
    assert sentence.startswith("9 户的名册、7 张票、1 个议题，从头重算一遍")
    for name, sign in (("code", code), ("salt", salt), ("home", home)):
        page.fill(f"#{name}", sign)
    page.click("form button")
    answer = page.locator("form + .answer").inner_text()
    assert "房号对得上" in answer
    assert "同意" in answer and "已计入" in answer
    assert fits(page)
    assert asked == []


def test_stranger_counts_again_at_a_desk_and_sees_what_was_falsified(
    published_house: House, chromium: Browser, tmp_path: Path
) -> None:
    stranger = Person(published_house, window(chromium, width=DESK).new_page(), "stranger")
    assert stranger.go(f"votes/{vote_of(published_house)}/bundle/") == 200
    key = "".join(stranger.page.locator("dd.groups").last.all_inner_texts())
    bundle = downloaded(stranger, tmp_path)
    with stranger.page.expect_download() as fetched:
        stranger.tap("a.button[href$='?save']")
    saved = tmp_path / "verify.html"
    fetched.value.save_as(saved)
    page = window(chromium, width=DESK).new_page()
    page.context.set_offline(True)  # the saved page needs no network
    page.goto(saved.as_uri())
    page.set_input_files("#file", bundle)
    assert said(page)[0] == "可以相信"
    page.fill("#posted", key)
    assert "✓ 相同" in page.locator("section", has=page.locator("#posted")).inner_text()
    assert recounted(bundle, key).startswith("核验通过：按 9 户的名册和 7 张票把 1 个议题重新计算")
    page.set_input_files("#file", falsified(bundle))
    page.wait_for_selector(".verdict.tampered")
    word, sentence = said(page)
    assert word == "不可信"
    assert re.match(r"第 \d 张票（ballots.jsonl 第 \d 行）与前一张接不上", sentence)
    assert fits(page)
