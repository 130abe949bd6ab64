"""Scene 2: a committee for 240 flats without one. 159 ballots are too few, 160 are enough; four of seven are
elected for five seats, the fifth has exactly half; a façade vote can be noticed only after the filing.
"""

import json
import re
from typing import Any

from playwright.sync_api import Browser

from tests.browser.house import House
from tests.browser.scene_2_world import AFTER, OPEN, at
from tests.browser.visitor import Person, enter


def stage(house: House, name: str) -> dict[str, Any]:
    done = house.command(name, module="tests.browser.scene_2_world")
    assert done.returncode == 0, done.stderr[-3000:]
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def begin(sun: Person) -> None:
    """The clerk sees the compound without committee first, and begins its election."""
    sun.go("elections/?c=xs")
    assert sun.sees("新山苑")
    sun.tap("a[href$='elections/open/xs/']")
    sun.type("seats", "5")
    sun.type("reason", "五十二位业主联名书面申请，街道已受理")
    sun.tap("form button.button")
    assert re.search(r"/elections/\d+/$", sun.path), sun.words()


def cast_in_browser(li: Person, known: dict[str, Any]) -> None:
    """Six names are refused with a sentence; five are read once more and cast."""
    li.go(f"votes/{known['vote']}/cast/{known['entry']}/")
    for number in range(1, 7):
        li.tap(f"input[name=q1][value='{number}']")
    li.tap("form button.button")
    assert "6" in li.page.inner_text(".errorlist, .field.wrong"), li.words()
    li.tap("input[name=q1][value='6']")
    li.tap("form button.button")
    assert li.page.locator(".ballot-choice").inner_text().count("、") == 4
    li.tap(".ballot-sure button")
    assert "/receipt/" in li.path


def test_scene_2(house: House, chromium: Browser) -> None:
    stage(house, "build")
    sun = enter(house, chromium, "sun", width=1280)
    begin(sun)
    known = stage(house, "stand")
    house.set_clock(at(OPEN))
    li = enter(house, chromium, "li")
    cast_in_browser(li, known)
    assert stage(house, "cast_158") == {"outcome": "no_quorum", "cast": 159}
    stranger = enter(house, chromium, "stranger")
    stranger.go(f"votes/{known['vote']}/")
    assert re.search(r"\b1\b", stranger.page.inner_text("h1"))  # one more owner must vote
    result = stage(house, "count")
    assert (result["quorum"], result["outcome"], result["elected"]) == (
        True,
        "by_election",
        ["1", "2", "3", "4"],
    )
    assert [heads for _number, heads, _area in result["support"]] == [81, 81, 81, 81, 80, 30, 20]
    assert result["support"][4] == ["5", 80, "6400.00"] and result["participating"]["heads"] == 160
    assert (result["against_all"]["heads"], result["abstain"]["heads"]) == (10, 19)
    assert result["state"] == "ended"
    house.set_clock(at(AFTER))
    see_result(stranger, known)
    told = stage(house, "by_election")
    assert told["after"] == "True" and (told["facade"], told["unfiled"]) == ("NotAllowed", "NotAllowed")
    assert (told["members"], told["state"], told["filed"]) == (5, "filed", "noticed")
    assert told["seats"] == ["committee_director", *["committee_member"] * 4]
    stranger.go("elections/?c=xs")
    assert stranger.page.locator("main .chip.done").count() == 1


def see_result(stranger: Person, known: dict[str, Any]) -> None:
    """Anybody reads each candidate in both measures; no word of a top five."""
    stranger.go(f"votes/{known['vote']}/")
    rows = stranger.page.locator("main .election-table tbody tr")
    elected = [row.locator(".chip.done").count() for row in rows.all()]
    assert elected == [1, 1, 1, 1, 0, 0, 0]
    assert stranger.sees("6,480.00") or stranger.sees("6480.00")
    stranger.go(f"elections/{known['election']}/")
    assert stranger.fits()
    assert stranger.axe() == []
