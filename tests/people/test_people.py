"""Seats, transfers, representatives, ways of contact, and finding neighbours."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from linmeng.alliance.models import CommitteeTerm
from linmeng.common.errors import AgainstTheLaw, NeedsSecondFactor, NotAllowed, WrongState
from linmeng.people.actions import (
    add_contact_way,
    add_person,
    add_qualification,
    end_seat,
    name_representative,
    open_seat,
    register_residence,
    register_transfer,
)
from linmeng.people.models import ContactWay, Ownership, Person, Residence, Seat
from linmeng.people.queries import PeopleCount, elder_counts, neighbours_found, owners_on
from tests.cast import CAST, Cast

TODAY = date(2026, 7, 5)


def _seat(
    cast: Cast,
    who: str,
    role: str = "committee_member",
    body: str = "committee",
    person: Person | None = None,
) -> Seat:
    return open_seat(
        cast.actor(who),
        person_id=(person or cast.neighbours[0]).id,
        body_id=cast.bodies[body].id,
        role=role,
        valid_from=TODAY,
        building_id=cast.units["3-101"].building_id if role == "building_leader" else None,
    )


SEATS = {
    ("committee", "committee_member"): {"sun"},
    ("residents", "building_leader"): {"sun"},
    ("residents", "clerk"): {"sun", "feng"},
    ("company", "property_worker"): {"sun", "wu"},
    ("company", "property_manager"): {"sun"},
    ("party", "secretary"): {"feng"},
}


@pytest.mark.parametrize("who", CAST)
@pytest.mark.parametrize(("body", "role"), SEATS)
def test_open_and_end_seat_by_each_of_the_cast(cast: Cast, body: str, role: str, who: str) -> None:
    if who in SEATS[body, role]:
        seat = _seat(cast, who, role, body)
        assert end_seat(cast.actor(who), seat_id=seat.id, on=date(2026, 8, 1)).valid_to == date(2026, 8, 1)
        return
    with pytest.raises(NotAllowed):
        _seat(cast, who, role, body)
    seat = _seat(cast, "feng" if body == "party" else "sun", role, body)
    with pytest.raises(NotAllowed):
        end_seat(cast.actor(who), seat_id=seat.id, on=date(2026, 8, 1))


def test_committee_seat_belongs_to_the_term_and_its_size(cast: Cast) -> None:
    term = CommitteeTerm.objects.get(body=cast.bodies["committee"])
    assert _seat(cast, "sun").term == term
    CommitteeTerm.objects.update(members=1)
    with pytest.raises(WrongState):
        _seat(cast, "sun", person=cast.neighbours[1])


def test_committee_member_is_an_owner_and_no_servant_of_the_company(cast: Cast) -> None:
    with pytest.raises(AgainstTheLaw):
        _seat(cast, "sun", person=cast.people["chen"])
    Ownership.objects.create(unit=cast.units["3-101"], person=cast.people["zhou"], valid_from=TODAY)
    with pytest.raises(AgainstTheLaw):
        _seat(cast, "sun", person=cast.people["zhou"])


def test_seat_of_another_kind_of_body_is_refused(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        _seat(cast, "sun", "clerk", "committee")


def test_same_seat_twice_is_refused(cast: Cast) -> None:
    _seat(cast, "sun", "volunteer", "residents")
    with pytest.raises(WrongState):
        _seat(cast, "sun", "volunteer", "residents")


def test_vacant_committee_has_no_seats_to_give(cast: Cast) -> None:
    CommitteeTerm.objects.update(state="vacant")
    with pytest.raises(WrongState):
        _seat(cast, "sun")


@pytest.mark.parametrize("who", CAST)
def test_transfer_by_each_of_the_cast(cast: Cast, who: str) -> None:
    unit = cast.units["3-301"]
    if who not in ("sun", "wang", "he"):
        with pytest.raises(NotAllowed):
            register_transfer(
                cast.actor(who), unit_id=unit.id, new_owner_ids=[cast.people["li"].id], on=TODAY
            )
        return
    register_transfer(cast.actor(who), unit_id=unit.id, new_owner_ids=[cast.people["li"].id], on=TODAY)
    assert [row.person for row in owners_on([unit.id], TODAY)[unit.id]] == [cast.people["li"]]
    assert [row.person for row in owners_on([unit.id], date(2026, 7, 4))[unit.id]] == [cast.neighbours[4]]


def test_transfer_hands_an_undelivered_unit_over(cast: Cast) -> None:
    unit = cast.units["3-301"]
    unit.status = "undelivered"
    unit.save()
    register_transfer(
        cast.actor("sun"), unit_id=unit.id, new_owner_ids=[cast.people["li"].id], on=TODAY, basis="possession"
    )
    unit.refresh_from_db()
    assert unit.status == "sold"  # handed over, not yet registered: owner (JI art. 1)


def test_transfer_in_the_future_or_before_the_present_owners_is_refused(cast: Cast) -> None:
    unit = cast.units["3-301"]
    for on in (date(2026, 7, 6), date(2023, 1, 1)):
        with pytest.raises(ValidationError):
            register_transfer(cast.actor("sun"), unit_id=unit.id, new_owner_ids=[cast.people["li"].id], on=on)
    with pytest.raises(NeedsSecondFactor):
        register_transfer(
            cast.actor("sun", second_factor=False),
            unit_id=unit.id,
            new_owner_ids=[cast.people["li"].id],
            on=TODAY,
        )


def test_of_two_owners_one_names_the_other_but_not_themselves(cast: Cast) -> None:
    unit, wang = cast.units["3-101"], cast.people["wang"]
    Ownership.objects.create(unit=unit, person=wang, valid_from=date(2024, 1, 1))
    with pytest.raises(NotAllowed):
        name_representative(cast.actor("li"), unit_id=unit.id, person_id=cast.people["li"].id)
    assert name_representative(cast.actor("li"), unit_id=unit.id, person_id=wang.id).is_representative
    Ownership.objects.create(unit=unit, person=cast.neighbours[0], valid_from=date(2024, 1, 1))
    with pytest.raises(NotAllowed):  # a third owner has not agreed
        name_representative(cast.actor("li"), unit_id=unit.id, person_id=wang.id)
    name_representative(cast.actor("sun"), unit_id=unit.id, person_id=cast.people["li"].id)
    chosen = Ownership.objects.filter(unit=unit, is_representative=True)
    assert [row.person for row in chosen] == [cast.people["li"]]


@pytest.mark.parametrize("who", [who for who in CAST if who not in ("li", "sun", "wang", "he")])
def test_others_name_no_representative(cast: Cast, who: str) -> None:
    unit = cast.units["3-101"]
    with pytest.raises(NotAllowed):
        name_representative(cast.actor(who), unit_id=unit.id, person_id=cast.people["li"].id)


@pytest.mark.parametrize("who", CAST)
def test_contact_way_by_each_of_the_cast(cast: Cast, who: str) -> None:
    li = cast.people["li"]
    if who in ("li", "sun", "wang", "he"):
        add_contact_way(cast.actor(who), person_id=li.id, kind="visit", preferred=True)
        ways = ContactWay.objects.filter(person=li).order_by("id")
        assert list(ways.values_list("kind", "preferred")) == [("sms", False), ("visit", True)]
    else:
        with pytest.raises(NotAllowed):
            add_contact_way(cast.actor(who), person_id=li.id, kind="visit", preferred=True)


def test_mobile_number_is_entered_at_the_desk_only(cast: Cast) -> None:
    li = cast.people["li"]
    with pytest.raises(NotAllowed):
        add_contact_way(cast.actor("li"), person_id=li.id, kind="sms", value="13900009999")
    way = add_contact_way(cast.actor("sun"), person_id=li.id, kind="sms", value="１３９ 0000 9999")
    assert way.value == "13900009999"
    with pytest.raises(ValidationError):
        add_contact_way(cast.actor("sun"), person_id=li.id, kind="sms", value="12345")


def test_skill_is_told_by_oneself(cast: Cast) -> None:
    assert add_qualification(cast.actor("li"), person_id=cast.people["li"].id, title="电工").title == "电工"
    with pytest.raises(NotAllowed):
        add_qualification(cast.actor("sun"), person_id=cast.people["li"].id, title="电工")


def test_person_and_residence_are_entered_at_the_desk(cast: Cast) -> None:
    person = add_person(cast.actor("sun"), name="新租客", phone="62160000")
    assert [(way.kind, way.value) for way in person.contact_ways.all()] == [("landline", "62160000")]
    register_residence(cast.actor("sun"), unit_id=cast.units["3-101"].id, person_id=person.id, kind="tenant")
    assert Residence.objects.get(person=person).valid_from == TODAY
    for act in (lambda: add_person(cast.actor("li"), name="某某"),):
        with pytest.raises(NotAllowed):
            act()


FINDS = [
    ("sun", "3-101 李", [("李秋生", "3-101", "owner")]),
    ("sun", "李", [("李秋生", "3-101", "owner")]),
    ("sun", "3-201", [("邻居1", "3-201", "owner"), ("陈小雨", "3-201", "tenant")]),
    ("zhao", "陈", [("陈小雨", "3-201", "tenant")]),
    ("sun", "钱", [("钱国平", "3-101", "owner")]),
    ("wang", "钱", []),
    ("zhao", "钱", []),
    ("wu", "李", []),
    ("li", "李", []),
    ("stranger", "李", []),
    ("sun", "", []),
]


@pytest.mark.parametrize(("who", "words", "found"), FINDS)
def test_neighbours_found_within_the_reach_of_the_office(
    cast: Cast, who: str, words: str, found: list[tuple[str, str, str]]
) -> None:
    hits = neighbours_found(cast.actor(who), words)
    assert sorted((n.person.name, n.unit.code, n.kind) for n in hits) == sorted(found)


def test_elders_are_counted_once_each(cast: Cast) -> None:
    counts = elder_counts([cast.compound.id, cast.next_door.id], TODAY)
    # seven neighbours, Li, Wang, Chen and Zhao; born 1950-1956 and 1948: nine are sixty or older
    assert counts == {cast.compound.id: PeopleCount(11, 9, 0), cast.next_door.id: PeopleCount(1, 0, 0)}
