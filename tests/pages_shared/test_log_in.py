import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from linmeng.common import clock
from linmeng.ground.tenancy import in_alliance
from linmeng.people.models import ContactWay, Person, User
from tests.browsing import Visits, path
from tests.cast import PASSWORD, Cast


def outbox(home: Path) -> list[dict[str, str]]:
    return [
        json.loads(line)
        for p in sorted((home / "outbox").glob("*.jsonl"))
        for line in p.read_text().splitlines()
    ]


def code_of(home: Path) -> str:
    text = outbox(home)[-1]["text"]
    return next(word for word in "".join(c if c.isdigit() else " " for c in text).split() if len(word) == 6)


def test_log_in_by_password_leads_an_officer_to_the_desk(cast: Cast, client: Client) -> None:
    answer = client.post("/accounts/login/", {"login": "138 0000 0001", "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/after-login/")
    assert client.get("/after-login/")["Location"] == path(cast, "desk")
    assert client.session.get_expiry_age() <= 12 * 3600


def test_log_in_by_password_leads_a_resident_to_their_page(cast: Cast, client: Client) -> None:
    client.post("/accounts/login/", {"login": "13800000000", "password": PASSWORD})
    assert client.get("/after-login/")["Location"] == path(cast, "me")
    assert client.session.get_expiry_age() > 80 * 24 * 3600


def test_log_in_with_a_wrong_password_says_so(cast: Cast, client: Client) -> None:
    answer = client.post("/accounts/login/", {"login": "13800000001", "password": "nope"})
    assert answer.status_code == 200
    assert "手机号码" in answer.content.decode() or "密码" in answer.content.decode()
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("number", ["12345", "abc", "23800000001"])
def test_log_in_with_what_is_no_number_asks_for_eleven_digits(
    cast: Cast, client: Client, number: str
) -> None:
    answer = client.post("/accounts/login/code/", {"phone": number})
    assert "11 位手机号" in answer.content.decode()


def test_log_in_by_code_works_for_a_number_that_stands_only_on_the_roll(
    cast: Cast, client: Client, home: Path
) -> None:
    with in_alliance(cast.alliance.id):
        neighbour = cast.neighbours[0]
        ContactWay.objects.filter(person=neighbour).update(value="13911112222")
    client.post("/accounts/login/code/", {"phone": "139 1111 2222"})
    answer = client.post("/accounts/login/code/confirm/", {"code": code_of(home)})
    assert answer.status_code == 302
    with in_alliance(cast.alliance.id):
        assert Person.objects.get(id=neighbour.id).user == User.objects.get(phone="13911112222")


def test_log_in_by_code_for_an_unknown_number_tells_its_holder_and_opens_nothing(
    cast: Cast, client: Client, home: Path
) -> None:
    client.post("/accounts/login/code/", {"phone": "13777777777"})
    assert [m["phone"] for m in outbox(home)] in ([], ["13777777777"])
    assert not User.objects.filter(phone="13777777777").exists()
    assert "_auth_user_id" not in client.session


def test_a_number_shared_by_two_persons_opens_no_log_in(cast: Cast, client: Client) -> None:
    with in_alliance(cast.alliance.id):
        for neighbour in cast.neighbours[:2]:
            ContactWay.objects.filter(person=neighbour).update(value="13911112222")
    client.post("/accounts/login/code/", {"phone": "13911112222"})
    assert not User.objects.filter(phone="13911112222").exists()


def test_sign_up_is_closed(cast: Cast, client: Client) -> None:
    assert "不需要注册" in client.get("/accounts/signup/").content.decode()


def test_second_factor_is_good_for_twelve_hours_and_for_this_user(
    cast: Cast, page: Visits, home: Path
) -> None:
    client = page("wang", second_factor=False)
    confirm = path(cast, "confirm/")
    assert client.post(confirm, {"send": "1", "next": path(cast, "desk")}).status_code == 200
    wrong = client.post(confirm, {"code": "000000", "next": path(cast, "desk")})
    assert wrong.status_code == 400
    right = client.post(confirm, {"code": code_of(home), "next": path(cast, "desk")})
    assert (right.status_code, right["Location"]) == (302, path(cast, "desk"))
    session = client.session
    assert session["second_factor_user"] == cast.people["wang"].user_id
    session["second_factor_at"] = (clock.now() - timedelta(hours=13)).isoformat()
    session.save()
    assert second_factor_on(client, cast) is False


def second_factor_on(client: Client, cast: Cast) -> bool:
    answer = client.get(path(cast, "desk"))
    return bool(answer.wsgi_request.visitor.actor.second_factor)  # type: ignore[attr-defined]


def test_second_factor_code_dies_after_five_wrong_tries(cast: Cast, page: Visits, home: Path) -> None:
    client = page("wang", second_factor=False)
    confirm = path(cast, "confirm/")
    client.post(confirm, {"send": "1"})
    good = code_of(home)
    for _ in range(5):
        client.post(confirm, {"code": "999999" if good != "999999" else "111111"})
    assert client.post(confirm, {"code": good}).status_code == 400


def test_second_factor_never_leads_away_from_the_house(cast: Cast, page: Visits, home: Path) -> None:
    client = page("wang", second_factor=False)
    confirm = path(cast, "confirm/?next=https://evil.example/")
    client.post(confirm, {"send": "1"})
    answer = client.post(confirm, {"code": code_of(home), "next": "https://evil.example/"})
    assert answer["Location"] == path(cast, "desk")


def test_outbox_is_closed_outside_the_demo(cast: Cast, client: Client, settings: object) -> None:
    settings.LINMENG_SHOW_OUTBOX = False  # type: ignore[attr-defined]
    assert client.get("/outbox/").status_code == 404
    settings.LINMENG_SHOW_OUTBOX = True  # type: ignore[attr-defined]
    assert client.get("/outbox/").status_code == 200


def test_page_of_the_phone_step_leads_on_whoever_is_logged_in(
    cast: Cast, client: Client, page: Visits
) -> None:
    for answer in (page("li").get("/accounts/verify/"), page("sun").post("/accounts/verify/", {"code": "1"})):
        assert (answer.status_code, answer["Location"]) == (302, "/after-login/")
    assert client.get("/accounts/verify/")["Location"] == "/accounts/login/"


def test_log_in_by_password_proves_a_number_that_no_code_proved_before(
    cast: Cast, client: Client, home: Path
) -> None:
    User.objects.filter(phone="13800000000").update(phone_verified=False)
    answer = client.post("/accounts/login/", {"login": "13800000000", "password": PASSWORD})
    assert answer["Location"] == "/accounts/verify/" and "_auth_user_id" not in client.session
    shown = client.get("/accounts/verify/")
    assert shown.status_code == 200 and 'action="/accounts/verify/"' in shown.content.decode()
    assert client.post("/accounts/verify/", {"code": code_of(home)})["Location"] == "/after-login/"
    assert User.objects.get(phone="13800000000").phone_verified


@pytest.mark.parametrize("where", ["/accounts/login/", "/accounts/login/code/", "/accounts/signup/"])
def test_no_page_of_the_log_in_asks_for_a_roll(cast: Cast, client: Client, where: str) -> None:
    for language in ("zh-hans", "en"):
        text = client.get(where, headers={"accept-language": language}).content.decode()
        assert "名册" not in text and "roll" not in text.replace("enroll", "").replace("scroll", "")
