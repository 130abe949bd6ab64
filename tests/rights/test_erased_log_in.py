"""Who is forgotten leaves no open browser, no WeChat and no address behind at the log-in."""

from datetime import timedelta
from pathlib import Path

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client

from linmeng.common import clock
from linmeng.ground.models import Alliance
from linmeng.ground.tenancy import in_alliance
from linmeng.people.models import LogIn, Person, User
from linmeng.rights import actions
from linmeng.rights.queries import fate_of
from tests.browsing import Visits, path
from tests.cast import Cast
from tests.pages_binding.outbox import log_in_by_code

CHEN, ZHOU = "13800000003", "13800000005"


def furnished(user: User) -> None:
    """What the log-in library may hold of a person."""
    account = SocialAccount.objects.create(user=user, provider="weixin", uid=f"openid-{user.pk}")
    SocialToken.objects.create(account=account, token="t")
    EmailAddress.objects.create(user=user, email=f"{user.pk}@example.org", primary=True)


def held(user: User) -> list[int]:
    tables = (SocialAccount, EmailAddress, LogIn)
    return [table.objects.filter(user=user).count() for table in tables]  # type: ignore[attr-defined]


def asked_for_a_code(phone: str) -> Client:
    """A browser that knows the number, but is not logged in."""
    cache.clear()
    client = Client()
    client.post("/accounts/login/code/", {"phone": phone})
    return client


def test_nothing_of_the_log_in_is_left(cast: Cast, page: Visits, home: Path) -> None:
    chen, zhou = cast.people["chen"].user, cast.people["zhou"].user
    assert chen is not None and zhou is not None
    for user in (chen, zhou):
        furnished(user)
    hers = [
        log_in_by_code(home, CHEN),
        page("chen"),
        asked_for_a_code(CHEN),
    ]  # listed, not listed, not logged in
    others = [log_in_by_code(home, ZHOU), asked_for_a_code(ZHOU)]
    assert fate_of(cast.people["chen"].id).goes["weixin"] == 1, "shown beforehand, and in the copy"
    assert actions.ask_for_erasure(cast.actor("chen")).state == "done"
    standing = set(Session.objects.values_list("session_key", flat=True))
    assert [client.session.session_key in standing for client in hers] == [False] * 3
    assert standing == {client.session.session_key for client in others}
    assert (held(chen), held(zhou)) == ([0, 0, 0], [1, 1, 1])
    assert SocialToken.objects.count() == 1
    assert hers[0].get(path(cast, "me/devices/")).status_code == 302
    assert others[0].get(path(cast, "me/devices/")).status_code == 200


def test_log_in_that_serves_elsewhere_stays_but_its_browsers_are_out(cast: Cast, home: Path) -> None:
    chen = cast.people["chen"].user
    assert chen is not None
    with in_alliance(Alliance.objects.create(slug="xizhen", name="西镇联盟").id):
        Person.objects.create(name="陈小雨", user=chen)
    furnished(chen)
    browser = log_in_by_code(home, CHEN)
    actions.ask_for_erasure(cast.actor("chen"))
    assert browser.get("/a/xizhen/me/devices/").status_code == 302
    assert held(chen) == [1, 1, 1]
    assert User.objects.get(pk=chen.pk).phone == CHEN


def test_who_is_forgotten_by_the_page_is_logged_out_there(cast: Cast, home: Path) -> None:
    browser = log_in_by_code(home, CHEN)
    session, now = browser.session, clock.now()
    session["second_factor_at"], session["second_factor_user"] = now.isoformat(), cast.people["chen"].user_id
    session["log_in"] = session["log_in"] | {"seen": (now - timedelta(hours=2)).isoformat()}
    session.save()
    answer = browser.post(path(cast, "me/erase/"), {"understood": "1", "once": "a"})
    assert (answer.status_code, answer["Location"]) == (302, path(cast, "privacy/"))
    assert browser.get(answer["Location"]).status_code == 200
    assert browser.get(path(cast, "me/devices/")).status_code == 302
