"""Log-in by WeChat in a house that has its keys. Run by test_weixin.py in a process with that environment."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.test import Client
from django.urls import reverse

from linmeng.pages.login.weixin import OnlyTheNumber
from linmeng.people.models import User
from linmeng.record.models import Entry
from tests.browsing import Visits, path
from tests.cast import Cast
from tests.weixin.stub import TokenServer, token_server

LOG_IN, CALLBACK = "/accounts/weixin/login/", "/accounts/weixin/login/callback/"
NOT_CONFIRMED = "WeChat did not confirm it. Nothing was changed; a code by SMS always works."


@pytest.fixture(scope="module")
def one_server() -> Iterator[TokenServer]:
    with token_server() as server:
        yield server


@pytest.fixture
def weixin(one_server: TokenServer, monkeypatch: pytest.MonkeyPatch) -> TokenServer:
    """WeChat, which knows one account until it is told of another."""
    monkeypatch.setattr(OnlyTheNumber, "access_token_url", one_server.url)
    one_server.asked.clear()
    one_server.knows("openid-li")
    return one_server


def english(client: Client) -> Client:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def state_of(answer: object) -> str:
    return parse_qs(urlsplit(answer["Location"]).query)["state"][0]  # type: ignore[index]


def began(client: Client, **told: str) -> str:
    """The state with which a log-in went to WeChat."""
    return state_of(client.post(LOG_IN, told))


def back(client: Client, state: str) -> str:
    """Back from WeChat; where the browser is sent then."""
    answer = client.get(CALLBACK, {"code": "c", "state": state})
    assert answer.status_code == 302
    return str(answer["Location"])


def connected(cast: Cast, client: Client) -> str:
    """Went to WeChat to connect it, and came back."""
    return back(client, state_of(client.post(path(cast, "me/devices/weixin/"))))


def said(client: Client, place: str) -> str:
    return client.get(place, follow=True).content.decode()


def is_in(cast: Cast, client: Client) -> bool:
    return client.get(path(cast, "me/devices/")).status_code == 200


def kinds() -> list[str]:
    return list(
        Entry.objects.filter(kind__contains="weixin").order_by("number").values_list("kind", flat=True)
    )


def accounts() -> list[tuple[str, str]]:
    return list(SocialAccount.objects.order_by("uid").values_list("uid", "user__phone"))


def test_button_leads_to_weixin_with_our_number_state_and_way_back(cast: Cast) -> None:
    client = Client()
    assert f'action="{LOG_IN}"' in client.get("/accounts/login/").content.decode()
    answer = client.post(LOG_IN)
    assert answer["Location"].startswith("https://open.weixin.qq.com/connect/qrconnect?")
    told = parse_qs(urlsplit(answer["Location"]).query)
    state = told.pop("state")[0]
    assert told == {
        "appid": ["wx-house"],
        "redirect_uri": [f"http://testserver{CALLBACK}"],
        "response_type": ["code"],
        "scope": ["snsapi_login"],
    }
    assert len(state) >= 16 and state != began(client), "never the same state twice"
    assert "secret" not in answer["Location"]
    assert client.get(LOG_IN).status_code == 405
    assert "https://open.weixin.qq.com" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "told", [{}, {"code": "c"}, {"code": "c", "state": "made-up"}, {"error": "access_denied"}]
)
def test_answer_without_our_state_is_refused_with_a_sentence(
    cast: Cast, weixin: TokenServer, told: dict[str, str]
) -> None:
    client = english(Client())
    began(client)
    answer = client.get(CALLBACK, told)
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/")
    assert NOT_CONFIRMED in said(client, "/accounts/login/")
    assert weixin.asked == []


def test_state_of_another_browser_or_used_before_is_refused(
    cast: Cast, page: Visits, weixin: TokenServer
) -> None:
    connected(cast, page("li"))
    mine, other = Client(), Client()
    state = began(mine)
    assert back(other, state) == "/accounts/login/"
    assert back(mine, state) == "/after-login/"
    mine.post("/accounts/logout/")
    assert back(mine, state) == "/accounts/login/"
    assert not is_in(cast, mine) and not is_in(cast, other)


def test_refusal_at_weixin_is_told(cast: Cast, weixin: TokenServer) -> None:
    client = english(Client())
    answer = client.get(CALLBACK, {"error": "access_denied", "state": began(client)})
    assert answer["Location"] == "/accounts/login/"
    assert NOT_CONFIRMED in said(client, "/accounts/login/")


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (200, b'{"errcode": 40029, "errmsg": "invalid code"}'),
        (200, b'{"access_token": "t"}'),
        (200, b"<html>busy</html>"),
        (500, b""),
    ],
)
def test_weixin_that_does_not_answer_rightly_opens_nothing(
    cast: Cast, page: Visits, weixin: TokenServer, status: int, words: bytes
) -> None:
    weixin.status, weixin.answer = status, words
    client, li = english(Client()), english(page("li"))
    assert back(client, began(client)) == "/accounts/login/"
    assert NOT_CONFIRMED in said(client, "/accounts/login/")
    assert connected(cast, li) == "/after-login/"
    assert NOT_CONFIRMED in said(li, "/after-login/")
    assert (accounts(), kinds()) == ([], [])


def test_unknown_weixin_enters_nobody_and_names_the_way(cast: Cast, weixin: TokenServer) -> None:
    users, client = User.objects.count(), english(Client())
    place = back(client, began(client))
    assert place == "/accounts/login/code/"
    assert "This WeChat is not connected yet." in said(client, place)
    assert not is_in(cast, client)
    assert (User.objects.count(), accounts()) == (users, [])
    assert weixin.asked == [
        {"appid": ["wx-house"], "code": ["c"], "grant_type": ["authorization_code"], "secret": ["wx-secret"]}
    ]


def test_only_who_is_logged_in_and_typed_a_code_connects(cast: Cast, page: Visits) -> None:
    address = path(cast, "me/devices/weixin/")
    assert page("stranger").post(address)["Location"].startswith("/accounts/login/")
    assert "weixin" not in page("li", second_factor=False).post(address)["Location"].partition("?")[0]
    assert page("li").get(address).status_code == 405
    assert page("stranger").post(f"{address}end/")["Location"].startswith("/accounts/login/")
    assert accounts() == []


def test_connected_weixin_logs_in_until_it_is_taken_off(
    cast: Cast, page: Visits, weixin: TokenServer
) -> None:
    li, devices = english(page("li")), path(cast, "me/devices/")
    assert "Connect WeChat" in said(li, devices)
    assert connected(cast, li) == devices
    shown = said(li, devices)
    assert "WeChat is connected: it opens this log-in from now on." in shown and "Disconnect WeChat" in shown
    assert accounts() == [("openid-li", "13800000000")]
    later = Client()
    assert back(later, began(later)) == "/after-login/"
    assert is_in(cast, later)
    assert li.post(f"{devices}weixin/end/")["Location"] == devices
    li.post(f"{devices}weixin/end/")
    assert (accounts(), kinds()) == ([], ["weixin_connected", "weixin_disconnected"])
    again = Client()
    assert back(again, began(again)) == "/accounts/login/code/"
    assert not any("openid-li" in entry.text for entry in Entry.objects.all())
    assert {
        entry.text.count(str(cast.people["li"].id)) for entry in Entry.objects.filter(kind__contains="weixin")
    } == {1}


def test_one_weixin_opens_one_log_in(cast: Cast, page: Visits, weixin: TokenServer) -> None:
    li, wang = english(page("li")), english(page("wang"))
    connected(cast, li)
    assert "This WeChat was connected already." in said(li, connected(cast, li))
    assert "This WeChat is connected with another log-in." in said(wang, connected(cast, wang))
    weixin.knows("openid-li-new")
    connected(cast, li)
    assert accounts() == [("openid-li-new", "13800000000")]
    assert kinds() == ["weixin_connected"] * 2


def test_connection_begun_by_one_is_not_ended_by_another(
    cast: Cast, page: Visits, weixin: TokenServer
) -> None:
    browser = page("li")
    state = state_of(browser.post(path(cast, "me/devices/weixin/")))
    browser.post("/accounts/logout/")
    browser.force_login(
        User.objects.get(phone="13800000001"), backend="linmeng.pages.login.backend.PhoneBackend"
    )
    assert back(browser, state) == "/after-login/"
    assert accounts() == []


@pytest.mark.parametrize(
    ("wanted", "place"), [("/a/dongzhen/me", "/a/dongzhen/me"), ("https://evil.example/", "/after-login/")]
)
def test_after_the_log_in_one_goes_on_inside_the_house_only(
    cast: Cast, page: Visits, weixin: TokenServer, wanted: str, place: str
) -> None:
    connected(cast, page("li"))
    client = Client()
    assert back(client, began(client, next=wanted)) == place


def test_no_address_of_the_library_is_open_but_ours() -> None:
    assert reverse("weixin_login") == LOG_IN
    for address in ("/accounts/3rdparty/", "/accounts/social/connections/", "/accounts/social/signup/"):
        assert Client().get(address).status_code == 404
