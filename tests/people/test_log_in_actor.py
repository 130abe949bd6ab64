"""Who is behind a log-in, asked in one statement: the same as asked piece by piece."""

import pytest

from linmeng.common.actor import Actor
from linmeng.people.models import Binding, User
from linmeng.people.queries import actor_for, hats_of, person_of_user
from linmeng.people.queries.actors import actor_of_log_in
from tests.cast import NAMES, NOON, Cast


@pytest.mark.parametrize("who", [name for name in NAMES if name != "stranger"])
def test_same_actor_and_hats_as_piece_by_piece(cast: Cast, who: str) -> None:
    user = cast.people[who].user
    assert user is not None
    person = person_of_user(user.id)
    assert person is not None
    assert actor_of_log_in(user.id, NOON, second_factor=True) == (
        actor_for(person, NOON, second_factor=True),
        hats_of(person.id, NOON.date()),
    )


def test_a_number_on_no_roll_is_nobody(cast: Cast) -> None:
    user = User.objects.create(phone="13999999999", password="!")
    assert actor_of_log_in(user.id, NOON) == (Actor(at=NOON), [])


def test_a_disputed_home_is_not_held(cast: Cast) -> None:
    person, unit = cast.people["li"], cast.units["3-101"]
    assert person.user is not None and unit.id in actor_for(person, NOON).units
    asked = {"name_given": "x", "relation": "owner", "way": "roll", "made_at": NOON}
    Binding.objects.create(user=person.user, person=person, unit=unit, state=Binding.State.DISPUTED, **asked)
    actor, _hats = actor_of_log_in(person.user.id, NOON)
    assert actor == actor_for(person, NOON)
    assert unit.id in actor.disputed and unit.id not in actor.units
