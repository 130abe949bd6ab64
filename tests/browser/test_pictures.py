"""The pictures of the README: made anew with LINMENG_PICTURES=1, otherwise looked after."""

import io
import os
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from tests.browser.house import ROOT, House
from tests.browser.pages import address
from tests.browser.places import BEGUN, places
from tests.browser.visitor import enter

FOLDER = ROOT / "docs" / "pictures"
MOST_BYTES = 400_000
COLOURS = 256
# name: (who, page, width, large print, how much of the page is shown)
PICTURES = {
    "board-390": ("stranger", "?c=wt", 390, False, 1400),
    "vote-1280": ("stranger", "votes/{published}/", 1280, False, 1000),
    "night-1280": ("stranger", "votes/{count_night}/night/", 1280, False, 900),
    "election-390": ("stranger", "elections/{election}/", 390, False, 1400),
    "alliance-1280": ("stranger", "alliance", 1280, False, 1250),
    "me-elder-390": ("li", "me", 390, True, 844),
    "desk-1280": ("sun", "desk", 1280, False, 900),
    "matter-390": ("stranger", "matters/{matter}/", 390, False, 1400),
}
MAKING = os.environ.get("LINMENG_PICTURES") == "1"


@pytest.mark.parametrize("name", PICTURES)
def test_picture_is_there_and_light(name: str, request: pytest.FixtureRequest) -> None:
    if MAKING:
        house, browser = request.getfixturevalue("sample_house"), request.getfixturevalue("chromium")
        make(house, browser, name)
    path = FOLDER / f"{name}.png"
    assert path.stat().st_size <= MOST_BYTES
    with Image.open(path) as picture:
        assert (picture.format, picture.width) == ("PNG", PICTURES[name][2])


def make(house: House, browser: Browser, name: str) -> Path:
    """Photograph a page of the sample, in few colours."""
    who, page, width, elder, height = PICTURES[name]
    person = enter(house, browser, who, width=width, elder=elder)
    person.page.set_viewport_size({"width": width, "height": height})
    person.page.goto(house.address + address(page, places(house, without=BEGUN)))
    drawn = Image.open(io.BytesIO(person.page.screenshot(animations="disabled"))).convert("RGB")
    path = FOLDER / f"{name}.png"
    drawn.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    return path
