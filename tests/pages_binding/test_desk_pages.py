"""The clerk's counter, code letters and person cards, as each of the cast sees them."""

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linmeng.common import clock
from linmeng.people.actions.residents import register_representation
from linmeng.people.models import (
    Binding,
    CodeLetter,
    ContactWay,
    Look,
    Ownership,
    Person,
    Representation,
    Residence,
    User,
)
from tests.binding.asking import ask, letter_for, log_in
from tests.browsing import Visits, path
from tests.cast import CAST, SINCE, Cast
from tests.pages_binding.outbox import last_code

CLERK, KEEPERS = {"sun": 200}, {"sun": 200, "wang": 200, "he": 200}
OFFICES: dict[str, dict[str, int]] = {
    "desk/bindings/": CLERK,
    "desk/bindings/?state=accepted&q=3": CLERK,
    "desk/bindings/new/": CLERK,
    "desk/bindings/{row}/": CLERK,
    "letters/wt/": {"sun": 200, "wang": 200, "qian": 404, "wu": 404, "zhou": 404, "zhao": 403, "feng": 404},
    "letters/wt/issue/": {"sun": 200, "wang": 200, "qian": 404, "wu": 404, "zhou": 404, "zhao": 403, "feng": 404},
    "letters/wt/{letter}/revoke/": {
        "sun": 200, "wang": 200, "qian": 404, "wu": 404, "zhou": 404, "zhao": 403, "feng": 404,
    },
    "desk/people/": KEEPERS,
    "desk/people/?q=邻居": KEEPERS,
    "desk/people/{li}/": KEEPERS,
    "desk/people/{li}/?show=1": KEEPERS,
    "desk/people/{li}/ways/new/": KEEPERS,
    "desk/people/{li}/residence/": KEEPERS,
    "desk/people/{li}/representative/?q=邻居": KEEPERS,
    "desk/units/{unit}/transfer/": KEEPERS,
    "desk/units/{unit}/representative/": KEEPERS,
}  # fmt: skip


@pytest.fixture
def found(cast: Cast) -> dict[str, int]:
    letter, _code = letter_for(cast, "3-103", at=clock.now())
    answer = ask(log_in("13700000001"), cast.units["3-103"], "新来的", "tenant")
    assert answer.binding is not None
    unit = cast.units["3-101"].id
    return {"row": answer.binding.id, "letter": letter.id, "li": cast.people["li"].id, "unit": unit}


@pytest.mark.parametrize("rest", OFFICES)
def test_office_pages_by_each_of_the_cast(cast: Cast, page: Visits, found: dict[str, int], rest: str) -> None:
    seen = {}
    for who in CAST:
        seen[who] = page(who).get(path(cast, rest.format(**found))).status_code
    assert seen == {who: OFFICES[rest].get(who, 302 if who == "stranger" else 403) for who in CAST}


@pytest.mark.parametrize("rest", OFFICES)
def test_office_pages_ask_for_the_second_factor(
    cast: Cast, page: Visits, found: dict[str, int], rest: str
) -> None:
    answer = page("sun", second_factor=False).get(path(cast, rest.format(**found)))
    assert answer.status_code == 302 and "/confirm/?next=" in answer["Location"]


@pytest.mark.parametrize(
    "rest", ["roll/wt/roll.xlsx", "roll/wt/import/new/", "desk/bindings/", "letters/wt/", "desk/people/"]
)
def test_stolen_password_of_an_officer_opens_nothing_that_matters(
    cast: Cast, page: Visits, rest: str
) -> None:
    for who in ("sun", "wang"):
        answer = page(who, second_factor=False).get(path(cast, rest))
        assert answer.status_code in (302, 403)
        assert answer.status_code == 403 or "/confirm/" in answer["Location"]


@pytest.mark.parametrize("rest", ["desk/people/{qian}/", "desk/units/{theirs}/transfer/", "letters/ht/"])
def test_director_sees_nothing_of_the_compound_next_door(cast: Cast, page: Visits, rest: str) -> None:
    theirs = Ownership.objects.get(person=cast.people["qian"]).unit_id
    where = path(cast, rest.format(qian=cast.people["qian"].id, theirs=theirs))
    assert page("wang").get(where).status_code == 404


def test_clerk_decides_with_the_papers(cast: Cast, page: Visits, found: dict[str, int]) -> None:
    client, where = page("sun"), path(cast, f"desk/bindings/{found['row']}/")
    assert "邻居0" in client.get(where).content.decode()
    looks = Look.objects.values_list("what", "person_id")
    assert list(looks) == [("binding", cast.neighbours[0].id)]
    wrong = client.post(where, {"proof": "title"})
    assert wrong.status_code == 200 and 'role="alert"' in wrong.content.decode()
    assert client.post(where, {"proof": "lease"})["Location"] == where
    assert Binding.objects.get(pk=found["row"]).state == "accepted"
    client.post(f"{where}refuse/", {"because": "搞错了门"})
    row = Binding.objects.get(pk=found["row"])
    assert (row.state, row.because) == ("undone", "搞错了门")


def test_clerk_refuses_with_a_reason_the_neighbour_reads(
    cast: Cast, page: Visits, found: dict[str, int]
) -> None:
    client, where = page("sun"), path(cast, f"desk/bindings/{found['row']}/")
    client.post(f"{where}refuse/", {"because": ""})
    assert Binding.objects.get(pk=found["row"]).state == "waiting"
    client.post(f"{where}refuse/", {"because": "请带租赁合同"})
    assert Binding.objects.get(pk=found["row"]).state == "refused"


def test_co_owner_disputes_and_the_desk_settles(cast: Cast, page: Visits) -> None:
    other = cast.people["he"]
    Ownership.objects.create(unit=cast.units["3-101"], person=other, valid_from=SINCE)
    li, unit = page("li"), cast.units["3-101"].id
    homes = li.get(path(cast, "me/homes/")).content.decode()
    where = path(cast, f"me/homes/{unit}/unknown/{other.id}/")
    assert where in homes and "何敏" not in homes and "何*" in homes
    assert li.get(where).status_code == 200
    assert li.post(where, {"because": ""}).status_code == 200
    assert li.post(where, {"because": "不是她本人"})["Location"] == path(cast, "me/homes/")
    row = Binding.objects.get(state="disputed")
    he = page("he").get(path(cast, "me/homes/")).content.decode()
    assert 'class="notice warn"' in he
    client = page("sun")
    assert path(cast, f"desk/bindings/{row.id}/") in client.get(path(cast, "desk/bindings/")).content.decode()
    client.post(path(cast, f"desk/bindings/{row.id}/settle/"), {"stands": "no", "because": "产权证不符"})
    row.refresh_from_db()
    assert row.state == "undone" and Person.objects.get(pk=other.pk).user_id is None


@pytest.mark.parametrize("who", ["wang", "chen", "qian", "sun"])
def test_home_of_another_is_not_found(cast: Cast, page: Visits, who: str) -> None:
    unit, li = cast.units["3-101"].id, cast.people["li"].id
    for rest in (f"me/homes/{unit}/leave/", f"me/homes/{unit}/unknown/{li}/"):
        assert page(who).get(path(cast, rest)).status_code == 404


def test_tenant_sees_nobody_of_the_home_and_leaves_it(cast: Cast, page: Visits) -> None:
    client, unit = page("chen"), cast.units["3-201"].id
    assert "邻*" not in client.get(path(cast, "me/homes/")).content.decode()
    where = path(cast, f"me/homes/{unit}/leave/")
    assert client.post(where).status_code == 200
    assert client.post(where, {"understood": "1"})["Location"] == path(cast, "me")
    assert Residence.objects.get(unit_id=unit, person=cast.people["chen"]).valid_to is not None


def test_owner_answers_a_request_on_the_own_page(cast: Cast, page: Visits) -> None:
    _letter, code = letter_for(cast, "3-101")
    row = ask(log_in("13700000001"), cast.units["3-101"], "李小妹", "family", code).binding
    assert row is not None
    text = page("li").get(path(cast, "me/homes/")).content.decode()
    assert "137****0001" in text and "李小妹" not in text and "13700000001" not in text
    where = path(cast, f"me/homes/requests/{row.id}/")
    assert page("wang").post(where, {"answer": "yes"}).status_code == 404
    page("li").post(where, {"answer": "yes"})
    row.refresh_from_db()
    assert row.state == "accepted"


def test_clerk_binds_somebody_at_the_counter(cast: Cast, page: Visits, home: Path) -> None:
    client = page("sun")
    assert client.get(path(cast, "desk/bindings/new/who/"))["Location"] == path(cast, "desk/bindings/new/")
    client.post(path(cast, "desk/bindings/new/"), {"phone": "13700000001"})
    where = path(cast, "desk/bindings/new/who/")
    told = {"compound": cast.compound.id, "door": "3-103", "name": "新来的", "relation": "tenant"}
    assert client.post(where, told | {"code": "000000"}).status_code == 200
    assert client.post(where, told | {"code": last_code(home), "door": "9-999"}).status_code == 200
    assert not User.objects.filter(phone="13700000001").exists()
    answer = client.post(where, told | {"code": last_code(home)})
    row = Binding.objects.get()
    assert answer["Location"] == path(cast, f"desk/bindings/{row.id}/")
    assert User.objects.get(phone="13700000001").phone_verified
    client.post(answer["Location"], {"proof": "lease"})
    assert Binding.objects.get().state == "accepted"


def test_counter_code_dies_after_five_wrong_tries(cast: Cast, page: Visits, home: Path) -> None:
    client, where = page("sun"), path(cast, "desk/bindings/new/who/")
    client.post(path(cast, "desk/bindings/new/"), {"phone": "13700000001"})
    told = {"compound": cast.compound.id, "door": "3-103", "name": "新来的", "relation": "tenant"}
    for _n in range(5):
        client.post(where, told | {"code": "000000"})
    assert client.post(where, told | {"code": last_code(home)}).status_code == 200
    assert not Binding.objects.exists()


def test_letters_are_issued_printed_and_revoked(cast: Cast, page: Visits) -> None:
    client = page("wang")
    bad = client.post(path(cast, "letters/wt/issue/"), {"expires_on": "2020-01-01", "once": "a"})
    assert bad.status_code == 200 and not CodeLetter.objects.exists()
    day = clock.local_day(clock.now()).isoformat()
    for _twice in range(2):
        answer = client.post(path(cast, "letters/wt/issue/"), {"expires_on": day, "once": "b"})
        assert answer.status_code == 302 and "/prints/" in answer["Location"]
    assert CodeLetter.objects.filter(state="valid").count() == 9
    client.post(path(cast, "letters/wt/issue/"), {"expires_on": day, "door": "3号楼101", "once": "c"})
    assert CodeLetter.objects.filter(unit=cast.units["3-101"]).count() == 2
    letter = CodeLetter.objects.get(unit=cast.units["3-101"], state="valid")
    client.post(path(cast, f"letters/wt/{letter.id}/revoke/"), {"reason": "信箱被撬"})
    letter.refresh_from_db()
    assert (letter.state, letter.revoked_because) == ("revoked", "信箱被撬")
    assert "信箱被撬" in client.get(path(cast, "letters/wt/?q=3-101")).content.decode()


def test_card_masks_numbers_until_asked_and_each_look_is_noted(cast: Cast, page: Visits) -> None:
    client, where = page("sun"), path(cast, f"desk/people/{cast.people['li'].id}/")
    masked = client.get(where).content.decode()
    assert "13800000000" not in masked and "138****0000" in masked
    assert "13800000000" in client.get(f"{where}?show=1").content.decode()
    looks = Look.objects.filter(person_id=cast.people["li"].id).order_by("id").values_list("what", flat=True)
    assert list(looks) == ["card", "contact"]


def test_search_for_people_shows_masks_only(cast: Cast, page: Visits) -> None:
    text = page("sun").get(path(cast, "desk/people/?q=李秋生")).content.decode()
    assert "李*" in text and text.count("李秋生") == 1  # what the clerk typed


def test_card_takes_in_ways_homes_and_who_acts(cast: Cast, page: Visits) -> None:
    client, li = page("sun"), cast.people["li"]
    where = path(cast, f"desk/people/{li.id}/")
    assert client.post(f"{where}ways/new/", {"kind": "sms", "value": "12"}).status_code == 200
    client.post(f"{where}ways/new/", {"kind": "landline", "value": "021-55550000", "preferred": "on"})
    ways = ContactWay.objects.filter(person=li, preferred=True).values_list("kind", "value")
    assert list(ways) == [("landline", "021-55550000")]
    told = {"compound": cast.compound.id, "door": "3-102", "kind": "family"}
    assert client.post(f"{where}residence/", told | {"door": "9-9"}).status_code == 200
    assert client.post(f"{where}residence/", told).status_code == 302
    row = Residence.objects.get(person=li, unit=cast.units["3-102"])
    client.post(f"{where}residence/{row.id}/end/")
    row.refresh_from_db()
    assert row.valid_to is not None
    agent = cast.neighbours[0].id
    client.post(f"{where}representative/?q=邻居", {"kind": "guardian", "agent": agent})
    rows = Representation.objects.values_list("kind", "principal_id", "agent_id", "proof")
    assert list(rows) == [("guardian", li.id, agent, "guardianship")]


def test_transfer_finds_known_people_and_enters_new_ones(cast: Cast, page: Visits) -> None:
    client, unit = page("sun"), cast.units["3-103"]
    where = path(cast, f"desk/units/{unit.id}/transfer/")
    told = {"on": clock.local_day(clock.now()).isoformat(), "basis": "inheritance", "seen": "on"}
    late = client.post(where, told | {"owners": "邻居0", "on": "2099-01-01"})
    assert late.status_code == 200 and Ownership.objects.filter(unit=unit).count() == 1
    answer = client.post(where, told | {"owners": "邻居0 13900000000\n邻小妹 137 0000 0002"})
    assert answer.status_code == 302
    present = Ownership.objects.filter(unit=unit, valid_to__isnull=True).order_by("id")
    assert [(o.person.name, o.basis) for o in present] == [
        ("邻居0", "inheritance"),
        ("邻小妹", "inheritance"),
    ]
    assert present[0].person_id == cast.neighbours[0].id
    speaker = path(cast, f"desk/units/{unit.id}/representative/")
    client.post(speaker, {"person": present[1].person_id, "signed": "on"})
    assert Ownership.objects.get(pk=present[1].pk).is_representative


def test_list_costs_the_same_for_one_and_for_many(cast: Cast, page: Visits) -> None:
    client = page("sun")
    costs = []
    for n, room in enumerate(("3-101", "3-102", "3-103")):
        ask(log_in(f"1370000{n:04d}"), cast.units[room], "某人", "tenant", address=f"198.51.100.{n}")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(path(cast, "desk/bindings/")).status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[2]


def test_homes_cost_the_same_for_one_and_for_three(cast: Cast, page: Visits) -> None:
    client, costs = page("li"), []
    for room in ("3-102", "3-103", "3-201"):
        with CaptureQueriesContext(connection) as queries:
            client.get(path(cast, "me/homes/"))
        costs.append(len(queries))
        Ownership.objects.create(unit=cast.units[room], person=cast.people["li"], valid_from=SINCE)
    assert costs[0] == costs[2]


def test_desk_has_a_door_with_the_number_that_waits(cast: Cast, page: Visits, found: dict[str, int]) -> None:
    assert path(cast, "desk/bindings/") in page("sun").get(path(cast, "desk")).content.decode()
    assert path(cast, "desk/bindings/") not in page("wang").get(path(cast, "desk")).content.decode()


def test_card_of_an_owner_tells_the_desk_what_to_do_after_a_death(cast: Cast, page: Visits) -> None:
    li, chen = cast.people["li"], cast.people["chen"]
    here = path(cast, f"desk/people/{li.id}/")
    before = page("sun").get(here).text
    assert "民法典 230" in before and f"{here}representative/" in before
    assert "民法典 230" not in page("sun").get(path(cast, f"desk/people/{chen.id}/")).text  # owns nothing
    register_representation(
        cast.actor("sun", at=clock.now()), principal_id=li.id, agent_id=chen.id, kind="heir"
    )
    card = page("sun").get(here)
    assert [row.agent_id for row in card.context["card"].heirs] == [chen.id]
    assert f"desk/units/{cast.units['3-101'].id}/transfer/" in card.text
