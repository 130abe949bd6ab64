"""The call list, and failed messages on another way."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from linmeng.assembly import actions as assembly
from linmeng.common.errors import NotAllowed, WrongState
from linmeng.publishing import actions
from linmeng.publishing.background import send_waiting
from linmeng.publishing.models import Delivery
from linmeng.publishing.queries.call_list import Call, calls_to, calls_waiting, people_to_call
from linmeng.publishing.queries.delivery_log import deliveries_to
from tests.assembly.votes import noticed_vote
from tests.cast import CAST, NOON, Cast
from tests.notices.telling import only, prefer, tell, ways
from tests.publishing.noticing import published


def vote_call(cast: Cast, who: str = "li") -> Delivery:
    prefer(cast.people[who], "landline", "62811234")
    tell(cast, who, subject="vote", title="请您投票", words="外墙维修")
    return only("call")


def waiting(cast: Cast, days: int = 0, building: int | None = None) -> list[Call]:
    rows = calls_waiting([cast.compound.id], building, NOON + timedelta(days=days))
    return calls_to(rows, people_to_call(rows))


def note(cast: Cast, call: Delivery, result: str, by: str = "sun", again_on: date | None = None) -> int:
    return actions.note_call(cast.actor(by), delivery_ids=[call.id], result=result, again_on=again_on)


def test_one_line_a_person_with_all_that_waits(cast: Cast) -> None:
    vote_call(cast)
    tell(cast, "li", subject="project", title="外墙开工", words="周一开始")
    [call] = waiting(cast)
    assert (call.unit.code, call.numbers, [n.title for n in call.notices]) == (
        "3-101",
        ("62811234", "13800000000"),
        ["请您投票", "外墙开工"],
    )


def test_a_reached_neighbour_leaves_the_list(cast: Cast) -> None:
    call = vote_call(cast)
    assert note(cast, call, "reached") == 1
    assert waiting(cast) == [] and only("call").state == "handed_over"
    with pytest.raises(WrongState):
        note(cast, call, "reached")


def test_three_calls_without_success_become_a_slip(cast: Cast) -> None:
    call = vote_call(cast)
    for days, result in enumerate(("nobody", "wrong_number", "nobody")):
        assert len(waiting(cast, days)) == 1
        actions.note_call(
            cast.actor("sun", at=NOON + timedelta(days=days)), delivery_ids=[call.id], result=result
        )
        assert waiting(cast, days) == []
    assert ways(call.notice) == [("call", "passed_on"), ("site", "sent"), ("slip", "waiting")]
    assert only("slip").unit == cast.units["3-101"]


def test_a_call_comes_back_on_the_day_agreed(cast: Cast) -> None:
    call = vote_call(cast)
    note(cast, call, "nobody", again_on=date(2026, 7, 10))
    assert [len(waiting(cast, days)) for days in (1, 4, 5)] == [0, 0, 1]


@pytest.mark.parametrize("day", [date(2026, 7, 4), date(2026, 9, 4)])
def test_a_day_out_of_sight_is_refused(cast: Cast, day: date) -> None:
    with pytest.raises(ValidationError):
        note(cast, vote_call(cast), "nobody", again_on=day)


def test_an_unknown_result_is_refused(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        note(cast, vote_call(cast), "maybe")


@pytest.mark.parametrize("by", CAST)
def test_calls_are_ticked_by_the_clerk_and_the_building_leader(cast: Cast, by: str) -> None:
    call = vote_call(cast)
    if by in {"sun", "zhao"}:
        assert note(cast, call, "reached", by=by) == 1
        return
    with pytest.raises(NotAllowed):
        note(cast, call, "reached", by=by)


def test_a_leader_reaches_only_the_own_building(cast: Cast) -> None:
    prefer(cast.people["qian"], "landline", "62819999")
    tell(cast, "qian", subject="vote", title="请您投票", words="x")
    with pytest.raises(NotAllowed):
        note(cast, only("call"), "reached", by="zhao")
    assert waiting(cast) == []


@pytest.mark.parametrize("by", CAST)
@pytest.mark.parametrize("way", ["sms", "call", "slip"])
def test_what_failed_goes_another_way(cast: Cast, by: str, way: str) -> None:
    tell(cast, "chen")
    Delivery.objects.filter(way="sms").update(state="failed", tries=5, last_fault="refused")
    failed = only("sms")
    if by not in {"sun", "wang", "he"}:
        with pytest.raises(NotAllowed):
            actions.try_another_way(cast.actor(by), delivery_id=failed.id, way=way)
        return
    actions.try_another_way(cast.actor(by), delivery_id=failed.id, way=way)
    expected = {
        "sms": [("site", "sent"), ("sms", "waiting")],
        "call": [("call", "waiting"), ("site", "sent"), ("sms", "passed_on")],
        "slip": [("site", "sent"), ("slip", "waiting"), ("sms", "passed_on")],
    }
    assert ways(failed.notice) == expected[way]


@pytest.mark.parametrize(("state", "way"), [("sent", "sms"), ("waiting", "sms"), ("sent", "call")])
def test_what_arrived_is_not_sent_again(cast: Cast, state: str, way: str) -> None:
    tell(cast, "chen")
    Delivery.objects.filter(way="sms").update(state=state)
    with pytest.raises(WrongState):
        actions.try_another_way(cast.actor("sun"), delivery_id=only("sms").id, way=way)


def ending(cast: Cast, days: int, **changes: object) -> Delivery:
    """Li is to be called about something that ends so many days from noon."""
    prefer(cast.people["li"], "landline", "62811234")
    tell(cast, "li", subject="vote", title="请您投票", ends_at=NOON + timedelta(days=days), **changes)
    return only("call")


def test_what_is_over_leaves_the_call_list_and_keeps_its_trace(cast: Cast) -> None:
    call = ending(cast, 2, statutory=True)
    assert [len(waiting(cast, days)) for days in (0, 1, 2)] == [1, 1, 0]
    assert send_waiting(address="https://x.cn", at=NOON + timedelta(days=1)) == 0
    assert only("call").state == "waiting"
    over = NOON + timedelta(days=2)
    send_waiting(address="https://x.cn", at=over)
    call.refresh_from_db()
    assert (call.state, call.changed_at) == ("over", over)
    with pytest.raises(WrongState):
        note(cast, call, "reached")
    assert (call.id in set(deliveries_to(cast.people["li"].id).values_list("id", flat=True))) is True


def test_a_message_about_what_is_over_is_not_sent(cast: Cast) -> None:
    tell(cast, "chen", subject="vote", title="请您投票", ends_at=NOON)
    assert send_waiting(address="https://x.cn", at=NOON) == 0
    assert only("sms").state == "over"


def test_what_was_taken_back_is_not_told_any_more(cast: Cast) -> None:
    """Only of this thing: another vote stays on the list."""
    prefer(cast.people["li"], "landline", "62811234")
    tell(cast, "li", subject="publication", subject_id=7, title="甲")
    tell(cast, "li", subject="publication", subject_id=8, title="乙")
    assert actions.end_notices(cast.actor("sun"), subject="publication", subject_id=7) == 1
    [call] = waiting(cast)
    assert [notice.title for notice in call.notices] == ["乙"]


def test_a_withdrawn_publication_takes_its_calls_along(cast: Cast) -> None:
    one = published(cast)
    prefer(cast.people["li"], "landline", "62811234")
    tell(cast, "li", subject="publication", subject_id=one.id, title="公示")
    actions.withdraw(cast.actor("wang"), publication_id=one.id, reason="方案取消了")
    assert (waiting(cast), only("call").state) == ([], "over")


def test_a_cancelled_vote_leaves_the_call_list(cast: Cast) -> None:
    prefer(cast.people["li"], "landline", "62811234")
    vote = noticed_vote(cast)
    assert [call.person for call in waiting(cast)] == [cast.people["li"]]
    assert only("call").notice.ends_at == vote.closes_at
    assembly.cancel_vote(cast.actor("wang"), vote_id=vote.id, reason="方案要改")
    asked, told = Delivery.objects.filter(way="call").order_by("id")
    assert (asked.state, told.state) == ("over", "waiting")
    assert [call.person for call in waiting(cast)] == [cast.people["li"]]  # once more, of the cancellation
    assert told.notice_id != asked.notice_id
