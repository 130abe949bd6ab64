"""Lists, own ballots, clocks and counts."""

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from linmeng.assembly import actions
from linmeng.assembly.actions import boxes
from linmeng.assembly.actions.turnout import recompute_turnout
from linmeng.assembly.models import RollEntry, Vote
from linmeng.assembly.queries import (
    dues,
    my_ballots,
    problems_before_count,
    turnout,
    vote_counts,
    votes_visible,
)
from linmeng.assembly.states import VOTE, phase
from tests.assembly.votes import (
    AFTER,
    STATES,
    WHILE_OPEN,
    cast_for,
    moment,
    noticed_vote,
    owner_of,
    printed_paper,
    read,
    vote_in,
)
from tests.cast import CAST, Cast


@pytest.mark.parametrize("state", STATES)
def test_phase_follows_the_clock(cast: Cast, state: str) -> None:
    assert phase(vote_in(cast, state), moment(state)) == state


def test_tables_name_every_state() -> None:

    assert set(VOTE.table) == set(Vote.State.values)


def test_drafts_are_seen_by_their_makers_alone(cast: Cast) -> None:
    vote_in(cast, "draft")
    assert {who for who in CAST if votes_visible(cast.actor(who)).exists()} == {"wang", "he", "sun"}
    vote_in(cast, "noticed")
    assert {votes_visible(cast.actor(who)).count() for who in ("li", "qian", "stranger")} == {1}


def test_my_ballots_are_my_units_on_the_roll(cast: Cast) -> None:
    vote = noticed_vote(cast)
    receipt = cast_for(cast, vote, "3-101")
    [mine] = my_ballots(owner_of(cast, "3-101"), vote)
    assert (mine.entry.unit_code, mine.receipts, mine.speaks) == ("3-101", (receipt,), True)
    assert [my_ballots(cast.actor(who), vote) for who in ("chen", "qian", "stranger")] == [[], [], []]


def test_counts_by_compound_leave_drafts_out(cast: Cast) -> None:
    vote_in(cast, "draft")
    vote_in(cast, "published")
    both = [cast.compound.id, cast.next_door.id]
    assert vote_counts(both) == {cast.compound.id: {"published": 1}, cast.next_door.id: {}}


@pytest.mark.parametrize("units", [("3-301",), ("3-301", "3-302", "3-303")])
def test_problems_before_count_ask_once_however_many_papers_and_boxes(
    cast: Cast, units: tuple[str, ...], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    vote = noticed_vote(cast)
    papers = [printed_paper(cast, vote, unit) for unit in units]
    for paper in papers:
        read(cast, "he", paper, at=WHILE_OPEN)
    shut = [sealed_box(cast, vote, place) for place in ("门卫室", "居委会", "活动室")[: len(units)]]
    page = f"/a/dongzhen/votes/{vote.id}/"
    with django_assert_num_queries(6):
        found = [problem.path for problem in problems_before_count(vote)]
    assert found == [f"{page}enter/?paper={paper.number}" for paper in papers] + [f"{page}boxes/"] * len(shut)


def sealed_box(cast: Cast, vote: Vote, place: str) -> int:
    sun = cast.actor("sun", at=WHILE_OPEN)
    box = boxes.add_box(sun, vote_id=vote.id, kind="box", place=place, building_id=None)
    boxes.note_box(sun, box_id=box.id, kind="sealed", witness="王阿姨", seal="A1")
    return box.id


def named(cast: Cast, who: str, state: str) -> list[tuple[date, str, str]]:
    return [
        (due.by, due.path.rsplit("/", 2)[1], due.article) for due in dues(cast.actor(who, at=moment(state)))
    ]


def test_dues_follow_the_vote_with_their_articles(cast: Cast) -> None:
    found = {}
    for state in ("noticed", "open", "over", "closed", "counted", "published"):
        vote = vote_in(cast, state)
        dues_of_clerk = named(cast, "sun", state)
        # the vacancy next door is due whatever happens to this vote
        found[state] = [due for due in dues_of_clerk if due[1] not in (str(vote.id), "life")]
        Vote.objects.filter(id=vote.id).update(state="cancelled")
    assert found == {
        "noticed": [(date(2026, 7, 21), "delivery", "物业管理条例 14")],
        "open": [(date(2026, 7, 31), "delivery", "")],
        "over": [],
        "closed": [(date(2026, 8, 2), "count", "")],
        "counted": [(date(2026, 8, 4), "publish", "上海市住宅物业管理规定 26")],
        "published": [(date(2026, 8, 31), "archive", "")],
    }


def test_owner_is_reminded_until_they_have_voted(cast: Cast) -> None:
    vote = noticed_vote(cast)
    li = owner_of(cast, "3-101")
    assert [(due.by, due.path) for due in dues(li)] == [
        (date(2026, 7, 31), f"/a/{cast.alliance.slug}/votes/{vote.id}/")
    ]
    cast_for(cast, vote, "3-101")
    assert dues(li) == [] and dues(owner_of(cast, "3-102", AFTER)) == []


def test_dues_of_the_company_and_the_party_are_none(cast: Cast) -> None:
    noticed_vote(cast)
    assert [dues(cast.actor(who, at=WHILE_OPEN)) for who in ("wu", "zhou", "feng", "stranger")] == [[]] * 4


def test_leader_carries_but_does_not_count(cast: Cast) -> None:
    vote_in(cast, "counted")
    assert dues(cast.actor("zhao", at=AFTER)) == []


def test_cancelled_vote_says_why_and_frees_the_project(cast: Cast) -> None:
    vote = noticed_vote(cast)
    decision = actions.cancel_vote(
        cast.actor("wang", at=WHILE_OPEN + timedelta(hours=1)), vote_id=vote.id, reason="附件有误"
    )
    vote.refresh_from_db()
    assert (vote.state, vote.project.state, decision.reason) == ("cancelled", "legal", "附件有误")


def test_turnout_of_five_thousand_units_is_one_query(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    from linmeng.assembly.models import Receipt

    vote = noticed_vote(cast)
    unit = cast.units["3-101"]
    from linmeng.alliance.models import Unit

    units = [
        Unit(
            compound=cast.compound,
            building=unit.building,
            entrance=unit.entrance,
            code=f"9-{n}",
            room=str(n),
            area_dm2=8_000,
            valid_from=unit.valid_from,
        )
        for n in range(5_000)
    ]
    Unit.objects.bulk_create(units, batch_size=500)
    entries = [
        RollEntry(
            vote=vote,
            unit=u,
            unit_code=u.code,
            area_dm2=8_000,
            owners=[u.code],
            head_key=u.code,
            status="sold",
        )
        for u in units
    ]
    RollEntry.objects.bulk_create(entries, batch_size=500)
    receipts = [
        Receipt(vote=vote, entry=e, channel="web", by=e.unit_code, cast_at=WHILE_OPEN)
        for e in entries[:4_000]
    ]
    Receipt.objects.bulk_create(receipts, batch_size=500)
    recompute_turnout(vote)
    with django_assert_num_queries(1):
        found = turnout(vote)
    assert (found.units_returned, found.participating.heads) == (4_000, 4_000)
