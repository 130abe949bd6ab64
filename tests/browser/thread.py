"""The steps of the road, each as its person does it in a browser; the tests put them in order."""

import json
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw
from playwright.sync_api import Browser

from tests.browser.house import ROOT, House
from tests.browser.visitor import PHONES, Person, confirm_second_factor, enter, log_in_again

OFFICERS = frozenset({"wang", "he", "sun", "zhao", "wu", "feng"})
WORDS = "三号楼北墙三层的面砖松了，昨天掉下来一块，楼下是孩子们走的路。"
HELPED_WORDS = "三号楼北墙的面砖在我家窗边也脱落了。我没有手机，有消息请写张条子。"
MATTER = "3号楼北墙面砖脱落"
PROJECT = "3号楼北墙修缮"
QUESTION = "是否同意使用3号楼维修资金修缮北墙（预算 48,236.77 元）？"


@dataclass
class Road:
    """One house, its windows, and where the things of the thread came to stand."""

    house: House
    browser: Browser
    width: int
    owner_has_script: bool
    people: dict[str, Person] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)
    taps: dict[str, int] = field(default_factory=dict)

    def __getitem__(self, who: str) -> Person:
        """A person's window; each opens once."""
        if who not in self.people:
            script = self.owner_has_script or who != "li"
            self.people[who] = enter(self.house, self.browser, who, width=self.width, script=script)
        return self.people[who]

    def go_on_at(self, instant: datetime) -> None:
        """Some days later; who holds an office logs in again, neighbours stay logged in."""
        self.house.set_clock(instant)
        for who, person in self.people.items():
            if who in OFFICERS:
                log_in_again(person)


def photo_of_wall(folder: Path) -> Path:
    """A picture as a phone would take it."""
    path = folder / "wall.jpg"
    picture = Image.new("RGB", (1200, 900), "#c9b79c")
    draw = ImageDraw.Draw(picture)
    for x in range(0, 1200, 120):
        for y in range(0, 900, 90):
            draw.rectangle(
                (x + 4, y + 4, x + 114, y + 84), fill="#b5563c" if (x, y) != (480, 360) else "#5b5148"
            )
    picture.save(path, quality=80)
    return path


def say_it(road: Road, folder: Path) -> None:
    """Li, from her own page: three taps, a sentence and a photo; a fourth because it is dangerous."""
    li = road["li"]
    li.go("me")
    with li.counted() as taps:
        li.tap("a.button[href$='/say/']")
        li.type("words", WORDS)
        li.add_photo(photo_of_wall(folder))
        li.tap("label:has(input[name=dangerous])")
        li.tap("form.form button.button:not([type=button])")
    road.taps["say"] = taps.number
    assert li.sees(WORDS)
    assert li.page.locator(".evidence img").count() == 1
    road.paths["voice"] = li.path


def say_it_for_neighbour(road: Road) -> None:
    """Zhao types what the neighbour of 3-202 said at the door."""
    zhao = road["zhao"]
    zhao.go("say/for/")
    zhao.type("q", "3-202")
    zhao.tap("form.search button")
    zhao.tap("a.row-title")
    zhao.type("words", HELPED_WORDS)
    zhao.tap("form.form button.button:not([type=button])")
    assert zhao.sees(HELPED_WORDS)
    assert zhao.sees("赵桂芳")  # that she helped is written down
    road.paths["helped"] = zhao.path


def take_it_up(road: Road) -> None:
    """Sun opens the voice: whose matter it is, take it up. The neighbour's voice joins the same matter."""
    sun = road["sun"]
    sun.go(road.paths["voice"])
    with sun.counted() as taps:
        sun.choose("nature", "common_part")
        sun.type("title", MATTER)
        sun.tap("form[action$='/take-up/'] button")
    road.taps["sort"] = taps.number
    road.paths["matter"] = (
        sun.page.locator("a[href*='/matters/']:not([href$='/matters/'])").first.get_attribute("href") or ""
    )
    sun.go(road.paths["helped"])
    sun.tap("form[action$='/join/'] button")
    sun.go(road.paths["matter"])
    assert sun.sees(MATTER)


def list_it(road: Road) -> None:
    """Wang gives it place 1 on the problem list, with the reason."""
    wang = road["wang"]
    wang.go(road.paths["matter"])
    wang.tap("details.keeper summary")
    wang.page.fill("details.keeper input[name=reason]", "砸到人的危险最大")
    wang.tap("details.keeper button")
    stranger = road["stranger"]
    stranger.go("c/wt/list/problem/")
    assert MATTER in stranger.page.inner_text("ol.places li >> nth=0")
    assert "砸到人的危险最大" in stranger.page.inner_text("ol.places li >> nth=0")


def make_it_lawful(road: Road) -> None:
    """Wang starts the project of building 3 on the maintenance fund, and answers the legality gate."""
    wang = road["wang"]
    wang.go("projects/")
    wang.tap("a[href$='/projects/start/']")
    wang.tap("label:has(input[name=matters])")
    wang.type("title", PROJECT)
    wang.type("summary", "铲除空鼓面砖，补做防水和饰面。")
    wang.page.select_option("[name=place]", label="3号楼")
    wang.type("cost", "48236.77")
    wang.page.select_option("[name=fund_source]", "maintenance_fund")
    wang.tap("form.form button.button")
    road.paths["project"] = wang.path
    assert wang.sees("48,236.77")
    wang.tap(".page-head a.button[href$='/legality/']")
    wang.page.check("input[name=deed][value=repair]")
    for answer in wang.page.locator("input[type=radio][value=yes]").all():
        answer.check()
    wang.tap("form.form button.button")
    assert wang.path == road.paths["project"]


def draft_vote(road: Road) -> None:
    """Wang words one question."""
    wang = road["wang"]
    wang.tap(".page-head a.button[href*='/votes/prepare/']")
    wang.type("title", f"{PROJECT}表决")
    wang.type("questions", QUESTION)
    wang.tap("form.form button.button")
    road.paths["vote"] = wang.path.removesuffix("notice/")


def give_notice(road: Road, *, opens: str, closes: str) -> None:
    """Wang announces the vote; without the SMS code nothing is announced."""
    wang = road["wang"]
    fill_notice(wang, opens, closes)
    assert "/confirm/" in wang.path
    assert road["stranger"].go(road.paths["vote"]) == 404  # still a draft
    confirm_second_factor(wang)
    fill_notice(wang, opens, closes)
    assert wang.path == road.paths["vote"]


def fill_notice(wang: Person, opens: str, closes: str) -> None:
    """The days, the tick, the button."""
    wang.type("opens_on", opens)
    wang.type("closes_on", closes)
    wang.page.check("input[name=understood]")
    wang.tap("form.confirm button.button")


def carry_papers(road: Road) -> None:
    """Wang issues and prints the papers; Zhao ticks the doors she brought them to."""
    wang, zhao = road["wang"], road["zhao"]
    wang.go(road.paths["vote"] + "papers/")
    wang.tap("form button.button")
    road.paths["ballots"] = wang.page.locator("a[href$='/ballots.pdf']").first.get_attribute("href") or ""
    zhao.go(road.paths["vote"] + "delivery/?many=1")
    for door in zhao.page.locator("input[name=entries]").all():
        door.check()
    zhao.tap("form.form button.button")


def vote_on_phone(person: Person) -> int:
    """From one's own page: vote now, agree, yes. Answers the taps."""
    person.go("me")
    with person.counted() as taps:
        person.tap("a.button[href*='/cast/']")
        person.tap("button[name=q1][value=yes]")
        person.tap("form:has(input[name=sure]) button.button")
    assert "/receipt/" in person.path
    return taps.number


def open_count(road: Road, who: str) -> Person:
    """A reader of papers at the entry page, with the second factor fresh."""
    reader = road[who]
    reader.go(road.paths["vote"] + "enter/")
    if "/confirm/" in reader.path:
        confirm_second_factor(reader)
    return reader


def read_paper(road: Road, who: str, number: int, choice: str) -> str:
    """One reading of one paper; answers what the next page says."""
    reader = open_count(road, who)
    reader.type("paper", str(number))
    reader.tap("form.inline-form button")
    assert reader.page.locator("form.form input:checked[name=q1]").count() == 0, "another's reading shows"
    reader.page.check(f"input[name=q1][value={choice}]")
    reader.tap("form.form button.button")
    if "/confirm/" in reader.path:
        confirm_second_factor(reader)
        return read_paper(road, who, number, choice)
    return reader.page.inner_text(".messages")


def confirm_step(person: Person, path: str) -> None:
    """A page before a point of no return: read, tick, go; with the code by SMS where it is asked."""
    for _try in range(2):
        person.go(path)
        person.page.check("input[name=understood]")
        person.tap("form.confirm button.button")
        if "/confirm/" not in person.path:
            return
        confirm_second_factor(person)


def close_count_publish(road: Road) -> None:
    """Wang, on count night; Sun of the residents' committee signs beside him."""
    for step in ("close", "count"):
        confirm_step(road["wang"], f"{road.paths['vote']}{step}/")
    for who in ("wang", "sun"):
        sign_count(road[who], road.paths["vote"])
    confirm_step(road["wang"], f"{road.paths['vote']}publish/")


def sign_count(person: Person, vote_path: str) -> None:
    """Look at the count and sign it, with the code by SMS where it is asked."""
    for _try in range(2):
        person.go(f"{vote_path}sign/")
        person.page.check("input[name=agrees][value=yes]")
        person.tap("form.form button.button")
        if "/confirm/" not in person.path:
            return
        confirm_second_factor(person)


def recount(vote_file: bytes, folder: Path) -> dict[str, Any]:
    """What a stranger's laptop says: the core alone, from the downloaded file."""
    path = folder / "VOTE.json"
    path.write_bytes(vote_file)
    words = [sys.executable, "-m", "linmeng_core", "tally", str(path)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    return json.loads(done.stdout)


def phone_of(who: str) -> str:
    """A cast member's number."""
    return PHONES[who]
