"""The three circles: who says who sits where, and the seven places of the core."""

import pytest
from django.core.exceptions import ValidationError

from linmeng.circles import actions
from linmeng.circles.models import Circle, CircleMember
from linmeng.circles.queries import circles_of, members_of, seats_reaching
from linmeng.common.errors import NotAllowed, WrongState
from linmeng.people.models import Role, Seat
from tests.cast import CAST, NOON, SINCE, Cast
from tests.circles.test_doors import refused, seat_of


def core(cast: Cast) -> Circle:
    """七人组."""
    return actions.found_circle(
        cast.actor("feng"), kind="core", name="七人组", compound_id=cast.compound.id, aim="把方向"
    )


def test_who_keeps_the_circles(cast: Cast) -> None:
    def found(who: str, compound_id: int | None) -> bool:
        name = f"{who}的圈"
        return not refused(
            lambda: actions.found_circle(cast.actor(who), kind="outer", name=name, compound_id=compound_id)
        )

    assert {who for who in CAST if found(who, cast.compound.id)} == {"wang", "sun", "feng"}
    assert {who for who in CAST if found(who, cast.next_door.id)} == {"sun", "feng"}
    assert {who for who in CAST if found(who, None)} == {"sun", "feng"}


def test_name_stands_once(cast: Cast) -> None:
    core(cast)
    with pytest.raises(ValidationError):
        core(cast)


def test_members_sit_from_day_to_day(cast: Cast) -> None:
    circle, feng = core(cast), cast.actor("feng")
    member = actions.add_member(feng, circle_id=circle.id, seat_id=seat_of(cast, "wang"), charge="召集")
    with pytest.raises(WrongState):
        actions.add_member(feng, circle_id=circle.id, seat_id=seat_of(cast, "wang"))
    assert [one.seat_id for one in members_of([circle.id], NOON.date())[circle.id]] == [seat_of(cast, "wang")]
    actions.end_membership(feng, member_id=member.id)
    with pytest.raises(WrongState):
        actions.end_membership(feng, member_id=member.id)
    assert members_of([circle.id], NOON.date())[circle.id] == []
    assert CircleMember.objects.get().valid_to == NOON.date()


def test_core_has_seven_places(cast: Cast) -> None:
    circle, feng = core(cast), cast.actor("feng")
    people = [*cast.neighbours, cast.people["li"]]
    seats = [
        Seat.objects.create(
            person=person, body=cast.bodies["residents"], role=Role.VOLUNTEER, valid_from=SINCE
        )
        for person in people
    ]
    for seat in seats[:7]:
        actions.add_member(feng, circle_id=circle.id, seat_id=seat.id)
    with pytest.raises(WrongState):
        actions.add_member(feng, circle_id=circle.id, seat_id=seats[7].id)


def test_office_of_elsewhere_does_not_sit_here(cast: Cast) -> None:
    there = actions.found_circle(
        cast.actor("feng"), kind="core", name="七人组", compound_id=cast.next_door.id
    )
    with pytest.raises(ValidationError):
        actions.add_member(cast.actor("feng"), circle_id=there.id, seat_id=seat_of(cast, "wang"))
    with pytest.raises(NotAllowed):
        actions.add_member(cast.actor("wang"), circle_id=there.id, seat_id=seat_of(cast, "sun"))


def test_closed_circle_is_no_longer_shown(cast: Cast) -> None:
    circle, feng = core(cast), cast.actor("feng")
    actions.add_member(feng, circle_id=circle.id, seat_id=seat_of(cast, "sun"))
    actions.close_circle(feng, circle_id=circle.id)
    assert circles_of(cast.compound.id) == []
    assert CircleMember.objects.get().valid_to == NOON.date()
    with pytest.raises(WrongState):
        actions.add_member(feng, circle_id=circle.id, seat_id=seat_of(cast, "wang"))


def test_office_of_a_body_with_many_compounds_is_found_once(cast: Cast) -> None:
    """A residents' committee serves both compounds: its clerk is one choice, not two."""
    here = seats_reaching(cast.compound.id, NOON.date())
    roles = sorted(here.values_list("role", flat=True))
    assert roles == [
        "building_leader",
        "clerk",
        "committee_director",
        "committee_member",
        "property_manager",
        "property_worker",
        "secretary",
    ]
    there = seats_reaching(cast.next_door.id, NOON.date())
    assert sorted(there.values_list("role", flat=True)) == ["clerk", "secretary"]
