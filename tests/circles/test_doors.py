"""Who has which doors, what they need, and who ticks it."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linmeng.alliance.models import Building, Entrance
from linmeng.circles import actions
from linmeng.circles.models import Duty, Errand, ErrandStep
from linmeng.circles.queries import (
    ErrandProgress,
    dues,
    errand_progress,
    my_doors,
    my_errands,
    uncovered_doors,
)
from linmeng.common.errors import NotAllowed, WrongState
from linmeng.people.models import Role, Seat
from linmeng.publishing.models import Notice
from linmeng.rights.actions import hand_over_seat
from tests.cast import CAST, NOON, SINCE, Cast

BY = date(2026, 7, 10)


def seat_of(cast: Cast, who: str) -> int:
    """The seat whose hat is on."""
    hat = cast.actor(who).hat
    assert hat is not None
    return hat.seat_id


def entrance() -> Entrance:
    """The one entrance of compound A."""
    return Entrance.objects.get(building__compound__code="wt")


def given(
    cast: Cast, who: str = "sun", *, codes: tuple[str, ...] = ("3-101", "3-301"), source_id: int = 1
) -> int:
    """The ballots of a vote to be brought to some doors."""
    return actions.give_errands(
        cast.actor(who),
        kind="deliver_ballot",
        title="送外墙表决票",
        source="vote",
        source_id=source_id,
        due_on=BY,
        path="/a/dongzhen/votes/1/",
        unit_ids=[cast.units[code].id for code in codes],
    )


def refused(act: Callable[[], object]) -> bool:
    """Whether this was not allowed."""
    try:
        act()
    except NotAllowed:
        return True
    return False


def test_building_leader_has_the_building_by_office(cast: Cast) -> None:
    assert [door.unit.code for door in my_doors(cast.actor("zhao"))] == list(cast.units)
    assert {door.by for door in my_doors(cast.actor("zhao"))} == {"office"}
    assert my_doors(cast.actor("he")) == []


def test_narrowest_charge_holds(cast: Cast) -> None:
    sun, he = cast.actor("sun"), seat_of(cast, "he")
    actions.assign_doors(sun, compound_id=cast.compound.id, seat_id=he, entrance_id=entrance().id)
    assert len(my_doors(cast.actor("he"))) == 9
    wang = seat_of(cast, "wang")
    two = [cast.units["3-101"].id, cast.units["3-202"].id]
    actions.assign_doors(sun, compound_id=cast.compound.id, seat_id=wang, unit_ids=two)
    assert [door.unit.code for door in my_doors(cast.actor("wang"))] == ["3-101", "3-202"]
    assert len(my_doors(cast.actor("he"))) == 7
    assert my_doors(cast.actor("zhao")) == []


def test_doors_passed_on_leave_a_trace(cast: Cast) -> None:
    sun, place = cast.actor("sun"), entrance().id
    for who in ("he", "wang", "wang"):
        actions.assign_doors(sun, compound_id=cast.compound.id, seat_id=seat_of(cast, who), entrance_id=place)
    assert list(Duty.objects.order_by("id").values_list("seat_id", "valid_to")) == [
        (seat_of(cast, "he"), date(2026, 7, 5)),
        (seat_of(cast, "wang"), None),
    ]
    assert Notice.objects.filter(subject="duty", person=cast.people["wang"]).count() == 1


def test_doors_without_a_leader_are_in_nobodys_charge(cast: Cast) -> None:
    Seat.objects.filter(role="building_leader").update(valid_to=NOON.date())
    assert len(uncovered_doors(cast.compound.id, NOON.date())) == 9
    actions.assign_doors(
        cast.actor("sun"),
        compound_id=cast.compound.id,
        seat_id=seat_of(cast, "he"),
        building_id=Building.objects.get(compound=cast.compound).id,
    )
    assert uncovered_doors(cast.compound.id, NOON.date()) == []


def test_charge_of_who_left_is_nobodys(cast: Cast) -> None:
    seat = Seat.objects.create(
        person=cast.people["li"], body=cast.bodies["residents"], role=Role.VOLUNTEER, valid_from=SINCE
    )
    Seat.objects.filter(role="building_leader").update(valid_to=NOON.date())
    actions.assign_doors(
        cast.actor("sun"), compound_id=cast.compound.id, seat_id=seat.id, entrance_id=entrance().id
    )
    assert uncovered_doors(cast.compound.id, NOON.date()) == []
    Seat.objects.filter(pk=seat.id).update(valid_to=NOON.date())
    assert len(uncovered_doors(cast.compound.id, NOON.date())) == 9


def test_who_assigns_doors(cast: Cast) -> None:
    seats = [seat_of(cast, "he"), seat_of(cast, "wang")]
    allowed = {
        who
        for place, who in enumerate(CAST)
        if not refused(
            lambda who=who, place=place: actions.assign_doors(
                cast.actor(who),
                compound_id=cast.compound.id,
                seat_id=seats[place % 2],
                entrance_id=entrance().id,
            )
        )
    }
    assert allowed == {"wang", "he", "sun", "feng"}
    for who in ("wang", "he", "qian"):
        with pytest.raises(NotAllowed):
            actions.assign_doors(
                cast.actor(who), compound_id=cast.next_door.id, seat_id=seats[0], entrance_id=1
            )


def test_doors_next_door_and_offices_that_do_not_walk_are_refused(cast: Cast) -> None:
    sun, he = cast.actor("sun"), seat_of(cast, "he")
    there = Entrance.objects.get(building__compound=cast.next_door)
    with pytest.raises(ValidationError):
        actions.assign_doors(sun, compound_id=cast.compound.id, seat_id=he, entrance_id=there.id)
    with pytest.raises(ValidationError):
        actions.assign_doors(sun, compound_id=cast.next_door.id, seat_id=he, entrance_id=there.id)
    with pytest.raises(ValidationError):
        actions.assign_doors(
            sun, compound_id=cast.compound.id, seat_id=seat_of(cast, "wu"), entrance_id=entrance().id
        )


def test_errands_come_once_a_door_and_in_walking_order(cast: Cast) -> None:
    assert given(cast, codes=("3-301", "3-101")) == 2
    assert given(cast, codes=("3-101", "3-102")) == 1
    walk = my_errands(cast.actor("zhao"))
    assert [one.unit.code for one in walk if one.unit] == ["3-101", "3-102", "3-301"]
    assert errand_progress("vote", 1) == ErrandProgress(open=3, done=0, called_off=0, nobody_there=0)


def test_who_gives_errands(cast: Cast) -> None:
    allowed = {
        who
        for place, who in enumerate(CAST)
        if not refused(lambda who=who, place=place: given(cast, who, source_id=place))
    }
    assert allowed == {"wang", "he", "sun"}


def test_who_ticks_at_the_door(cast: Cast) -> None:
    given(cast, codes=("3-101",))
    errand = Errand.objects.get().id

    def ticked(who: str) -> bool:
        if refused(lambda: actions.finish_errand(cast.actor(who), errand_id=errand)):
            return False
        actions.reopen_errand(cast.actor("sun"), errand_id=errand)
        return True

    assert {who for who in CAST if ticked(who)} == {"zhao", "wang", "he", "sun"}


def test_tick_is_taken_back_with_a_trace(cast: Cast) -> None:
    given(cast, codes=("3-101",))
    zhao, errand = cast.actor("zhao"), Errand.objects.get().id
    actions.note_nobody_there(zhao, errand_id=errand)
    actions.finish_errand(zhao, errand_id=errand, note="问：几时开工")
    with pytest.raises(WrongState):
        actions.finish_errand(zhao, errand_id=errand)
    actions.reopen_errand(zhao, errand_id=errand)
    found = Errand.objects.get()
    assert (found.state, found.tries, found.done_at, found.done_by) == ("open", 1, None, None)
    assert list(ErrandStep.objects.values_list("what", flat=True)) == ["nobody_there", "done", "reopened"]


@pytest.mark.parametrize("note", ["她投了反对", "业主选择了同意", "您投了弃权"])
def test_stance_is_never_written_down(cast: Cast, note: str) -> None:
    given(cast, codes=("3-101",))
    with pytest.raises(ValidationError):
        actions.finish_errand(cast.actor("zhao"), errand_id=Errand.objects.get().id, note=note)


def test_later_area_ticks_and_calls_off(cast: Cast) -> None:
    given(cast, codes=("3-101", "3-102", "3-103"))
    zhao = cast.actor("zhao")
    door = cast.units["3-102"].id
    assert (
        actions.finish_errand_at(zhao, source="vote", source_id=1, kind="deliver_ballot", unit_id=door) == 1
    )
    assert (
        actions.finish_errand_at(zhao, source="vote", source_id=1, kind="deliver_ballot", unit_id=door) == 0
    )
    assert actions.call_off_errands(cast.actor("sun"), source="vote", source_id=1, because="表决取消") == 2
    assert errand_progress("vote", 1) == ErrandProgress(open=0, done=1, called_off=2, nobody_there=0)


def test_desk_says_each_kind_once_with_its_doors(cast: Cast) -> None:
    given(cast, codes=("3-101", "3-102", "3-103"))
    (due,) = dues(cast.actor("zhao"))
    assert (due.by, due.path, due.what.endswith("(3)")) == (BY, "/a/dongzhen/my-doors/", True)
    assert dues(cast.actor("wu")) == []


def test_my_doors_ask_as_often_for_nine_errands_as_for_one(cast: Cast) -> None:
    zhao = cast.actor("zhao")
    given(cast, codes=("3-101",))
    with CaptureQueriesContext(connection) as one:
        my_errands(zhao)
    given(cast, codes=tuple(cast.units))
    with CaptureQueriesContext(connection) as nine:
        my_errands(zhao)
    assert len(nine) == len(one)


def test_doors_go_along_when_the_office_changes_hands(cast: Cast) -> None:
    sun = cast.actor("sun")
    he = seat_of(cast, "he")
    actions.assign_doors(sun, compound_id=cast.compound.id, seat_id=he, entrance_id=entrance().id)
    given(cast, codes=("3-101",))
    done = hand_over_seat(sun, from_seat_id=he, to_person_id=cast.people["li"].id, on=NOON.date())
    assert done.moved["circles"] == 1
    assert Duty.objects.get(valid_to__isnull=True).seat_id == done.to_seat_id
    assert len(my_doors(cast.actor("li"))) == 9
