"""A stolen session: listed, ended at once, useless in another browser; officers for twelve hours."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client

from linmeng.common import clock
from linmeng.pages.login.devices import device_words
from linmeng.people.models import ContactWay, LogIn, User
from tests.browsing import path
from tests.cast import PASSWORD, Cast
from tests.pages_binding.outbox import DESK_BROWSER, PHONE_BROWSER, last_code, log_in_by_code

LI, SUN = "13800000000", "13800000007"


@pytest.fixture
def two(cast: Cast, home: Path) -> tuple[Client, Client]:
    """Li on the phone and on the desk."""
    return log_in_by_code(home, LI), log_in_by_code(home, LI, DESK_BROWSER)


def logged_in(cast: Cast, client: Client) -> bool:
    return client.get(path(cast, "me")).status_code == 200


def test_devices_are_listed_in_words(cast: Cast, two: tuple[Client, Client]) -> None:
    text = two[0].get(path(cast, "me/devices/")).content.decode()
    assert "Chrome · Android" in text and "Firefox · Windows" in text
    assert "127.0.0.1" not in text
    assert list(LogIn.objects.order_by("began_at").values_list("user__phone", flat=True)) == [LI, LI]


def test_ended_device_is_out_at_once(cast: Cast, two: tuple[Client, Client]) -> None:
    phone, desk = two
    stolen = LogIn.objects.get(device="Firefox · Windows")
    assert logged_in(cast, desk)
    phone.post(path(cast, f"me/devices/{stolen.id}/end/"))
    assert not logged_in(cast, desk) and logged_in(cast, phone)
    stolen.refresh_from_db()
    assert stolen.ended_at is not None


def test_all_others_are_ended_together(cast: Cast, two: tuple[Client, Client], home: Path) -> None:
    third = log_in_by_code(home, LI)
    third.post(path(cast, "me/devices/end-others/"))
    assert [logged_in(cast, client) for client in (*two, third)] == [False, False, True]


def test_nobody_ends_the_devices_of_another(cast: Cast, two: tuple[Client, Client], home: Path) -> None:
    wang = log_in_by_code(home, "13800000001")
    theirs = LogIn.objects.filter(user__phone=LI).first()
    assert theirs is not None
    assert wang.post(path(cast, f"me/devices/{theirs.id}/end/")).status_code == 404
    wang.post(path(cast, "me/devices/end-others/"))
    assert [logged_in(cast, client) for client in two] == [True, True]


def test_cookie_in_another_kind_of_browser_is_asked_to_log_in(cast: Cast, two: tuple[Client, Client]) -> None:
    thief = Client(headers={"user-agent": DESK_BROWSER})
    thief.cookies = two[0].cookies
    answer = thief.get(path(cast, "me/homes/"))
    assert answer.status_code == 302 and answer["Location"].startswith("/accounts/login/?next=")
    thief.cookies = two[0].cookies
    assert not logged_in(cast, two[0])  # the stolen cookie is dead for both: the owner notices


def test_update_of_a_browser_changes_nothing(cast: Cast, two: tuple[Client, Client]) -> None:
    newer = PHONE_BROWSER.replace("120.0", "133.0").replace("Android 13", "Android 15")
    assert two[0].get(path(cast, "me"), headers={"user-agent": newer}).status_code == 200


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) MicroMessenger/8.0.44", "WeChat · iPhone"),
        (PHONE_BROWSER, "Chrome · Android"),
        (DESK_BROWSER, "Firefox · Windows"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120.0 Safari/537.36 Edg/120.0", "Edge · Windows"),
        ("curl/8.0", "? · ?"),
        ("", "? · ?"),
    ],
)
def test_device_words(agent: str, words: str) -> None:
    assert device_words(agent) == words


def _age(client: Client, hours: int) -> None:
    session = client.session
    known = session["log_in"]
    session["log_in"] = known | {"began": (clock.now() - timedelta(hours=hours)).isoformat()}
    session.save()


@pytest.mark.parametrize(("hours", "status"), [(11, 200), (12, 302)])
def test_officer_logs_in_anew_after_twelve_hours(cast: Cast, home: Path, hours: int, status: int) -> None:
    client = log_in_by_code(home, SUN)
    _age(client, hours)
    assert client.get(path(cast, "desk")).status_code == status


def test_resident_stays_for_ninety_days(cast: Cast, home: Path) -> None:
    client = log_in_by_code(home, LI)
    _age(client, 24 * 80)
    assert logged_in(cast, client)
    assert client.session.get_expiry_age() > 80 * 24 * 3600


def test_officer_by_password_with_a_next_page_has_twelve_hours_too(cast: Cast, home: Path) -> None:
    cache.clear()
    client = Client(headers={"user-agent": DESK_BROWSER})
    client.post("/accounts/login/?next=/a/dongzhen/desk", {"login": SUN, "password": PASSWORD})
    assert client.get(path(cast, "desk")).status_code == 200
    _age(client, 13)
    assert client.get(path(cast, "desk")).status_code == 302


def confirm(cast: Cast, client: Client, home: Path) -> None:
    client.post(path(cast, "confirm/"), {"send": "1"})
    client.post(path(cast, "confirm/"), {"code": last_code(home)})


def test_new_password_ends_the_other_devices(cast: Cast, two: tuple[Client, Client], home: Path) -> None:
    phone, desk = two
    where = path(cast, "me/devices/password/")
    assert "/confirm/" in phone.get(where)["Location"]
    confirm(cast, phone, home)
    weak = phone.post(where, {"password": "12345678"})
    assert weak.status_code == 200 and 'role="alert"' in weak.content.decode()
    assert phone.post(where, {"password": "plum-blossom-77"}).status_code == 302
    assert [logged_in(cast, client) for client in (phone, desk)] == [True, False]
    rows = LogIn.objects.filter(user__phone=LI, ended_at__isnull=True)
    assert [row.session_key for row in rows] == [phone.session.session_key]
    assert User.objects.get(phone=LI).check_password("plum-blossom-77")


def test_new_number_is_proved_and_ends_the_other_devices(
    cast: Cast, two: tuple[Client, Client], home: Path
) -> None:
    phone, desk = two
    where = path(cast, "me/devices/phone/")
    confirm(cast, phone, home)
    phone.post(where, {"phone": "13777770009"})
    wrong = phone.post(where, {"phone": "13777770009", "code": "000000"})
    assert wrong.status_code == 200 and User.objects.filter(phone=LI).exists()
    code = last_code(home)
    other = phone.post(where, {"phone": "13777770008", "code": code})
    assert other.status_code == 200 and User.objects.filter(phone=LI).exists()
    assert phone.post(where, {"phone": "13777770009", "code": code}).status_code == 302
    assert User.objects.get(pk=cast.people["li"].user_id).phone == "13777770009"
    assert [logged_in(cast, client) for client in (phone, desk)] == [True, False]
    ways = ContactWay.objects.filter(person=cast.people["li"]).values_list("value", flat=True)
    assert list(ways) == ["13777770009"]


def test_number_of_another_log_in_is_not_taken_over(
    cast: Cast, two: tuple[Client, Client], home: Path
) -> None:
    phone = two[0]
    where = path(cast, "me/devices/phone/")
    confirm(cast, phone, home)
    phone.post(where, {"phone": "13800000001"})
    answer = phone.post(where, {"phone": "13800000001", "code": last_code(home)})
    assert answer.status_code == 200 and User.objects.get(pk=cast.people["li"].user_id).phone == LI
