"""What the house refuses, and the switches that stay: each refusal is a sentence that says what to do next."""

import re

import pytest
from django.core import signing
from playwright.sync_api import Browser

from linmeng.publishing.queries.message_words import STOP_SALT
from tests.browser import thread
from tests.browser.house import House
from tests.browser.pages import address
from tests.browser.places import BEGUN, names_given, places
from tests.browser.thread import Road
from tests.browser.visitor import PHONES, Person, enter, window

HAN = re.compile(r"[\u4e00-\u9fff]")
ENGLISH_PAGES = [
    ("stranger", ["", "alliance", "charter/", "matters/", "projects/", "votes/", "votes/{published}/"]),
    ("stranger", ["search", "strengths/", "c/wt/", "check/", "/laws/", "/accounts/login/"]),
    ("li", ["me", "me/notices/", "say/", "voices/", "votes/{open}/"]),
    ("sun", ["desk", "voices/", "voices/{received}/", "say/for/", "slips/", "roll/wt/"]),
]
FRAME = (
    ".main-nav a, .foot p.meta, .foot-links a, main .part-head h2, main .button, main legend, main thead th, main dt,"
    " main summary, main .empty-title, main .figure-label, main .kicker + .page-title + .lead"
)


def try_password(person: Person, phone: str, password: str) -> None:
    person.go("/accounts/login/")
    person.type("login", phone)
    person.type("password", password)
    person.page.locator("form:has(input[name=password]) button").click()


def test_wrong_passwords_are_soon_limited_with_a_sentence(house: House, chromium: Browser) -> None:
    person = Person(house, window(chromium).new_page(), "stranger")
    said = []
    for number in range(7):
        try_password(person, PHONES["wang"], f"wrong-{number}")
        said.append(person.page.inner_text("[role=alert]"))
    assert "登录失败次数过多" in said[-1]
    assert "登录失败次数过多" not in said[0]
    try_password(person, PHONES["wang"], "plum-rain-2026")
    assert "/accounts/login/" in person.path, "the right password must wait, too"
    try_password(person, PHONES["li"], "plum-rain-2026")
    person.page.wait_for_url("**/me")  # a neighbour is not locked out by it


def ask_for_code(person: Person, phone: str) -> None:
    person.go("/accounts/login/code/")
    person.type("phone", phone)
    person.tap("form button.button")


def test_codes_can_be_asked_for_anew_but_not_without_end(house: House, chromium: Browser) -> None:
    person = Person(house, window(chromium).new_page(), "stranger")
    ask_for_code(person, PHONES["li"])
    assert (person.fits(), person.axe()) == (True, [])
    for _more in range(3):
        person.tap("button[value=resend]")
    assert person.page.locator("button[value=resend]").count() == 0
    assert len(house.messages()) == 4
    person.type("code", house.last_code(PHONES["li"]))
    person.tap("button[value=verify]")
    person.page.wait_for_url("**/me")


def test_codes_asked_for_from_the_start_are_limited_with_a_sentence(house: House, chromium: Browser) -> None:
    person = Person(house, window(chromium).new_page(), "stranger")
    for _ask in range(4):
        ask_for_code(person, PHONES["li"])
        if "/confirm/" in person.path:
            person.tap("form[action$='/logout/'] button")
    assert person.sees("登录失败次数过多，请稍后重试。")
    assert len(house.messages()) == 3


def test_a_flood_of_log_ins_meets_a_sentence(house: House, chromium: Browser) -> None:
    person = Person(house, window(chromium).new_page(), "stranger")
    person.go("/accounts/login/")
    token = person.page.locator("main input[name=csrfmiddlewaretoken]").first.input_value()
    for _try in range(31):
        answer = person.page.context.request.post(person.page.url, form={"csrfmiddlewaretoken": token})
    assert answer.status == 429
    assert "短时间内试得太多了" in answer.text()


def test_a_mistyped_number_can_be_changed(house: House, chromium: Browser) -> None:
    person = Person(house, window(chromium).new_page(), "stranger")
    ask_for_code(person, "13912345678")
    person.tap("form[action$='/logout/'] button")
    assert person.path == "/accounts/login/code/"
    ask_for_code(person, PHONES["li"])
    assert "/confirm/" in person.path


def test_a_code_is_refused_after_five_wrong_tries(house: House, chromium: Browser) -> None:
    wang = enter(house, chromium, "wang")
    wang.go("confirm/?next=/a/dongzhen/roll/wt/import/new/")
    wang.page.locator("button[name=send]").click()
    right = house.last_code(PHONES["wang"])
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"
    for _try in range(5):
        wang.page.fill("#code", wrong)
        wang.page.locator("form:has(#code) button").first.click()
        assert wang.sees("验证码不对")
    wang.page.fill("#code", right)
    wang.page.locator("form:has(#code) button").first.click()
    assert wang.sees("验证码已失效")
    wang.go("roll/wt/import/new/")
    assert "/confirm/" in wang.path


def test_an_officer_without_a_second_factor_gives_no_notice(sample_house: House, chromium: Browser) -> None:
    wang = enter(sample_house, chromium, "wang")
    road = Road(sample_house, chromium, 390, True, {"wang": wang})
    thread.make_it_lawful(road)
    thread.draft_vote(road)
    thread.fill_notice(wang, "2026-07-23", "2026-07-31")
    assert "/confirm/" in wang.path
    assert wang.sees("验证码")
    assert road["stranger"].go(road.paths["vote"]) == 404
    assert not any("请您投票" in message["text"] for message in sample_house.messages())


@pytest.mark.parametrize(("who", "paths"), ENGLISH_PAGES)
def test_english_is_whole_once_chosen(
    sample_house: House, chromium: Browser, who: str, paths: list[str]
) -> None:
    person = enter(sample_house, chromium, who, width=1280)
    person.go("")
    person.page.locator("header button[name=language][value=en]").click()
    found, given, left = places_known(sample_house), names_given(sample_house), []
    for path in paths:
        person.page.goto(sample_house.address + address(path, found))
        assert person.page.locator("html").get_attribute("lang") == "en"
        words = person.page.locator(FRAME).all_inner_texts()
        left += [f"{path} · {who} · {said}" for said in words if chinese_left(said, given)]
    assert left == []
    person.page.locator("header button[name=language]").click()
    assert person.page.locator("html").get_attribute("lang") == "zh-Hans"


def places_known(house: House) -> dict[str, str]:
    """Of the untouched sample; drafts are not there."""
    return places(house, without=BEGUN)


def chinese_left(said: str, given: list[str]) -> bool:
    """Whether Chinese words stand there besides names and titles that people gave."""
    for name in given:
        said = said.replace(name, "")
    return HAN.search(said) is not None


def test_large_print_stays_when_the_window_is_opened_again(sample_house: House, chromium: Browser) -> None:
    person = enter(sample_house, chromium, "li")
    person.go("matters/")
    person.page.locator("header button[name=elder]").click()
    assert person.path == "/a/dongzhen/matters/"
    kept = person.page.context.storage_state()
    again = Person(sample_house, window(chromium, storage_state=kept).new_page(), "li")
    again.go("me")
    assert again.page.locator("html").get_attribute("data-elder") == "1"
    again.page.locator("header button[name=elder]").click()
    again.go("me")
    assert again.page.locator("html").get_attribute("data-elder") is None


@pytest.mark.parametrize(
    ("who", "path", "status", "sentence"),
    [
        ("stranger", "votes/1/", 404, "公示板的这个位置没有贴东西"),
        ("stranger", "/a/nowhere/", 404, "公示板的这个位置没有贴东西"),
        ("stranger", "/nowhere", 404, "公示板的这个位置没有贴东西"),
        ("qian", "roll/wt/", 404, "公示板的这个位置没有贴东西"),
        ("li", "roll/wt/", 403, "名册"),
        ("chen", "projects/start/", 403, "业委会"),
        ("feng", "slips/", 403, "回音条"),
    ],
)
def test_refusals_are_sentences(
    sample_house: House, chromium: Browser, who: str, path: str, status: int, sentence: str
) -> None:
    person = enter(sample_house, chromium, who, width=360)
    assert person.go(path) == status
    assert sentence in person.words()
    assert person.page.locator("main a").count() > 0, "a way on"
    assert person.fits()
    assert person.axe() == []


def test_the_link_at_the_foot_of_a_letter_is_a_page(sample_house: House, chromium: Browser) -> None:
    key = (sample_house.home / sample_house.dwelling / "keys" / "secret_key").read_text()
    token = signing.dumps(["1", "board"], key=key, salt=STOP_SALT)
    person = Person(sample_house, window(chromium, width=360).new_page(), "stranger")
    assert person.go(f"reach/stop/{token}/") == 200
    assert (person.fits(), person.axe()) == (True, [])
