import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from linmeng.ground.actions.search import index_thing
from linmeng.ground.tenancy import in_alliance
from linmeng.publishing import actions as publishing
from tests.browsing import Visits, path
from tests.cast import NOON, Cast


def publish(cast: Cast, number: int) -> None:
    with in_alliance(cast.alliance.id):
        publishing.publish(
            cast.actor("wang"),
            compound=cast.compound,
            kind="announcement",
            subject="vote_notice",
            subject_id=number,
            title=f"公告{number}",
            facts={"headline": f"公告{number}"},
        )


def test_front_door_leads_to_the_only_alliance(cast: Cast, client: Client) -> None:
    assert client.get("/")["Location"] == path(cast)
    assert client.get("/me")["Location"] == path(cast, "me")


def test_front_door_of_an_empty_house_says_what_to_do(db: None, client: Client) -> None:
    assert "这里还是空的" in client.get("/").content.decode()


def test_an_address_without_an_alliance_is_a_404_in_a_sentence(cast: Cast, client: Client) -> None:
    answer = client.get("/a/nowhere/me")
    assert answer.status_code == 404
    assert "<h1" in answer.content.decode()


@pytest.mark.parametrize("rest", ["me", "desk", "slips/", "me/notices/"])
def test_own_pages_ask_a_stranger_to_log_in(cast: Cast, client: Client, rest: str) -> None:
    answer = client.get(path(cast, rest))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/?next=")


@pytest.mark.parametrize("who", ["wang", "he", "sun", "zhao", "wu", "zhou", "feng"])
def test_every_officer_has_a_desk(cast: Cast, page: Visits, who: str) -> None:
    assert page(who).get(path(cast, "desk")).status_code == 200


@pytest.mark.parametrize("who", ["li", "chen", "qian"])
def test_who_wears_no_hat_is_led_from_the_desk_to_their_own_page(cast: Cast, page: Visits, who: str) -> None:
    assert page(who).get(path(cast, "desk"))["Location"] == path(cast, "me")
    assert page(who).get(path(cast, "me")).status_code == 200


def test_switch_hat_takes_only_own_hats(cast: Cast, page: Visits) -> None:
    client = page("wang")
    with in_alliance(cast.alliance.id):
        other = cast.people["sun"].seats.get()
        own = cast.people["wang"].seats.get()
    assert client.post(path(cast, "hat/"), {"hat": other.id})["Location"] == path(cast, "me")
    assert client.get(path(cast, "desk")).status_code == 302
    assert client.post(path(cast, "hat/"), {"hat": own.id})["Location"] == path(cast, "desk")
    assert client.get(path(cast, "desk")).status_code == 200


def test_language_and_elder_mode_are_kept(cast: Cast, client: Client) -> None:
    assert '<html lang="zh-Hans"' in client.get(path(cast)).content.decode()
    client.post("/language/", {"language": "en", "next": path(cast)})
    client.post("/elder/", {"elder": "1", "next": path(cast)})
    assert '<html lang="en" data-elder="1"' in client.get(path(cast)).content.decode()


def test_switches_never_lead_away_from_the_house(cast: Cast, client: Client) -> None:
    for address in ("/language/", "/elder/"):
        assert client.post(address, {"next": "https://evil.example/"})["Location"] == "/"


def test_csp_allows_no_inline_script_or_style(cast: Cast, client: Client) -> None:
    answer = client.get(path(cast))
    policy = answer["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"<script(?![^>]*src=)|style=|<style| on\w+=", answer.content.decode())


def test_pages_of_a_known_person_are_not_kept_by_proxies(cast: Cast, page: Visits) -> None:
    assert page("li").get(path(cast, "me"))["Cache-Control"] == "private, no-store"


def test_board_takes_the_same_queries_for_one_and_for_many(cast: Cast, client: Client) -> None:
    counts = []
    for number in range(1, 9):
        publish(cast, number)
        if number in (1, 8):
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert client.get(path(cast)).status_code == 200
            counts.append(len(queries))
    assert counts[0] == counts[1]


def test_board_narrows_to_one_compound(cast: Cast, client: Client) -> None:
    publish(cast, 1)
    assert "公告1" in client.get(path(cast, "?c=wt")).content.decode()
    assert "公告1" not in client.get(path(cast, "?c=ht")).content.decode()


def test_board_feed_lists_what_was_published(cast: Cast, client: Client) -> None:
    publish(cast, 1)
    answer = client.get(path(cast, "board.atom"))
    assert answer["Content-Type"].startswith("application/atom+xml")
    assert "公告1" in answer.content.decode()


def test_check_code_finds_the_publication_and_nothing_else(cast: Cast, client: Client) -> None:
    publish(cast, 1)
    with in_alliance(cast.alliance.id):
        from linmeng.publishing.models import Publication

        code = Publication.objects.get().check_code
    assert "公告1" in client.get(path(cast, f"check/?code={code}")).content.decode()
    assert "没有发布过核对码" in client.get(path(cast, "check/?code=00000000")).content.decode()


@pytest.mark.parametrize(
    ("who", "finds"),
    [
        ("stranger", {"public"}),
        ("li", {"public", "compound"}),
        ("qian", {"public"}),
        ("sun", {"public", "compound", "handlers"}),
        ("wang", {"public", "compound", "handlers"}),
        ("wu", {"public"}),
        ("feng", {"public"}),
    ],
)
def test_search_shows_each_only_what_they_may_see(
    cast: Cast, page: Visits, who: str, finds: set[str]
) -> None:
    with in_alliance(cast.alliance.id):
        for number, audience in enumerate(("public", "compound", "handlers")):
            index_thing(
                kind="voice",
                object_id=number,
                compound_id=cast.compound.id,
                audience=audience,
                path="/x",
                title=f"外墙{audience}",
                text="",
                happened_at=NOON,
            )
    text = page(who).get(path(cast, "search?q=外墙")).content.decode()
    assert {a for a in ("public", "compound", "handlers") if f"外墙{a}" in text} == finds


def test_laws_show_packs_and_cases_to_anyone(cast: Cast, client: Client) -> None:
    assert "278(1)(5)" in client.get("/laws/").content.decode()
    assert "恰好三分之二" in client.get("/laws/cn.owners_vote/").content.decode()
    assert client.get("/laws/none/").status_code == 404


def test_healthz_answers(cast: Cast, client: Client) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
