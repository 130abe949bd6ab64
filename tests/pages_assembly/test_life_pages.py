"""The pages of a vote's life: from what is to be done to the archive, and who may open them."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine

from linmeng.assembly import actions
from linmeng.assembly.models import Vote, VoteDecision
from linmeng.assembly.queries import dues
from linmeng.assembly.queries.linked import partner_of
from linmeng.people.queries.actors import actor_for
from linmeng.publishing.models import Publication
from tests.assembly.test_life import lift_votes
from tests.assembly.test_roll import BEFORE, THEN, sold
from tests.assembly.votes import (
    WHILE_OPEN,
    cast_for,
    drafted_vote,
    entry_of,
    legal_project,
    noticed_vote,
    vote_in,
)
from tests.browsing import Visits, path
from tests.cast import NOON, Cast

CALLERS = {"wang", "he"}


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """The pages' clock, at first the day of notice."""
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


WHO = ["wang", "he", "sun", "zhao", "wu", "li", "chen", "qian", "stranger"]


def test_committee_finds_the_law_and_saves_a_draft(cast: Cast, page: Visits) -> None:
    wang = page("wang")
    assert wang.get(path(cast, "votes/new/"))["Location"] == path(cast, "votes/new/wt/")
    assert wang.get(path(cast, "votes/new/wt/")).status_code == 200
    asked = path(cast, "votes/new/wt/?deed=rules&place=compound")
    words = wang.get(asked).content.decode()
    assert "民法典 278(1)(1)" in words and "上海市住宅物业管理规定 35、69" in words
    sent = wang.post(asked, {"title": "议事规则", "summary": "", "questions": "是否同意新规则", "once": "o1"})
    vote = Vote.objects.get()
    assert sent["Location"] == path(cast, f"votes/{vote.id}/")
    assert (vote.matter_class, vote.scope, vote.state) == ("set_rules", "compound", "draft")
    again = wang.post(
        asked, {"title": "议事规则", "summary": "", "questions": "是否同意新规则", "once": "o1"}
    )
    assert again["Location"] == sent["Location"] and Vote.objects.count() == 1


def test_lift_on_common_ground_drafts_two_votes_on_the_page(cast: Cast, page: Visits) -> None:
    place = f"building:{cast.units['3-101'].building_id}"
    asked = path(cast, f"votes/new/wt/?deed=lift_on_common_ground&place={place}")
    assert "沪建房管联〔2020〕801号" in page("wang").get(asked).content.decode()
    page("wang").post(asked, {"title": "加装电梯", "questions": "是否同意", "once": "o2"})
    first = Vote.objects.get(linked_to__isnull=True)
    assert partner_of(first) is not None


@pytest.mark.parametrize("who", WHO)
def test_who_opens_the_page_of_a_new_vote(cast: Cast, page: Visits, who: str) -> None:
    status = page(who).get(path(cast, "votes/new/wt/")).status_code
    wanted = {"stranger": 302, "qian": 404, "wu": 404}
    assert status == (200 if who in (*CALLERS, "sun") else wanted.get(who, 403))


def test_deciding_pages_are_the_callers(cast: Cast, page: Visits) -> None:
    vote = noticed_vote(cast)
    for who in WHO:
        visitor = page(who)
        wanted = 200 if who in CALLERS else {"stranger": 302, "qian": 404}.get(who, 403)
        for rest in ("extend/", "suspend/", "cancel/", "roll/post/", "edit/", "notice/"):
            status = visitor.get(path(cast, f"votes/{vote.id}/{rest}")).status_code
            assert (who, rest, status) == (who, rest, wanted)


def test_extended_suspended_resumed_on_pages(cast: Cast, page: Visits, clock: time_machine.Traveller) -> None:
    vote = noticed_vote(cast)
    clock.move_to(WHILE_OPEN)
    wang, home = page("wang"), path(cast, f"votes/{vote.id}/")
    wrong = wang.post(f"{home}extend/", {"closes_on": "2026-07-30", "reason": "还差几户人家"})
    assert wrong.status_code == 200 and not VoteDecision.objects.exists()
    assert (
        wang.post(f"{home}extend/", {"closes_on": "2026-08-09", "reason": "还差几户人家"})["Location"] == home
    )
    assert wang.post(f"{home}suspend/", {"reason": "系统要检查"})["Location"] == home
    shown = page("li").get(home).content.decode()
    assert "系统要检查" in shown and "还差几户人家" in shown
    resume = {"closes_on": "2026-08-12", "reason": "检查完了，继续"}
    assert wang.post(f"{home}resume/", resume)["Location"] == home
    assert wang.post(f"{home}incident/", {"reason": "票箱倒了，已扶正"})["Location"] == home
    vote.refresh_from_db()
    assert vote.last_day == date(2026, 8, 12)
    for one in Publication.objects.filter(subject="vote_decision"):
        assert page("stranger").get(path(cast, f"p/{one.token}/")).status_code == 200


def test_archived_vote_keeps_its_result_on_its_page(cast: Cast, page: Visits) -> None:
    vote = vote_in(cast, "published")
    home = path(cast, f"votes/{vote.id}/")
    page("sun").post(f"{home}archive/", {"reason": "一年已过"})
    vote.refresh_from_db()
    assert vote.state == "archived"
    assert page("stranger").get(home).status_code == 200
    assert page("stranger").get(f"{home}question/1/vote.json").status_code == 200


def test_roll_is_posted_read_and_supplemented_on_pages(cast: Cast, page: Visits) -> None:
    draft = drafted_vote(cast)
    home = path(cast, f"votes/{draft.id}/")
    assert page("wang").post(f"{home}roll/post/", {"days": "7", "once": "p1"})["Location"] == f"{home}roll/"
    posting = Publication.objects.get(subject="vote_roll")
    shown = page("stranger").get(path(cast, f"p/{posting.token}/")).content.decode()
    assert "3-101" in shown and "李*" in shown and "李秋生" not in shown
    assert (
        page("stranger").get(path(cast, f"p/{posting.token}/poster.pdf"))["Content-Type"] == "application/pdf"
    )
    assert page("wang").get(f"{home}roll/?q=3-1").status_code == 200
    assert page("wang").get(f"{home}roll.xlsx").content[:2] == b"PK"
    assert page("li").get(f"{home}roll/").status_code == 404


def test_which_homes_changed_hands_is_read_by_keepers_of_the_roll_only(cast: Cast, page: Visits) -> None:
    vote = noticed_vote(cast)
    sold(cast, vote)
    home = path(cast, f"votes/{vote.id}/roll/")
    assert "钱*" in page("sun").get(home).content.decode()
    assert "钱*" not in page("li").get(home).content.decode()
    assert page("sun").post(f"{home}transfers/")["Location"] == home
    assert page("li").post(f"{home}transfers/").status_code == 403


def test_linked_votes_name_each_other(cast: Cast, page: Visits) -> None:
    first, second = lift_votes(cast)
    for one, other in ((first, second), (second, first)):
        shown = page("stranger").get(path(cast, f"votes/{one.id}/")).content.decode()
        assert other.title in shown and "沪建房管联〔2020〕801号" in shown


def test_list_is_narrowed_and_written_as_a_table(cast: Cast, page: Visits) -> None:
    vote = noticed_vote(cast)
    shown = page("li").get(path(cast, "votes/?state=noticed&year=2026&q=外墙&c=wt"))
    assert [row[0].id for row in shown.context["rows"]] == [vote.id]
    nothing = page("li").get(path(cast, "votes/?state=archived"))
    assert nothing.context["rows"] == [] and nothing.status_code == 200
    assert page("stranger").get(path(cast, "votes.xlsx?year=2026")).content[:2] == b"PK"


def test_unprintable_sign_stands_before_notice(cast: Cast, page: Visits) -> None:
    vote = drafted_vote(cast)
    actions.edit_vote(cast.actor("wang"), vote_id=vote.id, title="外墙😀", summary="", questions=["是否同意"])
    shown = page("wang").get(path(cast, f"votes/{vote.id}/notice/"))
    assert len(shown.context["problems"]) == 1 and "😀" in shown.context["problems"][0].sentence


def test_desk_and_page_follow_who_votes_for_a_home_that_was_sold(
    cast: Cast, page: Visits, clock: time_machine.Traveller
) -> None:
    vote = noticed_vote(cast)
    sold(cast, vote)
    clock.move_to(THEN)
    home = path(cast, f"votes/{vote.id}/")
    seller, buyer = (actor_for(cast.people[who], THEN) for who in ("li", "qian"))
    assert [len(dues(one)) for one in (seller, buyer)] == [0, 1]
    assert "2026-07-26" in page("li").get(home).content.decode()
    entry = entry_of(vote, "3-101")
    assert page("qian").get(f"{home}cast/{entry.id}/").status_code == 200
    sent = page("qian").post(f"{home}cast/{entry.id}/", {"q1": "yes", "sure": "1", "once": "b1"})
    assert "/receipt/" in sent["Location"]


def test_buyer_reads_why_an_earlier_ballot_stands(
    cast: Cast, page: Visits, clock: time_machine.Traveller
) -> None:
    vote = noticed_vote(cast)
    cast_for(cast, vote, "3-101", at=BEFORE)
    sold(cast, vote)
    clock.move_to(THEN)
    shown = page("qian").get(path(cast, f"votes/{vote.id}/"))
    assert len(shown.context["page"].life.bought) == 1
    assert dues(actor_for(cast.people["qian"], THEN)) == []


def test_words_of_a_draft_are_written_beside_what_the_law_says(cast: Cast, page: Visits) -> None:
    project = legal_project(cast)
    shown = page("wang").get(path(cast, f"votes/prepare/{project.id}/")).content.decode()
    assert "民法典 278(1)(5)" in shown and 'name="questions"' in shown
    free = actions.prepare_for_deed(
        cast.actor("wang"), compound_id=cast.compound.id, deed="rules", place="compound",
        title="议事规则", summary="", questions=["是否同意"],
    )  # fmt: skip
    edited = path(cast, f"votes/{free.id}/edit/")
    assert "民法典 278(1)(1)" in page("wang").get(edited).content.decode()
    sent = page("wang").post(edited, {"title": "新议事规则", "questions": "是否同意新规则"})
    assert sent["Location"] == path(cast, f"votes/{free.id}/notice/")
    assert page("wang").get(sent["Location"]).status_code == 200
