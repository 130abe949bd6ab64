"""Copy, correction and erasure: whole, for the person alone, with a trace, and the chain stays verifiable."""

import json
import zipfile
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection

from linmeng.common.errors import NeedsSecondFactor, NotAllowed, WrongState
from linmeng.ground.actions.documents import document_path
from linmeng.people.actions import note_look
from linmeng.people.models import ContactWay, Ownership, Person, Qualification, Recommendation, User
from linmeng.publishing.actions import notify
from linmeng.record.queries import finding
from linmeng.rights import actions
from linmeng.rights.models import CorrectionRequest, Erasure
from linmeng.rights.queries import corrections_waiting, dues, everything_about, fate_of, labels
from linmeng.voices.models import Voice
from tests.assembly.votes import WHILE_OPEN, cast_for, noticed_vote
from tests.cast import NOON, Cast
from tests.voices.saying import recorded, spoken

WORDS = "我家住三零一，腿脚不便，身份证310105194803121234"
EVERYBODY = ["wang", "he", "wu", "zhou", "zhao", "sun", "feng", "qian", "stranger"]


def lived_in(cast: Cast, who: str) -> Person:
    """Somebody who left traces in every area."""
    person = cast.people[who]
    spoken(cast, who, words=WORDS, words_public=True)
    notify(
        cast.actor("sun"),
        person_id=person.id,
        subject="voice",
        subject_id=1,
        title="您的话",
        words=WORDS[:40],
    )
    Qualification.objects.create(person=person, title="修钟表手艺", words="周末有空修表", consented_at=NOON)
    Recommendation.objects.create(
        person=cast.people["qian"], by=person, words="钱师傅是热心肠好人", created_at=NOON
    )
    note_look(cast.actor("sun"), person_ids=[person.id], what="voice")
    return person


def packed(cast: Cast, who: str) -> tuple[dict, str]:
    copy = actions.make_copy(cast.actor(who), person_id=cast.people[who].id)
    with zipfile.ZipFile(document_path(copy.file)) as file:
        return json.loads(file.read("linmeng.json")), file.read("我的数据.html").decode()


def test_copy_holds_everything_the_house_knows(cast: Cast) -> None:
    lived_in(cast, "li")
    vote = noticed_vote(cast)
    cast_for(cast, vote, "3-101", "no")
    known, page = packed(cast, "li")
    assert known["people"]["person"] == {
        "name": "李秋生",
        "kind": "natural",
        "born_year": 1948,
        "large_print": False,
    }
    assert known["people"]["contact_ways"][0]["value"] == "13800000000"
    assert [one["words"] for one in known["voices"]["voices"]] == [WORDS]
    assert known["votes"]["ballots"][0]["choices"] == [
        {"question__text": "是否同意动用维修资金修缮外墙", "choice": "no"}
    ]
    assert known["votes"]["frozen_rolls"][0]["unit"] == "3-101"
    assert [look["what"] for look in known["people"]["looks"]] == ["voice"]
    assert len(known["record"]["record"]) == 2
    for words in ("李秋生", "13800000000", WORDS, "修钟表手艺", "3-101"):
        assert words in page
    assert set(labels()) >= {kind for parts in known.values() for kind in parts} | set(known)
    assert recorded("data_copy_made")["person"] == str(cast.people["li"].id)


def test_copy_names_nobody_else(cast: Cast) -> None:
    lived_in(cast, "li")
    text = json.dumps(everything_about(cast.people["li"].id), ensure_ascii=False, default=str)
    others = [person.name for key, person in cast.people.items() if key != "li"]
    assert [name for name in others if name in text] == []


@pytest.mark.parametrize("who", EVERYBODY)
def test_nobody_gets_the_copy_of_another(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        actions.make_copy(cast.actor(who), person_id=cast.people["li"].id)


def test_copy_asks_for_the_second_key(cast: Cast) -> None:
    with pytest.raises(NeedsSecondFactor):
        actions.make_copy(cast.actor("li", second_factor=False), person_id=cast.people["li"].id)


@pytest.mark.parametrize(
    ("about", "value", "kept"),
    [
        ("name", " 李秋声 ", "李秋声"),
        ("phone", "139 1111 2222", "13911112222"),
        ("born_year", "1949", "1949"),
    ],
)
def test_correction_lands_on_the_desk_and_is_made(cast: Cast, about: str, value: str, kept: str) -> None:
    request = actions.ask_for_correction(cast.actor("li"), about=about, value=value)
    assert (request.asked_value, request.due_by) == (kept, date(2026, 7, 20))
    assert [row.id for row in corrections_waiting(cast.actor("sun"))] == [request.id]
    assert [due.by for due in dues(cast.actor("sun"))] == [date(2026, 7, 20)]
    with pytest.raises(ValidationError):
        actions.ask_for_correction(cast.actor("li"), about=about, value=value)
    actions.decide_correction(cast.actor("sun"), request_id=request.id, correct=True)
    person = Person.objects.get(pk=cast.people["li"].id)
    numbers = ContactWay.objects.filter(person=person, kind="sms").order_by("id")
    assert {
        "name": person.name,
        "born_year": str(person.born_year),
        "phone": numbers.last().value,  # type: ignore[union-attr]
    }[about] == kept
    if about == "phone":
        assert [(n.value, n.ended_at is None, n.preferred) for n in numbers] == [
            ("13800000000", False, False),
            ("13911112222", True, True),
        ]
    assert recorded("correction_decided") == {"request": str(request.id), "about": about, "state": "done"}
    with pytest.raises(WrongState):
        actions.take_back_correction(cast.actor("li"), request_id=request.id)


@pytest.mark.parametrize(
    ("about", "value"), [("phone", "12"), ("born_year", "48"), ("born_year", "2090"), ("name", " ")]
)
def test_what_cannot_stand_there_is_refused(cast: Cast, about: str, value: str) -> None:
    with pytest.raises(ValidationError):
        actions.ask_for_correction(cast.actor("li"), about=about, value=value)
    assert not CorrectionRequest.objects.exists()


@pytest.mark.parametrize("who", ["li", "wang", "he", "wu", "zhou", "zhao", "feng", "qian", "stranger"])
def test_only_the_clerk_decides_a_correction(cast: Cast, who: str) -> None:
    request = actions.ask_for_correction(cast.actor("li"), about="name", value="李秋声")
    with pytest.raises(NotAllowed):
        actions.decide_correction(cast.actor(who), request_id=request.id, correct=True)


def test_refusal_has_a_reason(cast: Cast) -> None:
    request = actions.ask_for_correction(cast.actor("li"), about="name", value="李秋声")
    with pytest.raises(ValidationError):
        actions.decide_correction(cast.actor("sun"), request_id=request.id, correct=False)
    actions.decide_correction(cast.actor("sun"), request_id=request.id, correct=False, because="证件上是生")
    request.refresh_from_db()
    assert (request.state, request.because) == ("refused", "证件上是生")


def test_clerk_does_not_decide_about_herself(cast: Cast) -> None:
    request = actions.ask_for_correction(cast.actor("sun"), about="name", value="孙小燕")
    with pytest.raises(NotAllowed):
        actions.decide_correction(cast.actor("sun"), request_id=request.id, correct=True)


def everywhere(needle: str) -> list[str]:
    """Tables and columns of the whole database in which some words stand."""
    found, place_of = [], "instr" if connection.vendor == "sqlite" else "strpos"
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            columns = [col.name for col in connection.introspection.get_table_description(cursor, table)]
            for column in columns:
                cursor.execute(
                    f'SELECT count(*) FROM "{table}" WHERE {place_of}(CAST("{column}" AS TEXT), %s) > 0',
                    [needle],
                )
                if cursor.fetchone()[0]:
                    found.append(f"{table}.{column}")
    return found


def scanned(cast: Cast, *needles: str) -> list[str]:
    """The same, outside the fence."""
    from linmeng.ground.tenancy import citywide

    with citywide():
        return sorted({place for needle in needles for place in everywhere(needle)})


def test_scan_sees_what_is_there(cast: Cast) -> None:
    assert scanned(cast, "李秋生") == ["people_person.name"]
    assert scanned(cast, "13800000000") == ["people_contactway.value", "people_user.phone"]


def test_nothing_of_a_tenant_is_left_and_the_chain_holds(cast: Cast) -> None:
    chen = lived_in(cast, "chen")
    actions.make_copy(cast.actor("chen"), person_id=chen.id)
    actions.ask_for_correction(cast.actor("chen"), about="name", value="陈小宇")
    phone = chen.user.phone  # type: ignore[union-attr]
    erasure = actions.ask_for_erasure(cast.actor("chen"))
    assert erasure.state == "done"
    traces = (
        "陈小雨",
        "陈小宇",
        phone,
        WORDS,
        WORDS[:20],
        "修钟表手艺",
        "周末有空修表",
        "钱师傅是热心肠好人",
    )
    assert scanned(cast, *traces) == []
    assert finding(cast.alliance.slug).broken == ""
    assert not User.objects.get(pk=chen.user_id).is_active  # type: ignore[misc]
    assert {kept["code"] for kept in erasure.kept} == {"record", "looks"}
    assert recorded("erasure_decided")["state"] == "done"


def test_owner_keeps_the_name_on_the_roll_only(cast: Cast) -> None:
    li = lived_in(cast, "li")
    vote = noticed_vote(cast)
    cast_for(cast, vote, "3-101", "no", at=WHILE_OPEN)
    erasure = actions.ask_for_erasure(cast.actor("li"))
    assert erasure.state == "asked"
    assert [due.what for due in dues(cast.actor("sun"))] != []
    actions.decide_erasure(cast.actor("sun"), erasure_id=erasure.id, erase=True)
    assert scanned(cast, "李秋生") == ["people_person.name"]
    assert scanned(cast, "13800000000", WORDS, "修钟表手艺") == []
    erasure.refresh_from_db()
    assert {kept["code"] for kept in erasure.kept} == {
        "name_on_roll",
        "ownerships",
        "frozen_rolls",
        "ballots",
        "record",
        "looks",
    }
    assert all(kept["article"] for kept in erasure.kept)
    assert finding(cast.alliance.slug).broken == ""
    assert Voice.objects.get(author=li).words == "—"


def test_former_owner_loses_the_name_but_the_ownership_stays(cast: Cast) -> None:
    li = cast.people["li"]
    Ownership.objects.filter(person=li).update(valid_to=NOON.date() - timedelta(days=30))
    erasure = actions.ask_for_erasure(cast.actor("li"))
    actions.decide_erasure(cast.actor("sun"), erasure_id=erasure.id, erase=True)
    assert scanned(cast, "李秋生", "13800000000") == []
    assert Ownership.objects.filter(person=li).count() == 1


def test_officer_cannot_be_forgotten_in_office(cast: Cast) -> None:
    with pytest.raises(WrongState):
        actions.ask_for_erasure(cast.actor("zhou"))
    assert not Erasure.objects.exists()


@pytest.mark.parametrize("who", ["wang", "he", "wu", "zhou", "zhao", "feng", "qian", "stranger"])
def test_only_the_clerk_confirms_an_erasure(cast: Cast, who: str) -> None:
    erasure = actions.ask_for_erasure(cast.actor("li"))
    with pytest.raises(NotAllowed):
        actions.decide_erasure(cast.actor(who), erasure_id=erasure.id, erase=True)
    with pytest.raises(NeedsSecondFactor):
        actions.decide_erasure(cast.actor("sun", second_factor=False), erasure_id=erasure.id, erase=True)


def test_erasure_is_taken_back_by_who_asked(cast: Cast) -> None:
    erasure = actions.ask_for_erasure(cast.actor("li"))
    with pytest.raises(NotAllowed):
        actions.take_back_erasure(cast.actor("wang"), erasure_id=erasure.id)
    assert actions.take_back_erasure(cast.actor("li"), erasure_id=erasure.id).state == "taken_back"
    with pytest.raises(WrongState):
        actions.decide_erasure(cast.actor("sun"), erasure_id=erasure.id, erase=True)
    assert fate_of(cast.people["li"].id).owns


def test_every_table_of_the_house_was_scanned(cast: Cast) -> None:
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
    assert {model._meta.db_table for model in apps.get_models() if model._meta.managed} <= tables
