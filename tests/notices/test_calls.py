"""The call list, and failed messages on another way."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from linmeng.common.errors import NotAllowed, WrongState
from linmeng.publishing import actions
from linmeng.publishing.models import Delivery
from linmeng.publishing.queries.call_list import Call, calls_to, calls_waiting, people_to_call
from tests.cast import CAST, NOON, Cast
from tests.notices.telling import only, prefer, tell, ways


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
