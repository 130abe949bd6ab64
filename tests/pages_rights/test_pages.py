"""Pages of rights and offices: who gets in, what they do, and that they say nothing of others."""

import pytest
import time_machine

from linmeng.people.actions import note_look
from linmeng.people.models import Consent, Seat
from linmeng.rights.models import CorrectionRequest, DataCopy, Erasure
from tests.browsing import Visits, path
from tests.cast import CAST, NOON, Cast

MINE = [
    "me/rights/",
    "me/looks/",
    "me/consents/",
    "me/copy/",
    "me/correct/",
    "me/erase/",
    "seats/",
    "seats.xlsx",
]
DESK = ["desk/requests/", "desk/consents/"]


@pytest.mark.parametrize("who", CAST)
def test_everyone_known_opens_their_own_pages(cast: Cast, page: Visits, who: str) -> None:
    codes = {rest: page(who).get(path(cast, rest)).status_code for rest in MINE}
    assert codes == dict.fromkeys(MINE, 302 if who == "stranger" else 200)
    assert page(who).get(path(cast, "privacy/")).status_code == 200


@pytest.mark.parametrize("who", CAST)
def test_desk_is_the_clerks(cast: Cast, page: Visits, who: str) -> None:
    allowed = {"sun": 200, "stranger": 302}.get(who, 403)
    assert {page(who).get(path(cast, rest)).status_code for rest in DESK} == {allowed}
    watches = {"sun": 200, "feng": 200, "stranger": 302}.get(who, 403)
    assert page(who).get(path(cast, "desk/forgotten/")).status_code == watches
    assert page(who).get(path(cast, "seats/open/")).status_code == (
        200 if who in ("sun", "feng", "wu") else 302 if who == "stranger" else 403
    )


def test_clerk_without_code_is_sent_for_one(cast: Cast, page: Visits) -> None:
    answer = page("sun", second_factor=False).get(path(cast, "desk/requests/"))
    assert (answer.status_code, "confirm" in answer.headers["Location"]) == (302, True)


def test_looks_page_names_the_seat_and_no_person(cast: Cast, page: Visits) -> None:
    note_look(cast.actor("sun"), person_ids=[cast.people["li"].id], what="roll")
    text = page("li").get(path(cast, "me/looks/")).content.decode()
    assert "东镇居委会" in text and "孙晓燕" not in text
    assert "东镇居委会" not in page("chen").get(path(cast, "me/looks/")).content.decode()


def test_consent_is_given_and_taken_back_by_a_click(cast: Cast, page: Visits) -> None:
    li = page("li")
    for agree, standing in (("yes", 1), ("no", 0)):
        answer = li.post(path(cast, "me/consents/name_public/"), {"agree": agree})
        assert answer.status_code == 302
        assert Consent.objects.filter(withdrawn_at=None).count() == standing
    assert li.post(path(cast, "me/consents/roll/"), {"agree": "yes"}).status_code == 404


def test_consent_from_paper(cast: Cast, page: Visits) -> None:
    li = cast.people["li"].id
    for who, code in (("sun", 302), ("wang", 403), ("qian", 403)):
        answer = page(who).post(path(cast, f"desk/consents/{li}/name_public/"), {"agree": "yes"})
        assert answer.status_code == code
    assert Consent.objects.get().way == "paper"


def test_copy_is_made_and_read_by_its_person_only(cast: Cast, page: Visits) -> None:
    with time_machine.travel(NOON, tick=False):
        li = page("li")
        assert li.post(path(cast, "me/copy/"), {"once": "k" * 20}).status_code == 302
        copy = DataCopy.objects.get()
        address = path(cast, f"me/copy/{copy.id}.zip")
        assert b"".join(li.get(address)).startswith(b"PK")
        found = {
            who: page(who).get(address).status_code for who in ("sun", "wang", "feng", "qian", "stranger")
        }
    assert found == {"sun": 404, "wang": 404, "feng": 404, "qian": 404, "stranger": 302}


def test_stale_code_is_not_enough_for_a_copy(cast: Cast, page: Visits) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        li = page("li")
        clock.shift(16 * 60)
        answer = li.post(path(cast, "me/copy/"), {"once": "k" * 20})
    assert (answer.status_code, "confirm" in answer.headers["Location"], DataCopy.objects.count()) == (
        302,
        True,
        0,
    )


def test_correction_goes_to_the_desk_and_back(cast: Cast, page: Visits) -> None:
    page("li").post(path(cast, "me/correct/"), {"about": "born_year", "value": "1949"})
    request = CorrectionRequest.objects.get()
    address = path(cast, f"desk/corrections/{request.id}/")
    assert page("wang").get(address).status_code == 403
    assert page("sun").post(address, {"decision": "yes"}).status_code == 302
    cast.people["li"].refresh_from_db()
    assert cast.people["li"].born_year == 1949
    assert page("sun").get(address).status_code == 404


def test_erasure_is_asked_for_and_confirmed(cast: Cast, page: Visits) -> None:
    with time_machine.travel(NOON, tick=False):
        li = page("li")
        assert li.post(path(cast, "me/erase/"), {"understood": "1"}).status_code == 302
        erasure = Erasure.objects.get()
        shown = page("sun").get(path(cast, f"desk/erasures/{erasure.id}/")).content.decode()
        assert "民法典 278" in shown
        answer = page("sun").post(path(cast, f"desk/erasures/{erasure.id}/"), {"decision": "yes"})
    erasure.refresh_from_db()
    assert (answer.status_code, erasure.state) == (302, "done")


def test_office_is_given_ended_and_handed_over(cast: Cast, page: Visits) -> None:
    sun, chen = page("sun"), cast.people["chen"].id
    with time_machine.travel(NOON, tick=False):
        sun = page("sun")
        given = {
            "body": cast.bodies["residents"].id,
            "role": "volunteer",
            "building": "",
            "valid_from": "2026-07-05",
            "person": chen,
            "once": "a" * 20,
        }
        assert sun.post(path(cast, "seats/open/?q=陈小雨"), given).status_code == 302
        seat = Seat.objects.get(person_id=chen)
        over = path(cast, f"seats/{seat.id}/hand-over/?q=李秋生")
        assert page("wang").get(over).status_code == 403
        handed = {"to_person": cast.people["li"].id, "on": "2026-07-05", "note": "", "once": "b" * 20}
        assert sun.post(over, handed).status_code == 302
        last = Seat.objects.get(person=cast.people["li"])
        assert sun.post(path(cast, f"seats/{last.id}/end/"), {"on": "2026-07-05"}).status_code == 302
    assert [one.valid_to is None for one in (Seat.objects.get(pk=seat.pk), Seat.objects.get(pk=last.pk))] == [
        False,
        False,
    ]


def test_manager_finds_nobody_but_the_own_company(cast: Cast, page: Visits) -> None:
    wu = page("wu")
    assert "李秋生" not in wu.get(path(cast, "seats/open/?q=李秋")).content.decode().replace(
        'value="李秋"', ""
    )
    assert wu.get(path(cast, "seats/open/?q=李秋生")).content.decode().count("梧桐苑 3-101") == 0
    assert "安居物业" in wu.get(path(cast, "seats/open/?q=周师傅")).content.decode()
