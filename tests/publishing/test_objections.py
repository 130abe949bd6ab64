"""Objections: in words, within the days, read by the publishing body, answered."""

import json
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from linmeng.alliance.models import CommitteeTerm
from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed, WrongState
from linmeng.publishing import actions
from linmeng.publishing.models import Notice, Objection, Publication
from linmeng.publishing.queries import (
    ObjectionCount,
    answers_to,
    dues,
    facts_of,
    objection_count,
    objections_to,
    own_objections,
)
from linmeng.record.models import Entry
from tests.browsing import Visits, path
from tests.cast import CAST, Cast
from tests.publishing.noticing import LATER, NEIGHBOURS, OVER, published

WORDS = "甲方案的脚手架挡住我家窗户，请改用吊篮。"


def objected(cast: Cast, who: str = "li", one: Publication | None = None) -> Objection:
    notice = one or published(cast)
    return actions.object_to(cast.actor(who, at=LATER), publication_id=notice.id, words=WORDS)


@pytest.mark.parametrize("who", CAST)
def test_objecting_is_for_whoever_lives_or_owns_there(cast: Cast, who: str) -> None:
    if who in NEIGHBOURS:
        assert objected(cast, who).person_id == cast.people[who].id
        return
    with pytest.raises(NotAllowed):
        objected(cast, who)
    assert Objection.objects.count() == 0


def _withdrawn(cast: Cast) -> Publication:
    return actions.withdraw(cast.actor("wang"), publication_id=published(cast).id, reason="方案取消了")


@pytest.mark.parametrize("state", ["over", "announcement", "withdrawn"])
def test_objections_are_taken_within_the_days_of_a_standing_public_notice(cast: Cast, state: str) -> None:
    one = {
        "over": lambda: published(cast),
        "announcement": lambda: published(cast, kind="announcement"),
        "withdrawn": lambda: _withdrawn(cast),
    }[state]()
    at = OVER if state == "over" else LATER
    with pytest.raises(WrongState):
        actions.object_to(cast.actor("li", at=at), publication_id=one.id, words=WORDS)


def test_more_may_be_added_up_to_a_bound(cast: Cast) -> None:
    one = published(cast)
    for _ in range(20):
        objected(cast, "li", one)
    with pytest.raises(WrongState):
        objected(cast, "li", one)
    assert objection_count(one.id) == ObjectionCount(20, 0)
    assert own_objections(one.id, cast.people["chen"].id).count() == 0


@pytest.mark.parametrize("words", ["  ", "不要", "长" * 601])
def test_words_of_a_fitting_length(cast: Cast, words: str) -> None:
    with pytest.raises(ValidationError) as fault:
        actions.object_to(cast.actor("li"), publication_id=published(cast).id, words=words)
    assert list(fault.value.message_dict) == ["words"]


@pytest.mark.parametrize("who", CAST)
def test_helpers_write_down_where_their_seat_reaches(cast: Cast, who: str) -> None:
    one, li = published(cast), cast.people["li"].id
    call: dict[str, Any] = {"publication_id": one.id, "words": WORDS, "person_id": li}
    if who in {"wang", "he", "sun", "zhao"}:
        made = actions.write_objection_down(cast.actor(who, at=LATER), **call)
        assert (made.person_id, made.taken_down_by) == (li, cast.actor(who).seat_title)
        assert Notice.objects.filter(person_id=li, subject="objection").count() == 1
        return
    with pytest.raises(NotAllowed):
        actions.write_objection_down(cast.actor(who, at=LATER), **call)


def test_helper_cannot_name_somebody_out_of_reach_but_may_leave_the_name_out(cast: Cast) -> None:
    one, zhao = published(cast), cast.actor("zhao", at=LATER)
    with pytest.raises(ValidationError):
        actions.write_objection_down(
            zhao, publication_id=one.id, words=WORDS, person_id=cast.people["qian"].id
        )
    unnamed = actions.write_objection_down(zhao, publication_id=one.id, words=WORDS, person_id=None)
    assert (unnamed.person_id, unnamed.taken_down_by) == (
        None,
        "东镇居委会 3号楼 · " + zhao.seat_title.split(" · ")[1],
    )


@pytest.mark.parametrize("who", CAST)
def test_answering_is_for_the_body_that_published(cast: Cast, who: str) -> None:
    made = objected(cast)
    if who in {"wang", "he"}:
        actions.answer_objection(cast.actor(who, at=LATER), objection_id=made.id, answer="改用吊篮，谢谢您。")
        made.refresh_from_db()
        assert (made.answer, made.answered_at) == ("改用吊篮，谢谢您。", LATER)
        return
    with pytest.raises(NotAllowed):
        actions.answer_objection(cast.actor(who, at=LATER), objection_id=made.id, answer="改用吊篮，谢谢您。")


def test_answered_once_and_the_person_is_told(cast: Cast) -> None:
    made = objected(cast)
    actor = cast.actor("he", at=LATER)
    actions.answer_objection(actor, objection_id=made.id, answer="改用吊篮，谢谢您。")
    told = Notice.objects.get(person_id=cast.people["li"].id)
    assert (told.words, told.path) == ("改用吊篮，谢谢您。", f"/a/dongzhen/p/{made.publication.token}/")
    assert objection_count(made.publication_id) == ObjectionCount(1, 1)
    with pytest.raises(WrongState):
        actions.answer_objection(actor, objection_id=made.id, answer="再答一次看看")


def test_answer_hangs_on_the_board_without_names_when_the_officer_says_so(cast: Cast) -> None:
    made = objected(cast)
    actions.answer_objection(
        cast.actor("wang", at=LATER),
        objection_id=made.id,
        answer="改用吊篮。\n下周一换图纸。",
        gist="脚手架会挡住窗户",
    )
    [hung] = answers_to(made.publication)
    assert (hung.kind, facts_of(hung)["asked"], facts_of(hung)["paragraphs"]) == (
        "announcement",
        "脚手架会挡住窗户",
        ["改用吊篮。", "下周一换图纸。"],
    )
    assert WORDS not in hung.facts and "李" not in hung.facts


def test_objections_are_due_in_seven_days_with_the_house_rule(cast: Cast) -> None:
    made = objected(cast)
    actions.post_paper(cast.actor("zhao", at=LATER), publication_id=made.publication_id, place="3号楼")

    def due_for(who: str) -> list[tuple[date, str]]:
        found = [due for due in dues(cast.actor(who, at=LATER)) if "objections" in due.path]
        assert all(due.article for due in found)
        return [(due.by, due.path) for due in found]

    waiting = (date(2026, 7, 13), f"/a/dongzhen/p/{made.publication.token}/objections/")
    assert {who: due_for(who) for who in CAST} == {
        who: [waiting] if who in {"wang", "he"} else [] for who in CAST
    }
    actions.answer_objection(cast.actor("he", at=LATER), objection_id=made.id, answer="改用吊篮，谢谢您。")
    assert dues(cast.actor("wang", at=LATER)) == []


def test_record_holds_no_words_and_no_names(cast: Cast) -> None:
    made = objected(cast)
    actions.answer_objection(cast.actor("he", at=LATER), objection_id=made.id, answer="改用吊篮，谢谢您。")
    lines = [
        json.loads(e.text)["facts"]
        for e in Entry.objects.filter(kind__startswith="objection").order_by("number")
    ]
    ids = {"publication": str(made.publication_id), "objection": str(made.id)}
    assert lines == [ids | {"helped": False}, ids | {"published": False}]


def test_unanswered_come_first_for_the_body(cast: Cast) -> None:
    one = published(cast)
    first, second = objected(cast, "li", one), objected(cast, "chen", one)
    actions.answer_objection(cast.actor("he", at=LATER), objection_id=first.id, answer="改用吊篮，谢谢您。")
    assert [row.id for row in objections_to(one.id)] == [second.id, first.id]


def test_stranger_has_no_objections_of_their_own(cast: Cast) -> None:
    assert list(own_objections(objected(cast).publication_id, Actor(at=LATER).person_id)) == []


def vacate(cast: Cast) -> None:
    CommitteeTerm.objects.filter(body=cast.bodies["committee"]).update(state="vacant")


def answer(cast: Cast, who: str, made: Objection) -> Objection:
    actor = cast.actor(who, at=LATER)
    return actions.answer_objection(actor, objection_id=made.id, answer="改用吊篮，谢谢您。")


@pytest.mark.parametrize("who", ["sun", "qian", "wu", "zhao", "chen"])
def test_while_the_committee_is_vacant_the_residents_committee_answers_in_its_stead(
    cast: Cast, who: str
) -> None:
    made = objected(cast)
    vacate(cast)
    if who != "sun":
        with pytest.raises(NotAllowed):
            answer(cast, who, made)
        return
    assert [due.path for due in dues(cast.actor(who, at=LATER)) if "objections" in due.path] == [
        f"/a/dongzhen/p/{made.publication.token}/objections/"
    ]
    answered = answer(cast, who, made)
    assert answered.answered_by == f"{cast.actor('sun').seat_title}（代管）"
    facts = json.loads(Entry.objects.get(kind="objection_answered").text)["facts"]
    assert facts["in_trust_for"] == str(cast.bodies["committee"].id)


def test_the_next_committee_takes_over_and_reads_what_was_answered(cast: Cast) -> None:
    first, second = objected(cast, "li"), objected(cast, "chen", Publication.objects.first())
    vacate(cast)
    answer(cast, "sun", first)
    old = CommitteeTerm.objects.get(body=cast.bodies["committee"])
    CommitteeTerm.objects.filter(id=old.id).update(state="ended")
    CommitteeTerm.objects.create(
        body=old.body, number=old.number + 1, state="in_office", members=5, starts_on=date(2026, 7, 6)
    )
    with pytest.raises(NotAllowed):
        answer(cast, "sun", second)
    assert "代管" not in answer(cast, "wang", second).answered_by
    assert {row.id for row in objections_to(first.publication_id)} == {first.id, second.id}


def test_what_the_residents_committee_published_stays_its_own_in_a_vacancy(cast: Cast) -> None:
    made = objected(cast, one=published(cast, "sun"))
    vacate(cast)
    assert "代管" not in answer(cast, "sun", made).answered_by


def test_pages_of_objections_open_in_a_vacancy_and_say_why(cast: Cast, page: Visits) -> None:
    made = objected(cast)
    address = path(cast, f"p/{made.publication.token}/objections/")
    assert page("sun").get(address).status_code == 403
    vacate(cast)
    for rest in ("", f"{made.id}/"):
        answer_page = page("sun").get(f"{address}{rest}")
        assert (answer_page.status_code, answer_page.context["in_trust"]) == (200, True)
    assert page("zhao").get(address).status_code == 403
