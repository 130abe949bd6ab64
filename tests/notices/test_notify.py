"""Who is told by which way, and when."""

from datetime import date, datetime

import pytest

from linmeng.common.clock import SHANGHAI
from linmeng.people.models import ContactWay
from linmeng.publishing import actions
from linmeng.publishing.models import Delivery, Notice, Preference
from linmeng.publishing.queries import notices_of
from linmeng.publishing.queries.choices import tells_a_choice
from linmeng.publishing.queries.wishes import Wishes, send_after
from tests.cast import NOON, Cast
from tests.notices.telling import only, prefer, tell, ways


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def test_notify_goes_by_the_way_each_prefers(cast: Cast) -> None:
    prefer(cast.people["zhao"], "paper")
    prefer(cast.people["li"], "landline", "62811234")
    prefer(cast.people["wang"], "email", "wang@example.com")
    notices = {n.person_id: ways(n) for n in tell(cast, "zhao", "li", "chen", "wang")}
    assert notices == {
        cast.people["zhao"].id: [("site", "sent"), ("slip", "waiting")],
        cast.people["li"].id: [("site", "sent"), ("slip", "waiting")],
        cast.people["chen"].id: [("site", "sent"), ("sms", "waiting")],
        cast.people["wang"].id: [("email", "waiting"), ("site", "sent")],
    }


def test_a_landline_is_called_about_a_vote(cast: Cast) -> None:
    prefer(cast.people["li"], "landline", "62811234")
    [notice] = tell(cast, "li", subject="vote", title="请您投票", words="外墙维修", statutory=True)
    assert ways(notice) == [("call", "waiting"), ("site", "sent")]
    assert only("call").unit == cast.units["3-101"]


def test_an_ended_number_is_used_no_more(cast: Cast) -> None:
    ContactWay.objects.filter(person=cast.people["li"]).update(ended_at=NOON, preferred=False)
    [notice] = tell(cast, "li")
    assert ways(notice) == [("site", "sent"), ("slip", "waiting")]


def test_whoever_only_reads_the_group_gets_no_message(cast: Cast) -> None:
    prefer(cast.people["chen"], "wechat")
    [notice] = tell(cast, "chen")
    assert ways(notice) == [("site", "sent")]


def test_the_same_person_is_told_once(cast: Cast) -> None:
    assert len(tell(cast, "li", "li")) == 1


OFF = {"words.sms": False, "votes.sms": False, "account.sms": False}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, [("site", "sent")]),
        ({"subject": "vote"}, [("site", "sent")]),
        ({"subject": "project"}, [("site", "sent"), ("sms", "waiting")]),
        ({"subject": "vote", "statutory": True}, [("site", "sent"), ("sms", "waiting")]),
        ({"subject": "binding"}, [("site", "sent"), ("sms", "waiting")]),
    ],
    ids=["off", "off for votes", "another topic", "the law demands it", "security"],
)
def test_off_means_off_but_for_the_law_and_security(
    cast: Cast, changes: dict[str, object], expected: list[tuple[str, str]]
) -> None:
    Preference.objects.create(person=cast.people["chen"], switches=OFF, changed_at=NOON)
    [notice] = tell(cast, "chen", **changes)
    assert ways(notice) == expected


def test_a_statutory_notice_takes_the_way_that_is_left_on(cast: Cast) -> None:
    switches = {"votes.sms": False, "votes.slip": True}
    Preference.objects.create(person=cast.people["chen"], switches=switches, changed_at=NOON)
    [notice] = tell(cast, "chen", subject="vote", statutory=True, article="民法典 278")
    assert ways(notice) == [("site", "sent"), ("slip", "waiting")]
    assert (notice.topic, notice.article) == ("votes", "民法典 278")


def test_an_owner_of_two_homes_is_found_at_the_door_in_question(cast: Cast) -> None:
    from linmeng.people.models import Ownership

    qian = cast.people["qian"]
    prefer(qian, "paper")
    Ownership.objects.create(unit=cast.units["3-203"], person=qian, valid_from=date(2025, 1, 1))
    tell(cast, "qian")
    tell(cast, "qian", compound_id=cast.compound.id)
    slips = Delivery.objects.filter(way="slip").order_by("id").select_related("unit__compound")
    assert [(s.unit.compound.code, s.unit.code) for s in slips] == [("ht", "3-101"), ("wt", "3-203")]


@pytest.mark.parametrize(
    ("now", "wishes", "how", "expected"),
    [
        ("2026-07-05T10:00", Wishes(), {}, None),
        ("2026-07-05T20:59", Wishes(), {}, None),
        ("2026-07-05T21:00", Wishes(), {}, "2026-07-06T08:00"),
        ("2026-07-06T07:59", Wishes(), {}, "2026-07-06T08:00"),
        ("2026-07-06T08:00", Wishes(), {}, None),
        ("2026-07-05T03:00", Wishes(quiet_from=0, quiet_to=0), {}, None),
        ("2026-07-05T13:30", Wishes(quiet_from=13, quiet_to=15), {}, "2026-07-05T15:00"),
        ("2026-07-05T10:00", Wishes(digest="daily"), {}, "2026-07-06T09:00"),
        ("2026-07-05T08:30", Wishes(digest="daily"), {}, "2026-07-05T09:00"),
        ("2026-07-05T10:00", Wishes(digest="weekly"), {}, "2026-07-06T09:00"),
        ("2026-07-06T10:00", Wishes(digest="weekly"), {}, "2026-07-13T09:00"),
        ("2026-07-05T10:00", Wishes(digest="daily", quiet_to=10), {}, "2026-07-06T10:00"),
        ("2026-07-05T10:00", Wishes(digest="weekly"), {"statutory": True}, None),
        ("2026-07-05T23:00", Wishes(), {"statutory": True}, "2026-07-06T08:00"),
        ("2026-07-05T23:00", Wishes(), {"statutory": True, "due_on": date(2026, 7, 5)}, None),
        ("2026-07-05T23:00", Wishes(), {"statutory": True, "due_on": date(2026, 7, 6)}, "2026-07-06T08:00"),
        ("2026-07-05T23:00", Wishes(digest="weekly"), {"topic": "account"}, None),
    ],
)
def test_send_after(now: str, wishes: Wishes, how: dict[str, object], expected: str | None) -> None:
    given = {"topic": "words", "statutory": False} | how
    after = send_after(wishes, at(now), **given)  # type: ignore[arg-type]
    assert after == (at(expected) if expected else None)


def test_own_notices_only_are_marked_read(cast: Cast) -> None:
    [notice] = tell(cast, "li")
    actions.mark_read(cast.actor("chen"), notice_ids=[notice.id])
    assert notices_of(cast.people["li"].id).get().read_at is None
    actions.mark_read(cast.actor("li"), notice_ids=[notice.id])
    assert notices_of(cast.people["li"].id).get().read_at == NOON


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("您投了同意票", True),
        ("您选择了“反对”", True),
        ("3-101 室投的是弃权", True),
        ("业主李某的同意票已收到", True),
        ("You voted against", True),
        ("是否同意维修外墙？", False),
        ("请您投票", False),
        ("赞成和反对的理由都在公告里", False),
        ("表决已通过：同意的人数过半", False),
        ("您的表决票已收到", False),
    ],
)
def test_the_guard_knows_a_told_choice(text: str, tells: bool) -> None:
    assert tells_a_choice(text) is tells


@pytest.mark.parametrize("field", ["title", "words"])
def test_a_notice_that_tells_a_choice_is_refused(cast: Cast, field: str) -> None:
    with pytest.raises(ValueError, match="how somebody voted"):
        tell(cast, "li", **{field: "您投了同意票"})
    assert Notice.objects.count() == 0
