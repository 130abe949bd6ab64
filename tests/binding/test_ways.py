"""The three ways of binding: roll, letter, desk; and for whom."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from linmeng.common.errors import NotAllowed, WrongState
from linmeng.people.actions.binding import Seen, accept_binding, answer_for_home, refuse_binding, take_request
from linmeng.people.models import (
    Binding,
    ContactWay,
    Ownership,
    Person,
    Representation,
    Residence,
    User,
)
from linmeng.people.queries import actor_for
from linmeng.record.models import Entry
from tests.binding.asking import actor_of, ask, letter_for, log_in
from tests.cast import CAST, NOON, SINCE, Cast

PHONE = "13700000001"


def shown(binding: Binding) -> tuple[str, str, str, int | None]:
    binding.refresh_from_db()
    return binding.state, binding.way, binding.relation, binding.person_id


def test_roll_binds_who_has_the_phone_the_name_and_the_door(cast: Cast) -> None:
    neighbour, unit = cast.neighbours[0], cast.units["3-103"]
    user = log_in("13900000000")
    answer = ask(user, unit, " 邻居 0 ", "tenant")
    assert answer.kind == "accepted" and answer.binding is not None
    assert shown(answer.binding) == ("accepted", "roll", "owner", neighbour.id)
    assert actor_of(user).units == {unit.id}
    entry = Entry.objects.get(kind="binding_accepted")
    assert str(neighbour.id) in entry.text and "邻居" not in entry.text and "13900000000" not in entry.text


@pytest.mark.parametrize(
    ("phone", "room", "name", "relation"),
    [
        ("13700000001", "3-103", "邻居0", "owner"),  # another phone
        ("13900000000", "3-103", "邻居1", "owner"),  # another name
        ("13900000000", "3-201", "邻居0", "owner"),  # another door
        ("13900000000", "3-103", "邻居0", "heir"),  # an heir brings a paper
        ("13900000000", "3-103", "邻居0", "guardian"),
        ("13900000000", "3-103", "邻居0", "company"),
    ],
)
def test_roll_binds_nobody_else(cast: Cast, phone: str, room: str, name: str, relation: str) -> None:
    user = log_in(phone)
    answer = ask(user, cast.units[room], name, relation)
    assert answer.kind == "asked" and answer.binding is not None
    assert shown(answer.binding) == ("waiting", "desk", relation, None)
    assert actor_of(user).person_id is None


def test_roll_binds_neither_companies_nor_minors(cast: Cast) -> None:
    unit, owner = cast.units["3-103"], cast.neighbours[0]
    user = log_in("13900000000")
    for change in ({"kind": "company"}, {"kind": "natural", "born_year": 2010}):
        Person.objects.filter(pk=owner.pk).update(**change)
        assert ask(user, unit, "邻居0").kind == "asked"
    Person.objects.filter(pk=owner.pk).update(born_year=2008)
    assert ask(user, unit, "邻居0").kind == "accepted"


def test_roll_never_takes_a_person_from_another_log_in(cast: Cast) -> None:
    ContactWay.objects.create(person=cast.people["li"], kind="sms", value=PHONE)
    user = log_in(PHONE)
    answer = ask(user, cast.units["3-101"], "李秋生")
    assert answer.kind == "asked" and answer.binding is not None
    assert shown(answer.binding) == ("waiting", "roll", "owner", cast.people["li"].id)
    assert Person.objects.get(pk=cast.people["li"].pk).user_id != user.id


def test_number_shared_by_a_couple_is_told_apart_by_the_name(cast: Cast) -> None:
    first, second = cast.neighbours[0], cast.neighbours[1]
    ContactWay.objects.create(person=second, kind="sms", value="13900000000")
    Ownership.objects.create(unit=cast.units["3-103"], person=second, valid_from=SINCE)
    user = log_in("13900000000")
    answer = ask(user, cast.units["3-103"], "邻居1")
    assert answer.binding is not None and answer.binding.person_id == second.id
    assert Person.objects.get(pk=first.pk).user_id is None


@pytest.mark.parametrize(
    "typed", [str, str.lower, lambda c: c.replace("-", " "), lambda c: c.replace("0", "o").replace("1", "l")]
)
def test_letter_and_name_bind_an_owner_whose_phone_nobody_knew(cast: Cast, typed) -> None:  # type: ignore[no-untyped-def]
    letter, code = letter_for(cast, "3-103")
    user = log_in(PHONE)
    answer = ask(user, cast.units["3-103"], "邻居0", "owner", typed(code))
    assert answer.kind == "accepted" and answer.binding is not None
    assert shown(answer.binding) == ("accepted", "letter", "owner", cast.neighbours[0].id)
    assert answer.binding.letter_id == letter.id


def test_letter_gives_a_person_without_number_a_way_to_be_reached(cast: Cast) -> None:
    ContactWay.objects.filter(person=cast.neighbours[0]).delete()
    _letter, code = letter_for(cast, "3-103")
    ask(log_in(PHONE), cast.units["3-103"], "邻居0", "owner", code)
    ways = ContactWay.objects.filter(person=cast.neighbours[0]).values_list("kind", "value", "preferred")
    assert list(ways) == [("sms", PHONE, True)]


def test_letter_with_two_of_one_name_waits_for_the_desk(cast: Cast) -> None:
    double = Person.objects.create(name="邻居0")
    Residence.objects.create(unit=cast.units["3-103"], person=double, kind="family", valid_from=SINCE)
    _letter, code = letter_for(cast, "3-103")
    answer = ask(log_in(PHONE), cast.units["3-103"], "邻居0", "owner", code)
    assert answer.binding is not None and shown(answer.binding) == ("waiting", "letter", "owner", None)


@pytest.mark.parametrize(("relation", "kind"), [("family", "family"), ("tenant", "tenant")])
def test_owner_says_yes_to_family_and_tenants_with_the_letter(cast: Cast, relation: str, kind: str) -> None:
    _letter, code = letter_for(cast, "3-101")
    user = log_in(PHONE)
    answer = ask(user, cast.units["3-101"], "李小妹", relation, code)
    assert answer.kind == "asked" and answer.binding is not None
    with pytest.raises(NotAllowed):
        answer_for_home(cast.actor("wang"), binding_id=answer.binding.id, yes=True)
    answer_for_home(cast.actor("li"), binding_id=answer.binding.id, yes=True)
    person = Person.objects.get(user=user)
    assert shown(answer.binding) == ("accepted", "letter", relation, person.id)
    lived = Residence.objects.filter(person=person).values_list("unit__code", "kind", "valid_to")
    assert list(lived) == [("3-101", kind, None)]
    assert not Ownership.objects.filter(person=person).exists()
    assert actor_of(user).units == frozenset()


def test_owner_says_no_and_nobody_else_of_the_desk_kind(cast: Cast) -> None:
    _letter, code = letter_for(cast, "3-101")
    answer = ask(log_in(PHONE), cast.units["3-101"], "李小妹", "family", code)
    other = ask(log_in("13700000002"), cast.units["3-101"], "李小弟", "family")
    assert answer.binding is not None and other.binding is not None
    answer_for_home(cast.actor("li"), binding_id=answer.binding.id, yes=False)
    assert shown(answer.binding)[0] == "refused"
    with pytest.raises(NotAllowed):  # without the letter it is decided at the desk
        answer_for_home(cast.actor("li"), binding_id=other.binding.id, yes=True)


def waiting(cast: Cast, relation: str, room: str = "3-103", name: str = "新来的") -> tuple[User, Binding]:
    user = log_in(PHONE)
    answer = ask(user, cast.units[room], name, relation)
    assert answer.binding is not None
    return user, answer.binding


@pytest.mark.parametrize("who", CAST)
def test_only_the_clerk_decides_at_the_desk(cast: Cast, who: str) -> None:
    user, row = waiting(cast, "tenant")
    acts = (
        lambda: accept_binding(cast.actor(who), binding_id=row.id, seen=Seen("lease")),
        lambda: refuse_binding(cast.actor(who), binding_id=row.id, because="没有租赁合同"),
        lambda: take_request(
            cast.actor(who), user_id=user.id, unit_id=cast.units["3-102"].id, name="某人", relation="tenant"
        ),
    )
    for act in acts[:1] if who == "sun" else acts:
        if who == "sun":
            act()
            continue
        with pytest.raises(NotAllowed):
            act()
    assert shown(row)[0] == ("accepted" if who == "sun" else "waiting")


def test_desk_makes_a_tenant_a_resident_and_never_an_owner(cast: Cast) -> None:
    user, row = waiting(cast, "tenant")
    with pytest.raises(ValidationError):
        accept_binding(cast.actor("sun"), binding_id=row.id, seen=Seen("title"))
    accept_binding(cast.actor("sun"), binding_id=row.id, seen=Seen("lease"))
    person = Person.objects.get(user=user)
    assert (person.name, shown(row)) == ("新来的", ("accepted", "desk", "tenant", person.id))
    assert list(Residence.objects.filter(person=person).values_list("kind", flat=True)) == ["tenant"]
    assert actor_of(user).homes == {cast.compound.id} and actor_of(user).units == frozenset()
    row.refresh_from_db()
    assert row.proof == "lease" and row.decided_by.startswith("东镇居委会")


def test_desk_binds_an_owner_only_to_an_owner_on_the_roll(cast: Cast) -> None:
    user, row = waiting(cast, "owner")
    for wrong in (None, cast.people["li"].id):
        with pytest.raises(ValidationError):
            accept_binding(cast.actor("sun"), binding_id=row.id, seen=Seen("title", wrong))
    accept_binding(cast.actor("sun"), binding_id=row.id, seen=Seen("title", cast.neighbours[0].id))
    assert Person.objects.get(user=user) == cast.neighbours[0]


def test_desk_replaces_a_lost_phone_only_when_told(cast: Cast) -> None:
    user, row = waiting(cast, "owner", "3-101", "李秋生")
    li = cast.people["li"]
    with pytest.raises(WrongState):
        accept_binding(cast.actor("sun"), binding_id=row.id, seen=Seen("title", li.id))
    accept_binding(cast.actor("sun"), binding_id=row.id, seen=Seen("title", li.id, new_log_in=True))
    li.refresh_from_db()
    ways = ContactWay.objects.filter(person=li).order_by("value").values_list("value", "ended_at")
    assert li.user_id == user.id
    assert list(ways) == [(PHONE, None), ("13800000000", NOON)]


@pytest.mark.parametrize(
    ("relation", "proof", "kind", "company"),
    [
        ("heir", "inheritance", "heir", False),
        ("guardian", "guardianship", "guardian", False),
        ("company", "licence", "company_agent", True),
    ],
)
def test_desk_lets_somebody_act_for_an_owner_who_stays_the_owner(
    cast: Cast, relation: str, proof: str, kind: str, company: bool
) -> None:
    owner = cast.neighbours[0]
    user, row = waiting(cast, relation)
    for principal in (None, cast.people["li"].id):
        with pytest.raises(ValidationError):
            accept_binding(cast.actor("sun"), binding_id=row.id, seen=Seen(proof, None, principal))
    Person.objects.filter(pk=owner.pk).update(kind="natural" if company else "company")
    with pytest.raises(ValidationError):
        accept_binding(cast.actor("sun"), binding_id=row.id, seen=Seen(proof, None, owner.id))
    Person.objects.filter(pk=owner.pk).update(kind="company" if company else "natural")
    accept_binding(cast.actor("sun"), binding_id=row.id, seen=Seen(proof, None, owner.id))
    agent = Person.objects.get(user=user)
    rows = Representation.objects.values_list("kind", "principal_id", "agent_id", "proof", "valid_from")
    assert list(rows) == [(kind, owner.id, agent.id, proof, date(2026, 7, 5))]
    present = Ownership.objects.filter(unit=row.unit, valid_to__isnull=True).values_list(
        "person_id", flat=True
    )
    assert list(present) == [owner.id]


def test_desk_refuses_with_a_reason(cast: Cast) -> None:
    _user, row = waiting(cast, "tenant")
    with pytest.raises(ValidationError):
        refuse_binding(cast.actor("sun"), binding_id=row.id, because=" ")
    refuse_binding(cast.actor("sun"), binding_id=row.id, because="请带租赁合同")
    row.refresh_from_db()
    assert (row.state, row.because) == ("refused", "请带租赁合同")
    with pytest.raises(WrongState):
        accept_binding(cast.actor("sun"), binding_id=row.id, seen=Seen("lease"))


def test_request_at_the_counter_needs_a_proved_phone(cast: Cast) -> None:
    unproved = User.objects.create(phone="13700000009")
    told = {"unit_id": cast.units["3-103"].id, "name": "新来的", "relation": "tenant"}
    with pytest.raises(WrongState):
        take_request(cast.actor("sun"), user_id=unproved.id, **told)
    row = take_request(cast.actor("sun"), user_id=log_in(PHONE).id, **told)
    accept_binding(cast.actor("sun"), binding_id=row.id, seen=Seen("lease"))
    assert shown(row)[:2] == ("accepted", "desk")


def test_asking_again_betters_a_request_and_never_worsens_it(cast: Cast) -> None:
    _letter, code = letter_for(cast, "3-103")
    user = log_in(PHONE)
    first = ask(user, cast.units["3-103"], "某人", "tenant")
    second = ask(user, cast.units["3-103"], "某人", "tenant", code)
    third = ask(user, cast.units["3-103"], "某人", "owner")
    assert first.binding is not None and Binding.objects.count() == 1
    assert shown(first.binding) == ("waiting", "letter", "tenant", None)
    assert {a.kind for a in (first, second, third)} == {"asked"}
    assert ask(user, cast.units["3-103"], "邻居0", "owner", code).kind == "accepted"
    assert shown(first.binding)[:2] == ("accepted", "letter")


def test_letter_runs_out(cast: Cast) -> None:
    letter, code = letter_for(cast, "3-103")
    late = NOON + timedelta(days=61)
    assert letter.expires_on == date(2026, 9, 3)
    assert ask(log_in(PHONE), cast.units["3-103"], "邻居0", "owner", code, at=late).kind == "asked"


def test_actor_of_a_disputed_home_has_no_rights_there(cast: Cast) -> None:
    li = cast.people["li"]
    second = cast.units["3-103"]
    Ownership.objects.create(unit=second, person=li, valid_from=SINCE)
    Binding.objects.create(
        unit=second,
        user=li.user,
        person=li,
        name_given="x",
        relation="owner",
        way="roll",
        state="disputed",
        made_at=NOON,
    )
    actor = actor_for(li, NOON)
    assert (actor.units, actor.disputed) == ({cast.units["3-101"].id}, {second.id})
