"""Seal and archive change hands item by item; members leave; what follows stands in the law."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linmeng.alliance.models import Body, CommitteeTerm, Compound
from linmeng.assembly.actions.term import (
    add_item,
    decide_leaving,
    finish_hand_over,
    give_item,
    miss_item,
    open_hand_over,
    propose_leaving,
    receive_item,
    take_back_leaving,
)
from linmeng.assembly.models import Filing, HandOver, HandOverItem
from linmeng.assembly.queries.term import term_dues
from linmeng.common.errors import AgainstTheLaw, NotAllowed, WrongState
from linmeng.people.models import Seat
from tests.cast import Cast

GROUP_FORMED = date(2026, 7, 2)


def _open(cast: Cast) -> HandOver:
    term = CommitteeTerm.objects.get()
    return open_hand_over(
        cast.actor("wang"),
        compound_id=cast.compound.id,
        kind="to_keeping",
        from_term_id=term.id,
        since=GROUP_FORMED,
    )


def test_hand_over_lists_the_usual_things_within_ten_days(cast: Cast) -> None:
    found = _open(cast)
    assert [item.kind for item in found.items.all()] == [
        "seal",
        "books",
        "roll",
        "minutes",
        "contracts",
        "archive",
    ]
    assert found.due_on == date(2026, 7, 13)  # the 12th is a Sunday (民法典 203)
    with pytest.raises(WrongState, match="已经开始"):
        _open(cast)


def test_item_is_given_by_one_and_received_by_another(cast: Cast) -> None:
    item = _open(cast).items.all()[0]
    give_item(cast.actor("wang"), item_id=item.id, note="完好")
    with pytest.raises(NotAllowed, match="不能自己接收"):
        receive_item(cast.actor("wang"), item_id=item.id)
    assert receive_item(cast.actor("sun"), item_id=item.id).state == "received"
    with pytest.raises(WrongState):
        miss_item(cast.actor("sun"), item_id=item.id, reason="找不到了")


def test_hand_over_ends_when_every_item_is_settled(cast: Cast) -> None:
    found = _open(cast)
    add_item(cast.actor("sun"), hand_over_id=found.id, kind="other", name="保险箱钥匙", count=2)
    with pytest.raises(WrongState, match="7 项"):
        finish_hand_over(cast.actor("sun"), hand_over_id=found.id)
    for item in list(found.items.all())[1:]:
        give_item(cast.actor("wang"), item_id=item.id)
        receive_item(cast.actor("sun"), item_id=item.id)
    seal = found.items.all()[0]
    with pytest.raises(ValidationError):
        miss_item(cast.actor("sun"), item_id=seal.id, reason="")
    miss_item(cast.actor("sun"), item_id=seal.id, reason="前任未交，已请房管办督促")
    assert finish_hand_over(cast.actor("sun"), hand_over_id=found.id).finished_at is not None
    with pytest.raises(WrongState, match="已经办结"):
        give_item(cast.actor("wang"), item_id=seal.id)
    assert HandOverItem.objects.get(id=seal.id).state == "missing"


@pytest.mark.parametrize("who", ["li", "chen", "wu", "zhou", "zhao", "feng", "qian", "stranger"])
def test_hand_over_is_not_for_everybody(cast: Cast, who: str) -> None:
    item = _open(cast).items.all()[0]
    with pytest.raises(NotAllowed):
        give_item(cast.actor(who), item_id=item.id)


def _seat(cast: Cast, who: str) -> Seat:
    return Seat.objects.get(person=cast.people[who], body=cast.bodies["committee"], valid_to__isnull=True)


def test_resignation_frees_the_seat_and_starts_report_and_hand_over(cast: Cast) -> None:
    seat = _seat(cast, "he")
    leaving = propose_leaving(cast.actor("sun"), seat_id=seat.id, kind="resignation", ground="递交了书面辞呈")
    decide_leaving(cast.actor("sun"), leaving_id=leaving.id, leaves=True)
    seat.refresh_from_db()
    assert seat.valid_to == date(2026, 7, 5)
    assert Filing.objects.get().is_change
    assert HandOver.objects.get().kind == "by_member"
    paths = [one.path for one in term_dues(cast.actor("sun"))]
    filing, hand_over = Filing.objects.get(), HandOver.objects.get()
    assert {f"/a/dongzhen/filings/{filing.id}/", f"/a/dongzhen/hand-overs/{hand_over.id}/"} <= set(paths)


def test_removal_needs_a_third_of_the_members_and_then_the_owners_vote(cast: Cast) -> None:
    seat = _seat(cast, "he")
    with pytest.raises(AgainstTheLaw):
        propose_leaving(
            cast.actor("wang"), seat_id=seat.id, kind="removal", ground="半年未到会", members_agreed=0
        )
    leaving = propose_leaving(
        cast.actor("wang"), seat_id=seat.id, kind="removal", ground="半年未到会", members_agreed=1
    )
    with pytest.raises(WrongState, match="先由业主表决"):
        decide_leaving(cast.actor("sun"), leaving_id=leaving.id, leaves=True)
    take_back_leaving(cast.actor("wang"), leaving_id=leaving.id, reason="已当面说清")
    seat.refresh_from_db()
    assert seat.valid_to is None


@pytest.mark.parametrize("who", ["li", "chen", "wu", "zhou", "zhao", "feng", "qian", "stranger"])
def test_leaving_is_not_for_everybody(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        propose_leaving(
            cast.actor(who), seat_id=_seat(cast, "he").id, kind="resignation", ground="递交了书面辞呈"
        )


def test_clocks_of_committees_ask_as_often_for_one_compound_as_for_five(cast: Cast) -> None:
    sun = cast.actor("sun")
    with CaptureQueriesContext(connection) as few:
        term_dues(sun)
    ids = set()
    for place in range(3):
        compound = Compound.objects.create(
            code=f"n{place}", name=f"新{place}", address="路", residents_committee=cast.bodies["residents"]
        )
        body = Body.objects.create(kind="owners_committee", name=f"新{place}业委会", compound=compound)
        CommitteeTerm.objects.create(
            body=body, number=1, state="in_office", starts_on=date(2024, 1, 1), ends_on=date(2026, 12, 31)
        )
        ids.add(compound.id)
    assert sun.hat is not None
    wider = replace(sun, hat=replace(sun.hat, compounds=sun.hat.compounds | ids))
    with CaptureQueriesContext(connection) as many:
        found = term_dues(wider)
    assert len(many) == len(few)
    assert sum("任期将满" in due.what for due in found) == 3
