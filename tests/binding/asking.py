"""Log-ins and questions for the tests of binding."""

from datetime import datetime

from linmeng.alliance.models import Unit
from linmeng.common.actor import Actor
from linmeng.people.actions.binding import Answer, Asked, ask_to_be_bound
from linmeng.people.actions.letter_codes import code_of, in_groups, letter_keys
from linmeng.people.actions.letters import issue_letters
from linmeng.people.models import CodeLetter, User
from linmeng.people.queries import actor_for, person_of_user
from tests.cast import NOON, Cast

HERE = "203.0.113.7"


def log_in(phone: str) -> User:
    """A log-in whose number was proved by a code."""
    return User.objects.create(phone=phone, phone_verified=True)


def actor_of(user: User, at: datetime = NOON) -> Actor:
    """The log-in as an actor: a person only once it is bound to one."""
    person = person_of_user(user.id)
    return actor_for(person, at) if person is not None else Actor(at=at)


def ask(
    user: User,
    unit: Unit | None,
    name: str,
    relation: str = "owner",
    code: str = "",
    *,
    at: datetime = NOON,
    address: str = HERE,
) -> Answer:
    """One question to the house."""
    asked = Asked(
        door=unit.code if unit else "99-999",
        unit_id=unit.id if unit else None,
        name=name,
        relation=relation,
        code=code,
    )
    return ask_to_be_bound(actor_of(user, at), user_id=user.id, address=address, asked=asked)


def letter_for(cast: Cast, code: str, who: str = "sun", *, at: datetime = NOON) -> tuple[CodeLetter, str]:
    """A letter for a door of the cast and its code as printed."""
    unit = cast.units[code]
    letter = issue_letters(cast.actor(who, at=at), compound_id=cast.compound.id, units=[unit.id])[0]
    return letter, in_groups(code_of(letter_keys(), letter.id))
