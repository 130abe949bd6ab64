"""Pages of how people are reached: who may open them, what they do."""

import io
from typing import Any

import pypdfium2
import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linmeng.ground.tenancy import in_alliance
from linmeng.lists import actions as lists
from linmeng.pages.notices.board_run import make_waiting_boards
from linmeng.people.models import Look, Person
from linmeng.publishing import background
from linmeng.publishing.models import BoardRun, Delivery, Preference, Publication
from linmeng.publishing.queries import facts_of
from linmeng.publishing.queries.message_words import stop_token
from linmeng.voices import actions as voices
from tests.browsing import Visits, path
from tests.cast import CAST, NOON, Cast
from tests.notices.telling import prefer, tell

OFFICE = {"sun", "wang", "he"}
PAGES = {
    "reached/": OFFICE,
    "reached/voice/1/": OFFICE,
    "reached/voice/1.xlsx": OFFICE,
    "calls/": {"sun", "zhao"},
    "slips/": OFFICE | {"zhao"},
    "monday/": OFFICE,
    "monday/groups/": OFFICE,
    "me/reach/": set(CAST) - {"stranger"},
    "me/reached/": set(CAST) - {"stranger"},
    "me/reached.xlsx": set(CAST) - {"stranger"},
}


@pytest.mark.parametrize("rest", PAGES)
@pytest.mark.parametrize("who", CAST)
def test_who_may_open_which_page(cast: Cast, page: Visits, who: str, rest: str) -> None:
    tell(cast, "li")
    status = page(who).get(path(cast, rest)).status_code
    assert status == (302 if who == "stranger" else 200 if who in PAGES[rest] else 403)


@pytest.mark.parametrize("who", CAST)
def test_helpers_open_the_switches_of_a_neighbour_at_their_doors(cast: Cast, page: Visits, who: str) -> None:
    li = cast.people["li"]
    Person.objects.filter(id=li.id).update(user=None)
    if who == "li":
        return
    status = page(who).get(path(cast, f"reach/{li.id}/")).status_code
    assert status == (302 if who == "stranger" else 200 if who in OFFICE | {"zhao"} else 404)


@pytest.mark.parametrize(("who", "sees"), [("sun", True), ("wang", True), ("zhao", False)])
def test_what_reached_a_neighbour_is_shown_to_the_office_that_may_read_the_log(
    cast: Cast, page: Visits, who: str, sees: bool
) -> None:
    li = cast.people["li"]
    Person.objects.filter(id=li.id).update(user=None)
    tell(cast, "li")
    text = page(who).get(path(cast, f"reach/{li.id}/")).content.decode()
    assert ("您反映的外墙脱落" in text, "李秋生" in text, 'name="digest"' in text) == (sees, False, True)
    looked = Look.objects.filter(person_id=li.id, viewer_id=cast.people[who].id, what="contact")
    assert looked.count() == 1


def test_who_has_a_log_in_is_not_chosen_for(cast: Cast, page: Visits) -> None:
    text = page("sun").get(path(cast, f"reach/{cast.people['li'].id}/")).content.decode()
    assert 'name="digest"' not in text


def test_the_log_of_a_neighbour_is_linked_where_an_officer_looks_at_them(cast: Cast, page: Visits) -> None:
    li = cast.people["li"]
    link = f'href="{path(cast, f"reach/{li.id}/")}"'
    for who, rest in (
        ("sun", f"desk/people/{li.id}/"),
        ("wang", f"desk/people/{li.id}/"),
        ("zhao", f"say/for/?author={li.id}"),
    ):
        assert link in page(who).get(path(cast, rest)).content.decode(), (who, rest)


def test_my_switches_are_kept(cast: Cast, page: Visits) -> None:
    form = {"preferred": "sms", "digest": "daily", "quiet_from": "22", "quiet_to": "7"}
    answer = page("chen").post(path(cast, "me/reach/"), form | {"switch": ["words.sms"]})
    assert answer.status_code == 302
    kept = Preference.objects.get()
    assert (kept.digest, kept.quiet_from, kept.quiet_to) == ("daily", 22, 7)
    assert kept.switches == {f"{topic}.sms": False for topic in ("votes", "works", "board", "shared")}


def test_an_unknown_digest_is_said_in_a_sentence(cast: Cast, page: Visits) -> None:
    form = {"preferred": "sms", "digest": "x", "quiet_from": "22", "quiet_to": "7"}
    assert page("chen").post(path(cast, "me/reach/"), form).status_code == 200
    assert not Preference.objects.exists()


def test_an_address_is_asked_back_and_confirmed_by_a_press(cast: Cast, page: Visits) -> None:
    page("li").post(path(cast, "me/reach/add/"), {"mail_address": "li@example.com"})
    link = mail.outbox[0].body.split("8000")[1].split()[0]
    stranger = page("stranger")
    assert stranger.get(link).status_code == 200
    assert not cast.people["li"].contact_ways.filter(kind="email").exists()
    stranger.post(link)
    assert cast.people["li"].contact_ways.get(kind="email").value == "li@example.com"


def test_the_way_out_needs_no_log_in_and_one_press(cast: Cast, page: Visits) -> None:
    address = path(cast, f"reach/stop/{stop_token(cast.people['wang'].id, 'words')}/")
    assert page("stranger").get(address).status_code == 200
    assert not Preference.objects.exists()
    page("stranger").post(address)
    assert Preference.objects.get().switches == {"words.email": False}
    assert page("stranger").get(path(cast, "reach/stop/made-up/")).status_code == 404


def test_the_log_masks_names_and_shows_no_number(cast: Cast, page: Visits) -> None:
    tell(cast, "li")
    text = page("wang").get(path(cast, "reached/voice/1/")).content.decode()
    assert "李*" in text and "李秋生" not in text and "13800000000" not in text


def test_the_log_of_another_compound_is_not_there(cast: Cast, page: Visits) -> None:
    tell(cast, "qian")
    assert page("wang").get(path(cast, "reached/voice/1/")).status_code == 404
    assert page("sun").get(path(cast, "reached/voice/1/")).status_code == 200


def test_what_failed_goes_onto_the_call_list(cast: Cast, page: Visits) -> None:
    tell(cast, "chen")
    Delivery.objects.filter(way="sms").update(state="failed")
    row = Delivery.objects.get(way="sms")
    page("sun").post(path(cast, f"reached/again/{row.id}/"), {"way": "call"})
    text = page("sun").get(path(cast, "calls/")).content.decode()
    assert "陈小雨" in text and "13800000003" in text
    looks = Look.objects.filter(person_id=cast.people["chen"].id, what="contact")
    assert looks.values_list("viewer_id", flat=True).get() == cast.people["sun"].id


def test_one_press_ticks_a_call(cast: Cast, page: Visits) -> None:
    prefer(cast.people["li"], "landline", "62811234")
    tell(cast, "li", subject="project")
    row = Delivery.objects.get(way="call")
    page("zhao").post(path(cast, "calls/"), {"calls": str(row.id), "result": "reached"})
    assert Delivery.objects.get(way="call").state == "handed_over"


def test_one_press_makes_the_slips_and_one_prints_them(cast: Cast, page: Visits) -> None:
    prefer(cast.people["li"], "paper")
    prefer(cast.people["qian"], "paper")
    tell(cast, "li", "qian")
    client = page("sun")
    for _again in range(2):
        client.post(path(cast, "slips/make/"), {"once": "one"})
    assert Delivery.objects.filter(way="slip", state="printed").count() == 2
    answer = client.get(path(cast, "slips.pdf"))
    assert answer["Content-Type"] == "application/pdf"
    text = _words(answer.content)
    assert "外墙脱落" in text and "李秋生" not in text and "钱国平" not in text
    row = Delivery.objects.filter(way="slip", unit=cast.units["3-101"]).get()
    page("zhao").post(path(cast, "slips/"), {"door": str(row.id)})
    assert Delivery.objects.get(id=row.id).state == "handed_over"


def _words(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    return "".join(page.get_textpage().get_text_bounded() for page in document)


@pytest.fixture
def listed(cast: Cast) -> None:
    """One matter on the problem list of the cast's compound."""
    voice = voices.say(
        cast.actor("li"), compound_id=cast.compound.id, kind="repair", words="外墙瓷砖掉下来了"
    )
    matter = voices.take_up(
        cast.actor("sun"), voice_ids=[voice.id], title="外墙脱落", summary="", nature="common_part"
    )
    lists.place_on_list(cast.actor("wang"), matter_id=matter.id, list="problem", place=1, reason="有危险")


def test_all_boards_with_one_press_and_the_same_numbers(cast: Cast, page: Visits, listed: None) -> None:
    client = page("sun")
    assert "外墙" in client.get(path(cast, "c/wt/list/problem/")).content.decode()
    for _again in range(2):
        answer = client.post(path(cast, "monday/print/"), {"once": "one", "compound": ["wt", "ht"]})
    run = BoardRun.objects.get()
    assert answer["Location"] == path(cast, f"monday/{run.id}/")
    assert "hx-trigger" in client.get(answer["Location"]).content.decode()
    assert make_waiting_boards(cast.alliance, NOON) == 1
    assert "hx-trigger" not in client.get(answer["Location"]).content.decode()
    hung = Publication.objects.get(subject="list")
    row = facts_of(hung)["rows"][0]
    answer = client.get(path(cast, f"monday/{run.id}/boards.pdf"))
    text = _words(b"".join(answer.streaming_content))  # type: ignore[attr-defined]
    assert row["title"] in text and f"{row['voices']}" in text and hung.check_code in text
    assert row["title"] in client.get(path(cast, "monday/groups/")).content.decode()


def test_a_board_where_nothing_changed_is_not_ticked(cast: Cast, page: Visits, listed: None) -> None:
    client = page("sun")
    assert client.get(path(cast, "monday/")).content.decode().count(" checked") == 1
    client.post(path(cast, "monday/print/"), {"once": "a", "compound": ["wt"]})
    assert client.get(path(cast, "monday/")).content.decode().count(" checked") == 0
    client.post(path(cast, "monday/print/"), {"once": "b", "compound": ["wt"]})
    assert Publication.objects.filter(subject="list").count() == 1


def test_no_board_ticked_is_said_in_a_sentence(cast: Cast, page: Visits, listed: None) -> None:
    client = page("sun")
    answer = client.post(path(cast, "monday/print/"), {"once": "a"})
    assert answer["Location"] == path(cast, "monday/") and not BoardRun.objects.exists()
    assert "请至少勾选一个小区。" in client.get(answer["Location"]).content.decode()


def test_boards_need_the_second_factor(cast: Cast, page: Visits, listed: None) -> None:
    answer = page("sun", second_factor=False).post(
        path(cast, "monday/print/"), {"once": "a", "compound": ["wt"]}
    )
    assert "/confirm/" in answer["Location"] and not BoardRun.objects.exists()


def test_a_run_is_seen_by_who_ordered_it(cast: Cast, page: Visits, listed: None) -> None:
    page("sun").post(path(cast, "monday/print/"), {"once": "a", "compound": ["wt"]})
    run = BoardRun.objects.get()
    assert page("wang").get(path(cast, f"monday/{run.id}/")).status_code == 404


@pytest.mark.parametrize("rest", ["reached/voice/1/", "calls/", "slips/"])
def test_a_longer_list_asks_no_more(cast: Cast, page: Visits, rest: str) -> None:
    def asked() -> int:
        client = page("sun")
        client.get(path(cast, rest))  # looks are noted once an hour
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(path(cast, rest))
        return len(queries)

    for who in ("li", "wang", "zhao"):
        prefer(cast.people[who], "landline", "62811234")
    about: dict[str, Any] = {"subject": "voice", "topic": "works"} if rest == "calls/" else {}
    tell(cast, "li", **about)
    first = asked()
    tell(cast, "wang", "zhao", **about)
    assert asked() == first


def test_the_worker_sends_only_inside_its_alliance(cast: Cast) -> None:
    tell(cast, "li")
    from linmeng.ground.models import Alliance

    other = Alliance.objects.create(slug="other", name="other")
    with in_alliance(other.id):
        assert background.send_waiting(address="", at=NOON) == 0
    assert background.send_waiting(address="", at=NOON) == 1
