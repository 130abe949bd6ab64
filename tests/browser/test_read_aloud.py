"""An elder has a page read aloud: what is heard is what is seen, in order, and no menu."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.house import House
from tests.browser.visitor import Person, confirm_second_factor, enter, use_elder_mode, window

VOICE = """
  window.heard = [];
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
  const voice = { current: null, speaking: false, getVoices: () => [],
    speak(said) { this.current = said; this.speaking = true; window.heard.push([said.text, said.lang, said.rate]); },
    cancel() { this.current = null; this.speaking = false; } };
  window.finishSentence = () => {
    const said = voice.current; voice.current = null; voice.speaking = false; if (said) said.onend(); };
  Object.defineProperty(window, "speechSynthesis", { value: voice, configurable: true });
"""
NO_VOICE = "Object.defineProperty(window, 'speechSynthesis', { value: undefined });"
READ, SLOWER = "[data-read]", "[data-slower]"
TITLE = "3号楼外墙维修方案公示"
WORDS = (
    "业委会选定了甲方案，预算 48,236.77 元；面积 80.00 ㎡。样板在3号楼1号101，7月12日 19:30 可看。"
    "\n通过要有2/3参加。请问楼组长 138****0000。"
)


def elder(house: House, browser: Browser, script: str = VOICE) -> Person:
    """A stranger in large print whose browser has a recorded voice."""
    context = window(browser)
    context.add_init_script(script)
    person = Person(house, context.new_page(), "stranger")
    use_elder_mode(person, on=True)
    return person


def notice_of(house: House, browser: Browser) -> str:
    """Wang writes a notice, looks at it and publishes it; answers its address."""
    wang = enter(house, browser, "wang")
    wang.go("confirm/")
    confirm_second_factor(wang)
    wang.go("publish/wt/")
    wang.type("title", TITLE)
    wang.type("words", WORDS)
    wang.page.select_option("[name=days]", "15")
    wang.tap("form.form button.button:not([type=button])")
    assert wang.sees("48,236.77 元")
    wang.page.check("input[name=understood]")
    wang.tap("form.confirm button.button")
    assert "/p/" in wang.path
    return wang.path


def heard(page: Page) -> list[str]:
    """All sentences, each spoken to its end."""
    page.click(READ)
    while page.get_attribute(READ, "aria-pressed") == "true":
        page.evaluate("finishSentence()")
    return [text for text, _lang, _rate in page.evaluate("heard")]


def test_a_notice_is_read_as_it_stands_with_figures_as_one_says_them(
    cast_house: House, chromium: Browser
) -> None:
    address = notice_of(cast_house, chromium)
    person = elder(cast_house, chromium)
    person.go(address)
    said = heard(person.page)
    start = said.index("梧桐苑")
    assert said[start : start + 8] == [
        "梧桐苑",
        "3号楼外墙维修方案公示",
        *said[start + 2 : start + 3],  # until when
        "业委会选定了甲方案，预算 48236元7角7分；",
        "面积 80.00 平方米。",
        "样板在3号楼1号幺零幺，7月12日 19点30分 可看。",
        "通过要有3分之2参加。",
        "请问楼组长 幺三八，尾号零零零零。",
    ]
    assert "7月20日" in said[start + 2] and "24点" in said[start + 2]
    assert {lang for _text, lang, _rate in person.page.evaluate("heard")} == {"zh-CN"}


SEEN = """() => { const main = document.getElementById("main").cloneNode(true);
  main.querySelectorAll("nav, button, input, select, textarea, .actions, .read-aloud, .page-head-back, .page-help-link,"
    + ".away, svg, .hash, .filters, .search, .pager").forEach(part => part.remove());
  return main.textContent; }"""
ONLY_HAN = "[^\\u4e00-\\u9fff]"


@pytest.mark.parametrize("path", ["", "publications/", "check/?code=00000000", "charter/", "votes/"])
def test_every_word_that_is_seen_is_heard_in_order(cast_house: House, chromium: Browser, path: str) -> None:
    person = elder(cast_house, chromium)
    person.go(path)
    seen = person.page.evaluate(SEEN)
    said = "".join(heard(person.page))
    strip = f"words => words.replace(/{ONLY_HAN}|[零幺二三四五六七八九点分]/g, '')"
    assert person.page.evaluate(strip, said) == person.page.evaluate(strip, seen)
    menus = ["联盟", "登录", "关怀版"]
    nav = person.page.locator("header.masthead").inner_text()
    assert [word for word in menus if word in said and word not in seen and word in nav] == []


def test_reading_stops_slows_down_and_never_begins_by_itself(cast_house: House, chromium: Browser) -> None:
    person = elder(cast_house, chromium)
    person.go("")
    page = person.page
    assert page.evaluate("heard") == []
    page.focus(READ)
    page.keyboard.press("Enter")
    assert (page.get_attribute(READ, "aria-pressed"), page.locator(".being-read").count()) == ("true", 1)
    page.focus(SLOWER)
    page.keyboard.press("Space")
    rates = [(text, rate) for text, _lang, rate in page.evaluate("heard")]
    assert rates == [(rates[0][0], 0.85), (rates[0][0], 0.6)]
    page.evaluate("finishSentence()")
    assert page.evaluate("heard.length") == 3
    page.click(READ)
    assert (page.get_attribute(READ, "aria-pressed"), page.locator(".being-read").count()) == ("false", 0)
    page.evaluate("finishSentence()")
    assert page.evaluate("heard.length") == 3


def test_without_a_voice_or_without_large_print_there_is_no_button(
    cast_house: House, chromium: Browser
) -> None:
    mute = elder(cast_house, chromium, NO_VOICE)
    mute.go("")
    assert not mute.page.locator(".read-aloud").is_visible()
    sharp = elder(cast_house, chromium)
    use_elder_mode(sharp, on=False)
    sharp.go("")
    assert sharp.page.locator(".read-aloud").count() == 0
