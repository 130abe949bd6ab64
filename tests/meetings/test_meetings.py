"""From the call to the closed meeting: who may, in which state, within which days."""

import json
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linmeng.common.errors import AgainstTheLaw, NeedsSecondFactor, NotAllowed, WrongState
from linmeng.meetings import actions
from linmeng.meetings.models import AgendaItem, Attendance, Meeting, MeetingDemand, Minutes, Task
from linmeng.meetings.queries import dues, meetings_visible
from linmeng.publishing.models import Notice, Publication
from tests.cast import CAST, Cast
from tests.meetings.sitting import (
    AFTER,
    MEETS,
    called,
    days_on,
    decided,
    held,
    member,
    posted,
    seven_members,
    written,
)

GUIDE_39 = "指导规则 39"
CALLERS = {
    "committee": {"wang", "he"},
    "owners_assembly": {"wang", "he", "sun"},
    "red_hall": {"wang", "he", "sun", "feng"},
    "joint": {"wang", "sun", "feng"},
}


def refused(act: Callable[[], object]) -> bool:
    """Whether this was not allowed."""
    try:
        act()
    except NotAllowed:
        return True
    return False


@pytest.mark.parametrize("kind", list(CALLERS))
def test_each_kind_is_called_by_its_own(cast: Cast, kind: str) -> None:
    allowed = {who for who in CAST if not refused(lambda who=who: called(cast, kind=kind, who=who))}
    assert allowed == CALLERS[kind]


def test_nobody_calls_a_meeting_next_door(cast: Cast) -> None:
    for who in ("wang", "he", "wu", "qian"):
        with pytest.raises(NotAllowed):
            actions.call_meeting(
                cast.actor(who),
                kind="committee",
                title="例会",
                place="会议室",
                starts_at=MEETS,
                compound_id=cast.next_door.id,
            )
    assert not Meeting.objects.exists()


def test_agenda_hangs_seven_whole_days_before(cast: Cast) -> None:
    meeting = called(cast)
    with pytest.raises(AgainstTheLaw) as late:
        actions.post_agenda(cast.actor("wang", at=days_on(-7)), meeting_id=meeting.id)
    assert late.value.article == GUIDE_39
    done = actions.post_agenda(cast.actor("wang", at=days_on(-8)), meeting_id=meeting.id)
    assert (done.state, done.posted_on) == ("posted", date(2026, 7, 12))
    hangs = json.loads(done.publication.facts)  # type: ignore[union-attr]
    assert [item["title"] for item in hangs["items"]] == ["聘请审价单位", "听听大家对停车的意见"]
    assert list(AgendaItem.objects.values_list("posted_on", flat=True)) == [date(2026, 7, 12)] * 2


def test_assembly_is_announced_fifteen_whole_days_before(cast: Cast) -> None:
    meeting = called(cast, kind="owners_assembly")
    with pytest.raises(AgainstTheLaw) as late:
        actions.post_agenda(cast.actor("wang", at=days_on(-15)), meeting_id=meeting.id)
    assert late.value.article == "物业管理条例 14"
    assert actions.post_agenda(cast.actor("wang", at=days_on(-16)), meeting_id=meeting.id).state == "posted"


def test_empty_agenda_is_not_posted(cast: Cast) -> None:
    meeting = called(cast)
    for item in meeting.items.all():
        actions.take_off_item(cast.actor("wang"), item_id=item.id, because="另行安排")
    with pytest.raises(AgainstTheLaw):
        actions.post_agenda(cast.actor("wang"), meeting_id=meeting.id)


def test_posting_needs_a_fresh_code_and_tells_the_members(cast: Cast) -> None:
    meeting = called(cast)
    with pytest.raises(NeedsSecondFactor):
        actions.post_agenda(cast.actor("wang", second_factor=False), meeting_id=meeting.id)
    actions.post_agenda(cast.actor("wang"), meeting_id=meeting.id)
    assert list(Notice.objects.values_list("person__name", flat=True)) == ["何敏"]


def test_moved_meeting_is_posted_anew(cast: Cast) -> None:
    meeting = posted(cast)
    later = MEETS + timedelta(days=10)
    moved = actions.move_meeting(
        cast.actor("wang"), meeting_id=meeting.id, starts_at=later, place="居委会二楼", because="会议室停电"
    )
    assert (moved.state, moved.posted_on, moved.publication) == ("planned", None, None)
    assert Publication.objects.get().withdrawn_because == "会议室停电"
    assert set(AgendaItem.objects.values_list("posted_on", flat=True)) == {None}


def test_cancelled_meeting_goes_no_further(cast: Cast) -> None:
    meeting = posted(cast)
    wang = cast.actor("wang", at=AFTER)
    actions.cancel_meeting(wang, meeting_id=meeting.id, because="多数委员出差")
    for act in (
        lambda: actions.post_agenda(wang, meeting_id=meeting.id),
        lambda: actions.hold_meeting(wang, meeting_id=meeting.id, present_seat_ids=[]),
        lambda: actions.add_item(wang, meeting_id=meeting.id, item=actions.NewItem("再议")),
        lambda: actions.finish_minutes(wang, meeting_id=meeting.id),
        lambda: actions.close_meeting(wang, meeting_id=meeting.id),
    ):
        with pytest.raises(WrongState):
            act()


def test_committee_meeting_begins_after_its_agenda_and_on_its_day(cast: Cast) -> None:
    meeting = called(cast)
    with pytest.raises(WrongState):
        actions.hold_meeting(cast.actor("wang", at=AFTER), meeting_id=meeting.id, present_seat_ids=[])
    actions.post_agenda(cast.actor("wang"), meeting_id=meeting.id)
    with pytest.raises(WrongState):
        actions.hold_meeting(cast.actor("wang", at=days_on(-1)), meeting_id=meeting.id, present_seat_ids=[])


def test_attendance_keeps_members_guests_and_who_was_missing(cast: Cast) -> None:
    seats = seven_members(cast)
    meeting = posted(cast)
    sun = cast.actor("sun", at=AFTER)
    actions.hold_meeting(
        sun,
        meeting_id=meeting.id,
        present_seat_ids=[*(seat.id for seat in seats[:5]), sun.hat.seat_id],  # type: ignore[union-attr]
        guests=["电梯公司工程师"],
    )
    rows = Attendance.objects.filter(meeting=meeting)
    assert rows.filter(part="member", present=True).count() == 5
    assert rows.filter(part="member", present=False).count() == 2
    assert set(rows.filter(part="guest").values_list("seat_id", "guest")) == {
        (sun.hat.seat_id, ""),  # type: ignore[union-attr]
        (None, "电梯公司工程师"),
    }


def test_member_who_signed_stays_noted_as_present(cast: Cast) -> None:
    resolution = decided(cast, present=5, agree=5)
    meeting = resolution.item.meeting
    with pytest.raises(WrongState):
        actions.note_attendance(cast.actor("wang", at=AFTER), meeting_id=meeting.id, present_seat_ids=[])


def test_minutes_come_from_the_agenda_and_freeze(cast: Cast) -> None:
    meeting = held(cast, seven_members(cast))
    wang = cast.actor("wang", at=AFTER)
    with pytest.raises(WrongState):
        actions.finish_minutes(wang, meeting_id=meeting.id)
    meeting = written(cast, meeting)
    minutes = Minutes.objects.get()
    content = json.loads(minutes.content)
    assert [(item["number"], item["said"], item["outcome"]) for item in content["items"]] == [
        (1, "有人担心费用。", "talked"),
        (2, "有人担心费用。", "talked"),
    ]
    assert (content["members"], content["present"], meeting.state) == (7, 7, "minuted")
    assert "王建国" not in minutes.content
    with pytest.raises(WrongState):
        actions.write_item(
            wang, item_id=meeting.items.all()[0].id, said="改一改", concluded="", outcome="talked"
        )


def test_minutes_put_right_are_a_new_version_with_its_reason(cast: Cast) -> None:
    meeting = written(cast, held(cast, seven_members(cast)))
    wang = cast.actor("wang", at=AFTER)
    actions.publish_minutes(wang, meeting_id=meeting.id)
    actions.reopen_minutes(wang, meeting_id=meeting.id)
    with pytest.raises(ValidationError):
        actions.finish_minutes(wang, meeting_id=meeting.id)
    item = meeting.items.all()[0]
    actions.write_item(wang, item_id=item.id, said="有人担心噪音。", concluded="", outcome="talked")
    actions.finish_minutes(wang, meeting_id=meeting.id, because="第一项的意见记错了")
    newer = actions.publish_minutes(wang, meeting_id=meeting.id)
    assert list(Minutes.objects.values_list("version", "because")) == [(1, ""), (2, "第一项的意见记错了")]
    assert newer.replaces is not None
    assert newer.replaces.replaced_by.get() == newer


def test_minutes_are_signed_once_by_those_who_were_there(cast: Cast) -> None:
    seats = seven_members(cast)
    meeting = written(cast, held(cast, seats[:5]))
    actions.sign_minutes(member(seats[1]), meeting_id=meeting.id)
    with pytest.raises(WrongState):
        actions.enter_minutes_signature(
            cast.actor("sun", at=AFTER), meeting_id=meeting.id, seat_id=seats[1].id
        )
    actions.enter_minutes_signature(cast.actor("sun", at=AFTER), meeting_id=meeting.id, seat_id=seats[2].id)
    for seat in (seats[5], seats[6]):
        with pytest.raises(NotAllowed):
            actions.sign_minutes(member(seat), meeting_id=meeting.id)
    signed = Minutes.objects.get().signatures.order_by("signed_at", "id").values_list("seat_id", "how")
    assert set(signed) == {(seats[1].id, "log_in"), (seats[2].id, "paper")}


def test_meeting_closes_once_its_decision_hangs(cast: Cast) -> None:
    resolution = decided(cast, present=5, agree=5)
    meeting = written(cast, resolution.item.meeting)
    wang = cast.actor("wang", at=AFTER)
    with pytest.raises(WrongState):
        actions.close_meeting(wang, meeting_id=meeting.id)
    actions.publish_resolution(wang, resolution_id=resolution.id)
    assert actions.close_meeting(wang, meeting_id=meeting.id).state == "closed"


def test_red_hall_is_open_to_words_with_conclusions_and_tasks(cast: Cast) -> None:
    meeting = called(cast, actions.NewItem("外墙怎么修"), kind="red_hall", who="feng")
    sun = cast.actor("sun", at=AFTER)
    zhao = cast.actor("zhao", at=AFTER).hat.seat_id  # type: ignore[union-attr]
    actions.hold_meeting(sun, meeting_id=meeting.id, present_seat_ids=[zhao], guests=["3号楼居民"])
    item = meeting.items.all()[0]
    with pytest.raises(WrongState):
        actions.put_to_members(cast.actor("wang", at=AFTER), item_id=item.id, text="修外墙")
    actions.write_item(sun, item_id=item.id, said="担心掉落", concluded="先搭防护棚", outcome="talked")
    task = actions.give_task(
        sun, meeting_id=meeting.id, text="通知三号楼", due_on=date(2026, 7, 22), seat_id=zhao, item_id=item.id
    )
    actions.finish_minutes(sun, meeting_id=meeting.id)
    (due,) = dues(cast.actor("zhao", at=AFTER))
    assert (due.by, due.path, due.compound_id) == (
        date(2026, 7, 22),
        f"/a/dongzhen/meetings/{meeting.id}/",
        cast.compound.id,
    )
    actions.end_task(cast.actor("zhao", at=AFTER), task_id=task.id, state="done")
    assert Task.objects.get().state == "done"


def test_task_is_ended_by_its_holder_or_the_minutes(cast: Cast) -> None:
    meeting = held(cast, seven_members(cast))
    wang = cast.actor("wang", at=AFTER)
    he = cast.actor("he").hat.seat_id  # type: ignore[union-attr]
    task = actions.give_task(wang, meeting_id=meeting.id, text="询价", due_on=date(2026, 7, 30), seat_id=he)
    ended = {
        who
        for who in CAST
        if not refused(
            lambda who=who: (
                actions.end_task(cast.actor(who, at=AFTER), task_id=task.id, state="done")
                and actions.end_task(wang, task_id=task.id, state="open")
            )
        )
    }
    assert ended == {"wang", "he", "sun"}
    with pytest.raises(ValidationError):
        actions.end_task(wang, task_id=task.id, state="dropped")


def test_one_third_of_the_members_demands_a_meeting(cast: Cast) -> None:
    seats = seven_members(cast)
    demand = actions.demand_meeting(member(seats[1]), compound_id=cast.compound.id, reason="审价迟迟未定")
    for seat in seats[2:3]:
        assert actions.sign_demand(member(seat), demand_id=demand.id).met_on is None
    with pytest.raises(WrongState):
        actions.sign_demand(member(seats[2]), demand_id=demand.id)
    assert actions.sign_demand(member(seats[3]), demand_id=demand.id).met_on == date(2026, 7, 20)
    waiting = [one for one in dues(member(seats[4])) if "demand=" in one.path]
    assert [(one.by, one.article) for one in waiting] == [(date(2026, 7, 27), "指导规则 37")]
    for who in ("sun", "feng", "li", "wu", "qian"):
        with pytest.raises(NotAllowed):
            actions.demand_meeting(cast.actor(who), compound_id=cast.compound.id, reason="想开会")


def test_called_meeting_answers_its_demand(cast: Cast) -> None:
    seats = seven_members(cast)
    demand = actions.demand_meeting(member(seats[1]), compound_id=cast.compound.id, reason="审价迟迟未定")
    meeting = actions.call_meeting(
        cast.actor("wang", at=AFTER),
        kind="committee",
        title="临时会议",
        place="会议室",
        starts_at=days_on(10),
        compound_id=cast.compound.id,
        demand_id=demand.id,
    )
    assert MeetingDemand.objects.get().meeting == meeting


def test_neighbours_read_posted_meetings_of_their_own_compound(cast: Cast) -> None:
    meeting = called(cast)

    def readers() -> set[str]:
        return {who for who in CAST if meetings_visible(cast.actor(who)).filter(pk=meeting.id).exists()}

    assert readers() == {"wang", "he", "wu", "zhao", "sun", "feng"}
    actions.post_agenda(cast.actor("wang"), meeting_id=meeting.id)
    assert readers() == {"wang", "he", "wu", "zhao", "sun", "feng", "li", "chen"}


def test_clocks_of_a_planned_meeting(cast: Cast) -> None:
    called(cast)
    found = [(one.by, one.article) for one in dues(cast.actor("wang"))]
    assert found == [(date(2026, 7, 12), GUIDE_39), (date(2026, 7, 12), "上海市住宅物业管理规定 26")]


def test_clocks_after_the_meeting(cast: Cast) -> None:
    resolution = decided(cast, present=5, agree=5)
    found = {(one.by, one.path.split("/")[3], one.article) for one in dues(cast.actor("wang", at=AFTER))}
    sh_26 = "上海市住宅物业管理规定 26"
    assert found == {
        (date(2026, 7, 23), "meetings", sh_26),  # the minutes
        (date(2026, 7, 23), "resolutions", sh_26),  # the decision hangs within three days
        (date(2026, 9, 20), "meetings", sh_26),  # the next regular meeting within two months
    }
    actions.publish_resolution(cast.actor("wang", at=AFTER), resolution_id=resolution.id)
    assert not [one for one in dues(cast.actor("wang", at=AFTER)) if "/resolutions/" in one.path]


def test_desk_asks_as_often_for_three_meetings_as_for_one(cast: Cast) -> None:
    wang = cast.actor("wang")
    called(cast)
    with CaptureQueriesContext(connection) as one:
        dues(wang)
    called(cast)
    called(cast)
    with CaptureQueriesContext(connection) as three:
        dues(wang)
    assert len(three) == len(one)


def test_residents_committee_hears_of_the_invitation(cast: Cast) -> None:
    meeting = posted(cast)
    actions.record_invitation(
        cast.actor("wang"),
        meeting_id=meeting.id,
        whom="residents_committee",
        sent_on=date(2026, 7, 5),
        way="书面通知，当面送达",
    )
    assert Notice.objects.filter(person=cast.people["sun"], subject="meeting").count() == 1
    with pytest.raises(ValidationError):
        actions.record_invitation(
            cast.actor("wang"),
            meeting_id=meeting.id,
            whom="housing_office",
            sent_on=date(2026, 7, 6),
            way="书面通知",
        )
