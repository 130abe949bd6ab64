from typing import Any

import pytest
from django.core.exceptions import ValidationError

from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed, WrongState
from linmeng.papers.actions import hand_to_carrier, read_sheet, record_delivery, record_return, set_aside
from linmeng.papers.models import PrintRun, Sheet
from linmeng.papers.queries import custody_of
from linmeng.people.models import Seat
from tests.cast import CAST, Cast
from tests.papers.issued import MAKERS, ballots, sheets_of, slips, volunteer


def ids(run: PrintRun, count: int = 3) -> list[int]:
    return [sheet.id for sheet in sheets_of(run)][:count]


def told(sheet: Sheet) -> list[tuple[str, str, str]]:
    return [(event.kind, event.witness, event.note) for event in custody_of(sheet)]


def test_a_sheet_goes_out_and_comes_back(cast: Cast) -> None:
    run, zhao = slips(cast), cast.actor("zhao")
    seat = Seat.objects.get(person=cast.people["zhao"])
    assert hand_to_carrier(cast.actor("sun"), sheet_ids=ids(run), seat_id=seat.id, witness="何敏") == 3
    assert record_delivery(zhao, sheet_ids=ids(run, 1), nobody_home=True) == 1
    assert record_delivery(zhao, sheet_ids=ids(run, 1), witness="孙晓燕") == 1
    assert record_return(zhao, sheet_ids=ids(run, 1)) == 1
    sheet = sheets_of(run)[0]
    assert (sheet.state, sheet.returned_at) == ("returned", zhao.at)
    assert told(sheet) == [
        ("printed", "", ""),
        ("carried", "何敏", zhao.seat_title),
        ("nobody_home", "", ""),
        ("delivered", "孙晓燕", ""),
        ("returned", "", ""),
    ]


def test_ticking_twice_changes_nothing(cast: Cast) -> None:
    run, zhao = slips(cast), cast.actor("zhao")
    assert [record_delivery(zhao, sheet_ids=ids(run)) for _ in range(2)] == [3, 0]
    assert record_delivery(zhao, sheet_ids=ids(run), nobody_home=True) == 0
    assert told(sheets_of(run)[0]) == [("printed", "", ""), ("delivered", "", "")]


MAY_TICK = {*MAKERS, "zhao"}


@pytest.mark.parametrize("who", CAST)
@pytest.mark.parametrize("act", [record_delivery, record_return])
def test_doors_are_ticked_by_office_and_leader(cast: Cast, who: str, act: Any) -> None:
    run = slips(cast)
    if who in MAY_TICK:
        assert act(cast.actor(who), sheet_ids=ids(run)) == 3
        return
    with pytest.raises(NotAllowed, match="not in your charge"):
        act(cast.actor(who), sheet_ids=ids(run))
    assert {sheet.state for sheet in sheets_of(run)} == {"printed"}


@pytest.mark.parametrize("building", [True, False])
def test_a_volunteer_ticks_in_the_own_building_only(cast: Cast, building: bool) -> None:
    run, carrier = slips(cast), volunteer(cast, building=building)
    if building:
        assert record_delivery(carrier, sheet_ids=ids(run)) == 3
        return
    with pytest.raises(NotAllowed, match="not in your charge"):
        record_delivery(carrier, sheet_ids=ids(run))


@pytest.mark.parametrize("who", CAST)
def test_sheets_are_handed_out_by_the_office(cast: Cast, who: str) -> None:
    run, seat = slips(cast), Seat.objects.get(person=cast.people["zhao"])
    if who in MAKERS:
        assert hand_to_carrier(cast.actor(who), sheet_ids=ids(run), seat_id=seat.id) == 3
        return
    with pytest.raises(NotAllowed, match="hands sheets out"):
        hand_to_carrier(cast.actor(who), sheet_ids=ids(run), seat_id=seat.id)


@pytest.mark.parametrize("who", ["wu", "zhou", "feng"])
def test_company_and_party_carry_nothing(cast: Cast, who: str) -> None:
    run, seat = slips(cast), Seat.objects.get(person=cast.people[who])
    with pytest.raises(ValidationError, match="who carries"):
        hand_to_carrier(cast.actor("sun"), sheet_ids=ids(run), seat_id=seat.id)


def test_sheets_of_two_runs_are_not_mixed(cast: Cast) -> None:
    mixed = ids(slips(cast), 1) + ids(ballots(cast), 1)
    with pytest.raises(ValidationError, match="one print run"):
        record_delivery(cast.actor("sun"), sheet_ids=mixed)
    with pytest.raises(ValidationError, match="at least one door"):
        record_delivery(cast.actor("sun"), sheet_ids=[])


@pytest.mark.parametrize("who", CAST)
def test_a_sheet_is_set_aside_with_its_reason(cast: Cast, who: str) -> None:
    [sheet_id] = ids(slips(cast), 1)
    if who not in MAKERS:
        with pytest.raises(NotAllowed, match="set one aside"):
            set_aside(cast.actor(who), sheet_id=sheet_id, reason="被雨淋湿")
        return
    sheet = set_aside(cast.actor(who), sheet_id=sheet_id, reason=" 被雨淋湿 ")
    assert (sheet.state, sheet.void_because, told(sheet)[-1]) == (
        "void",
        "被雨淋湿",
        ("void", "", "被雨淋湿"),
    )


def test_a_reason_is_needed_and_a_read_sheet_stays(cast: Cast) -> None:
    first, second = ids(slips(cast), 2)
    with pytest.raises(ValidationError, match="few words"):
        set_aside(cast.actor("sun"), sheet_id=first, reason="湿")
    read_sheet(cast.actor("sun"), sheet_id=second, values={"1": "solved"})
    with pytest.raises(WrongState, match="already read, or void"):
        set_aside(cast.actor("sun"), sheet_id=second, reason="被雨淋湿")


def test_a_void_sheet_is_not_carried(cast: Cast) -> None:
    run, sun = slips(cast, doors=1), cast.actor("sun")
    set_aside(sun, sheet_id=ids(run)[0], reason="被雨淋湿")
    assert (record_delivery(sun, sheet_ids=ids(run)), record_return(sun, sheet_ids=ids(run))) == (0, 0)


def test_another_day_is_another_actor(cast: Cast) -> None:
    stranger = Actor(at=cast.actor("sun").at)
    with pytest.raises(NotAllowed):
        record_delivery(stranger, sheet_ids=ids(slips(cast)))
