"""Guessing codes, listing doors, an officer without second factor: each refused."""

from datetime import timedelta

import pytest

from linmeng.alliance.models import Unit
from linmeng.common.errors import NeedsSecondFactor
from linmeng.ground.models import Alliance
from linmeng.ground.tenancy import in_alliance
from linmeng.people import actions as people
from linmeng.people.actions.binding import (
    Seen,
    accept_binding,
    refuse_binding,
    settle_dispute,
    take_request,
    undo_binding,
)
from linmeng.people.actions.letter_codes import code_of, letter_keys
from linmeng.people.actions.letters import issue_letters, revoke_letter
from linmeng.people.actions.residents import end_residence, register_representation
from linmeng.people.actions.wrong_tries import MOST, network_of
from linmeng.people.models import Binding, Residence, User, WrongTry
from linmeng.rights.actions.join_persons import join_persons
from tests.binding.asking import HERE, ask, letter_for, log_in
from tests.cast import NOON, Cast

WRONG = "0000-0000-0000"
RIGHT_NAME = "邻居0"


def guesses(user: User, unit: Unit | None, times: int, address: str = HERE) -> list[str]:
    return [ask(user, unit, "猜的人", "owner", WRONG, address=address).kind for _n in range(times)]


def test_log_in_has_five_wrong_tries_a_day_whatever_the_door(cast: Cast) -> None:
    user, doors = log_in("13700000001"), list(cast.units.values())
    kinds = [
        ask(user, door, "猜的人", "owner", WRONG, address=f"203.0.113.{n}").kind
        for n, door in enumerate(doors)
    ]
    assert kinds == ["asked"] * 5 + ["closed"] * 4


def test_closed_log_in_is_not_even_looked_at(cast: Cast) -> None:
    _letter, code = letter_for(cast, "3-103")
    user = log_in("13700000001")
    guesses(user, cast.units["3-103"], 5)
    answer = ask(user, cast.units["3-103"], RIGHT_NAME, "owner", code)
    assert (answer.kind, answer.again_at) == ("closed", NOON + timedelta(days=1))
    later = ask(user, cast.units["3-103"], RIGHT_NAME, "owner", code, at=NOON + timedelta(days=1, seconds=1))
    assert later.kind == "accepted"


def test_address_has_twenty_wrong_tries_a_day_whatever_the_log_in(cast: Cast) -> None:
    kinds = [guesses(log_in(f"1370000{n:04d}"), cast.units["3-103"], 1)[0] for n in range(22)]
    assert kinds == ["asked"] * 20 + ["closed"] * 2
    assert guesses(log_in("13711110000"), cast.units["3-103"], 1, "198.51.100.1") == ["asked"]


def test_address_of_version_six_counts_as_the_home_it_is(cast: Cast) -> None:
    assert network_of("2001:db8:1:2:3::4") == network_of("2001:db8:1:2:ffff::1") == "2001:db8:1:2::/64"
    assert network_of("2001:db8:1:3::1") != network_of("2001:db8:1:2::1")


def test_full_door_locks_no_household_out(cast: Cast) -> None:
    unit = cast.units["3-103"]
    for n in range(12):
        guesses(log_in(f"1370000{n:04d}"), unit, 1, f"198.51.100.{n}")
    assert WrongTry.objects.filter(scope="unit").count() == 12 > MOST[WrongTry.Scope.UNIT]
    assert Binding.objects.count() == 10  # the desk is spared the rest
    _letter, code = letter_for(cast, "3-103")
    double = ask(log_in("13711110000"), unit, "新房客", "tenant", code, address="192.0.2.1")
    owner = ask(log_in("13900000000"), unit, RIGHT_NAME, address="192.0.2.2")
    assert double.binding is not None and double.binding.way == "letter"
    assert owner.kind == "accepted"
    standing = take_request(
        cast.actor("sun"), user_id=log_in("13711110001").id, unit_id=unit.id, name="新来的", relation="tenant"
    )
    assert accept_binding(cast.actor("sun"), binding_id=standing.id, seen=Seen("lease")).state == "accepted"


def test_counters_stand_in_the_database_and_tell_nothing(cast: Cast) -> None:
    user = log_in("13700000001")
    guesses(user, cast.units["3-103"], 3)
    rows = list(WrongTry.objects.values_list("scope", "key"))
    assert sorted(scope for scope, _key in rows) == sorted(["user", "address", "unit"] * 3)
    assert len({key for _scope, key in rows}) == 3 and {len(key) for _scope, key in rows} == {64}
    text = " ".join(key for _scope, key in rows)
    assert HERE not in text and str(user.id) not in text
    guesses(user, cast.units["3-103"], 1)
    ask(user, cast.units["3-103"], "x", at=NOON + timedelta(days=2))
    assert WrongTry.objects.count() == 3  # those of the day before are forgotten


def test_right_code_is_no_wrong_try(cast: Cast) -> None:
    _letter, code = letter_for(cast, "3-103")
    user = log_in("13700000001")
    kinds = {ask(user, cast.units["3-103"], "新房客", "tenant", code).kind for _n in range(8)}
    assert kinds == {"asked"} and WrongTry.objects.count() == 0


def _other_alliance_code(cast: Cast, unit: Unit) -> str:
    other = Alliance.objects.create(slug="other", name="别处")
    letter = issue_letters(cast.actor("sun"), compound_id=cast.compound.id, units=[unit.id])[0]
    with in_alliance(other.id):
        return code_of(letter_keys(), letter.id)


@pytest.mark.parametrize(
    "fault", ["none", "wrong", "revoked", "reissued", "expired", "other_door", "other_alliance"]
)
def test_bad_codes_are_all_refused_in_one_way(cast: Cast, fault: str) -> None:
    unit, at = cast.units["3-103"], NOON
    letter, code = letter_for(cast, "3-103")
    if fault == "revoked":
        revoke_letter(cast.actor("sun"), letter_id=letter.id, reason="丢失")
    elif fault == "reissued":
        letter_for(cast, "3-103")
    elif fault == "expired":
        at = NOON + timedelta(days=61)
    elif fault == "other_alliance":
        code = _other_alliance_code(cast, unit)
    elif fault == "other_door":
        _letter, code = letter_for(cast, "3-102")
    else:
        code = {"none": "", "wrong": WRONG}[fault]
    user = log_in("13700000001")
    answer = ask(user, unit, RIGHT_NAME, "owner", code, at=at)
    assert (answer.kind, answer.again_at) == ("asked", None)
    assert answer.binding is not None
    assert (answer.binding.state, answer.binding.way, answer.binding.letter_id) == ("waiting", "desk", None)
    assert WrongTry.objects.filter(scope="user").count() == 1


def test_door_that_does_not_exist_is_answered_and_counted_like_one_that_does(cast: Cast) -> None:
    assert guesses(log_in("13700000001"), None, 6) == guesses(log_in("13700000002"), cast.units["3-103"], 6)
    assert {scope: WrongTry.objects.filter(scope=scope).count() for scope in ("user", "unit")} == {
        "user": 10,
        "unit": 10,
    }


def _acts(cast: Cast) -> dict[str, object]:
    """Every act of people's that an officer does with a second factor only."""
    sun = cast.actor("sun", second_factor=False)
    li, unit = cast.people["li"], cast.units["3-101"]
    user = log_in("13700000001")
    row = Binding.objects.create(
        unit=unit, user=user, name_given="x", relation="tenant", way="desk", made_at=NOON
    )
    lived = Residence.objects.get(unit=unit, person=li)
    other = {"unit_id": unit.id, "new_owner_ids": [cast.neighbours[0].id], "on": NOON.date()}
    return {
        "accept": lambda: accept_binding(sun, binding_id=row.id, seen=Seen("lease")),
        "refuse": lambda: refuse_binding(sun, binding_id=row.id, because="x"),
        "undo": lambda: undo_binding(sun, binding_id=row.id, because="x"),
        "settle": lambda: settle_dispute(sun, binding_id=row.id, stands=True, because="x"),
        "take": lambda: take_request(sun, user_id=user.id, unit_id=unit.id, name="x", relation="tenant"),
        "letters": lambda: issue_letters(sun, compound_id=cast.compound.id),
        "join": lambda: join_persons(sun, kept_id=li.id, gone_id=cast.people["wang"].id),
        "way": lambda: people.add_contact_way(sun, person_id=li.id, kind="sms", value="13900001111"),
        "move_in": lambda: people.register_residence(sun, unit_id=unit.id, person_id=li.id, kind="family"),
        "move_out": lambda: end_residence(sun, residence_id=lived.id),
        "act_for": lambda: register_representation(
            sun, principal_id=li.id, agent_id=cast.people["wang"].id, kind="guardian"
        ),
        "transfer": lambda: people.register_transfer(sun, **other),
        "speaker": lambda: people.name_representative(sun, unit_id=unit.id, person_id=li.id),
        "roll": lambda: people.fill_compound(sun, compound_id=cast.compound.id, rows=[]),
        "roll_file": lambda: people.preview_roll(
            sun, compound_id=cast.compound.id, name="r.csv", content=b"x"
        ),
    }


ACTS = [
    "accept",
    "refuse",
    "undo",
    "settle",
    "take",
    "letters",
    "join",
    "way",
    "move_in",
    "move_out",
    "act_for",
    "transfer",
    "speaker",
    "roll",
    "roll_file",
]


@pytest.mark.parametrize("act", ACTS)
def test_officer_without_second_factor_is_refused(cast: Cast, act: str) -> None:
    acts = _acts(cast)
    assert sorted(acts) == sorted(ACTS)
    with pytest.raises(NeedsSecondFactor):
        acts[act]()  # type: ignore[operator]
