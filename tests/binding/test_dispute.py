"""“We do not know this person”, “that is not my home”: the binding is undone, and its trace stays."""

import pytest
from django.core.exceptions import ValidationError

from linmeng.common.errors import NotAllowed, WrongState
from linmeng.people.actions.binding import Asked, leave_home
from linmeng.people.models import Binding, ContactWay, Ownership, Person, Residence
from linmeng.people.queries import actor_for
from linmeng.people.queries.bindings import homes_of
from linmeng.publishing.models import Notice
from linmeng.record.models import Entry
from linmeng.rights.actions.bindings import (
    ask_to_be_bound,
    dispute_binding,
    settle_dispute,
    undo_binding,
)
from tests.binding.asking import actor_of, ask, letter_for, log_in
from tests.cast import CAST, NOON, SINCE, Cast

PHONE = "13700000001"
SLUG = "dongzhen"


def impostor(cast: Cast) -> tuple[Person, Binding]:
    """3-101 belongs to Li and neighbour 0; somebody with the letter logs in as neighbour 0."""
    co_owner = cast.neighbours[0]
    Ownership.objects.create(unit=cast.units["3-101"], person=co_owner, valid_from=SINCE)
    _letter, code = letter_for(cast, "3-101")
    answer = ask(log_in(PHONE), cast.units["3-101"], "邻居0", "owner", code)
    assert answer.binding is not None
    return co_owner, answer.binding


def dispute(cast: Cast, who: str, person: Person, room: str = "3-101") -> Binding:
    return dispute_binding(
        cast.actor(who), slug=SLUG, unit_id=cast.units[room].id, person_id=person.id, because="不是他本人"
    )


@pytest.mark.parametrize("who", [name for name in CAST if name != "li"])
def test_nobody_but_an_owner_of_the_home_disputes(cast: Cast, who: str) -> None:
    co_owner, row = impostor(cast)
    with pytest.raises(NotAllowed):
        dispute(cast, who, co_owner)
    row.refresh_from_db()
    assert row.state == "accepted"


def test_a_tenant_disputes_no_owner(cast: Cast) -> None:
    Person.objects.filter(pk=cast.neighbours[1].pk).update(user=log_in(PHONE))
    with pytest.raises(NotAllowed):
        dispute(cast, "chen", cast.neighbours[1], "3-201")


def test_dispute_of_a_co_owner_takes_the_home_away_until_the_desk_has_decided(cast: Cast) -> None:
    co_owner, row = impostor(cast)
    other_home = cast.units["3-103"].id
    user = row.user
    assert user is not None
    assert actor_of(user).units == {cast.units["3-101"].id, other_home}
    disputed = dispute(cast, "li", co_owner)
    assert disputed.id == row.id and disputed.state == "disputed"
    assert (disputed.disputed_by_id, disputed.disputed_at) == (cast.people["li"].id, NOON)
    actor = actor_of(user)
    assert (actor.units, actor.disputed) == ({other_home}, {cast.units["3-101"].id})
    told = Notice.objects.filter(subject="binding", subject_id=row.id).values_list("person_id", flat=True)
    assert set(told) == {co_owner.id}
    with pytest.raises(NotAllowed):  # who is disputed has no say about the home meanwhile
        dispute_binding(
            actor, slug=SLUG, unit_id=row.unit_id, person_id=cast.people["li"].id, because="是他不是"
        )
    with pytest.raises(WrongState):
        dispute(cast, "li", co_owner)


def test_dispute_undone_by_the_desk_leaves_the_owner_and_takes_the_log_in(cast: Cast) -> None:
    co_owner, row = impostor(cast)
    user = row.user
    dispute(cast, "li", co_owner)
    with pytest.raises(ValidationError):
        settle_dispute(cast.actor("sun"), slug=SLUG, binding_id=row.id, stands=False, because="")
    settle_dispute(cast.actor("sun"), slug=SLUG, binding_id=row.id, stands=False, because="产权证不符")
    row.refresh_from_db()
    co_owner.refresh_from_db()
    assert (row.state, row.because, row.ended_at, row.user_id) == ("undone", "产权证不符", NOON, user.id)  # type: ignore[union-attr]
    assert co_owner.user_id is None
    assert user is not None and actor_of(user).person_id is None
    owners = Ownership.objects.filter(unit=row.unit, valid_to__isnull=True)
    assert set(owners.values_list("person_id", flat=True)) == {cast.people["li"].id, co_owner.id}
    ways = ContactWay.objects.filter(person=co_owner, value=PHONE, ended_at__isnull=True)
    assert not ways.exists()
    kinds = list(Entry.objects.order_by("number").values_list("kind", flat=True))
    assert kinds[-3:] == ["binding_accepted", "binding_disputed", "dispute_settled"]
    text = " ".join(Entry.objects.values_list("text", flat=True))
    assert "邻居" not in text and "产权证" not in text and PHONE not in text


def test_dispute_that_does_not_stand_is_not_repeated_by_the_same_owner(cast: Cast) -> None:
    co_owner, row = impostor(cast)
    dispute(cast, "li", co_owner)
    settle_dispute(cast.actor("sun"), slug=SLUG, binding_id=row.id, stands=True, because="证件相符")
    row.refresh_from_db()
    assert row.state == "accepted" and row.user is not None
    assert cast.units["3-101"].id in actor_of(row.user).units
    with pytest.raises(WrongState):
        dispute(cast, "li", co_owner)


def test_dispute_of_a_tenant_who_came_by_the_roll_alone_is_written_down(cast: Cast) -> None:
    Person.objects.filter(pk=cast.neighbours[1].pk).update(user=log_in(PHONE))
    owner = actor_for(Person.objects.get(pk=cast.neighbours[1].pk), NOON)
    room = cast.units["3-201"]
    row = dispute_binding(
        owner, slug=SLUG, unit_id=room.id, person_id=cast.people["chen"].id, because="已搬走"
    )
    assert (row.way, row.relation, row.state) == ("roll", "tenant", "disputed")
    settle_dispute(cast.actor("sun"), slug=SLUG, binding_id=row.id, stands=False, because="租约到期")
    lived = Residence.objects.get(unit=room, person=cast.people["chen"])
    assert lived.valid_to is not None and cast.actor("chen").homes == frozenset()


@pytest.mark.parametrize("who", [name for name in CAST if name != "sun"])
def test_only_the_desk_settles_and_undoes(cast: Cast, who: str) -> None:
    co_owner, row = impostor(cast)
    with pytest.raises(NotAllowed):
        undo_binding(cast.actor(who), slug=SLUG, binding_id=row.id, because="x")
    dispute(cast, "li", co_owner)
    with pytest.raises(NotAllowed):
        settle_dispute(cast.actor(who), slug=SLUG, binding_id=row.id, stands=True, because="x")


def test_undone_log_in_does_not_come_back_by_itself(cast: Cast) -> None:
    from linmeng.people.actions import user_for_proved_phone

    _co_owner, row = impostor(cast)
    undo_binding(cast.actor("sun"), slug=SLUG, binding_id=row.id, because="冒名")
    user = user_for_proved_phone(PHONE)
    assert user.id == row.user_id and actor_of(user).person_id is None


def test_tenant_says_that_is_not_my_home(cast: Cast) -> None:
    row = leave_home(cast.actor("chen"), unit_id=cast.units["3-201"].id)
    assert (row.state, row.relation) == ("undone", "tenant")
    assert cast.actor("chen").homes == frozenset()


def test_owner_says_that_is_not_me_and_the_roll_stays(cast: Cast) -> None:
    leave_home(cast.actor("li"), unit_id=cast.units["3-101"].id)
    li = Person.objects.get(pk=cast.people["li"].pk)
    assert li.user_id is None
    assert Ownership.objects.filter(person=li, valid_to__isnull=True).exists()
    assert not ContactWay.objects.filter(person=li, ended_at__isnull=True).exists()
    with pytest.raises(NotAllowed):
        leave_home(cast.actor("wang"), unit_id=cast.units["3-101"].id)


def test_owner_is_told_of_a_new_log_in_and_sees_it_masked(cast: Cast) -> None:
    co_owner = cast.neighbours[0]
    Ownership.objects.create(unit=cast.units["3-101"], person=co_owner, valid_from=SINCE)
    user, unit = log_in("13900000000"), cast.units["3-101"]
    asked = Asked(door="3-101", unit_id=unit.id, name="邻居0", relation="owner")
    ask_to_be_bound(actor_of(user), slug=SLUG, user_id=user.id, address="203.0.113.7", asked=asked)
    notices = Notice.objects.filter(subject="binding").values_list("person_id", "path")
    assert list(notices) == [(cast.people["li"].id, "/a/dongzhen/me/homes/")]
    (home,) = homes_of(cast.actor("li"))
    mates = {mate.person.masked: (mate.kind, mate.has_log_in, mate.disputed) for mate in home.people}
    assert mates == {"李*": ("owner", True, False), "邻*": ("owner", True, False)}
