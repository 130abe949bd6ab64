"""A log-in says who it is and at which door. What cannot be confirmed from here waits for the desk.

Every answer that is not a yes is the same: a wrong name, a wrong code, a door that does not exist and a
neighbour who must bring a paper cannot be told apart from outside.
"""

import hmac
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.alliance.models import Unit
from linmeng.common.actor import Actor
from linmeng.ground.acts import action
from linmeng.people.actions.binding.linking import facts_of, tie
from linmeng.people.actions.letter_codes import LetterKeys, as_typed, code_hmac, letter_keys
from linmeng.people.actions.wrong_tries import Marks, closed_until, door_is_full, marks_of, note_wrong
from linmeng.people.models import Binding, CodeLetter, Person, User
from linmeng.people.queries.actors import person_of_user
from linmeng.people.queries.bindings import has_number, named_at, standing_binding, valid_letter
from linmeng.people.queries.doors import door_words
from linmeng.record.actions import write

BY_ITSELF = frozenset({"owner", "family", "tenant"})
"""Relations that roll or letter may confirm; heirs, companies and guardians bring their paper."""


@dataclass(frozen=True)
class Asked:
    """What somebody said of themselves. `door` as written; `unit_id` the door found, if there is one."""

    door: str
    unit_id: int | None
    name: str
    relation: str
    code: str = ""


@dataclass(frozen=True)
class Answer:
    """`accepted`, `asked` (waits for the desk, or was no door at all: the same from outside) or `closed`."""

    kind: str
    binding: Binding | None = None
    again_at: datetime | None = None


@dataclass(frozen=True)
class _Try:
    """One try at one door that exists."""

    actor: Actor
    user: User
    unit: Unit
    letter: CodeLetter | None
    asked: Asked


@action
def ask_to_be_bound(actor: Actor, *, user_id: int, address: str, asked: Asked) -> Answer:
    """Bind at once where roll or letter say so, else let it wait; wrong tries are counted and limited."""
    if not asked.name.strip() or asked.relation not in Binding.Relation.values:
        raise ValidationError(_("Please give your full name and what you are to this home."))
    user = User.objects.select_for_update().get(pk=user_id)
    keys = letter_keys()
    door = str(asked.unit_id) if asked.unit_id is not None else door_words(asked.door)
    marks = marks_of(keys, user_id=user_id, address=address, door=door)
    again_at = closed_until(marks, actor.at)
    if again_at is not None:
        return Answer("closed", again_at=again_at)
    if asked.unit_id is None:
        note_wrong(marks, actor.at)
        return Answer("asked")
    unit = Unit.objects.select_for_update().get(pk=asked.unit_id)
    one = _Try(actor, user, unit, _letter_of(keys, unit, asked.code, actor), asked)
    return _answer(one, marks)


def _letter_of(keys: LetterKeys, unit: Unit, code: str, actor: Actor) -> CodeLetter | None:
    """The door's letter if this is its code, compared in constant time."""
    letter = valid_letter(unit.id, actor.today)
    stored = letter.code_hmac if letter is not None else "0" * 64
    right = hmac.compare_digest(code_hmac(keys, as_typed(code)).encode(), stored.encode())
    return letter if right else None


def _answer(one: _Try, marks: Marks) -> Answer:
    found = _person_meant(one)
    way = Binding.Way.DESK if one.letter is None else Binding.Way.LETTER
    if found is None:
        if one.letter is None and _spare_the_desk(marks, one.actor.at):
            return Answer("asked")
        return _waiting(one, None, way)
    person, kind = found
    way = Binding.Way.ROLL if has_number(person.id, one.user.phone) else way
    known = person_of_user(one.user.id)
    if person.user_id in (None, one.user.id) and known in (None, person):
        return _accepted(one, person, kind, way)
    return _waiting(one, person, way)


def _spare_the_desk(marks: Marks, at: datetime) -> bool:
    """Count a wrong try; whether the door has had so many that the desk need not see this one."""
    full = door_is_full(marks, at)
    note_wrong(marks, at)
    return full


def _person_meant(one: _Try) -> tuple[Person, str] | None:
    """Exactly one of this name at the door, and proved by the phone on the roll or by the letter."""
    if one.asked.relation not in BY_ITSELF:
        return None
    named = named_at(one.unit.id, one.asked.name, one.actor.today)
    by_phone = [found for found in named if has_number(found[0].id, one.user.phone)]
    if len(by_phone) == 1 and one.user.phone_verified:
        return by_phone[0]
    return named[0] if one.letter is not None and len(named) == 1 else None


def _row(one: _Try, way: str) -> Binding:
    standing = standing_binding(one.unit.id, one.user.id)
    row = standing or Binding(unit=one.unit, user=one.user, made_at=one.actor.at)
    row.name_given, row.relation = one.asked.name.strip()[:60], one.asked.relation
    row.way, row.letter = way, one.letter
    return row


def _accepted(one: _Try, person: Person, kind: str, way: str) -> Answer:
    standing = standing_binding(one.unit.id, one.user.id)
    if standing is not None and standing.state != Binding.State.WAITING:
        return Answer("accepted", standing)  # asked again: nothing changes, a dispute least of all
    row = _row(one, way)
    row.relation = kind  # what the roll says, whatever was ticked
    tie(one.actor, row, person)
    write(one.actor, "binding_accepted", facts_of(row))
    return Answer("accepted", row)


def _waiting(one: _Try, person: Person | None, way: str) -> Answer:
    standing = standing_binding(one.unit.id, one.user.id)
    if standing is not None and standing.state != Binding.State.WAITING:
        return Answer("asked")
    if standing is not None and standing.way == Binding.Way.LETTER and one.letter is None:
        return Answer("asked", standing)  # what a right code has said is not unsaid by a wrong one
    row = _row(one, way)
    row.person = person
    row.save()
    write(one.actor, "binding_asked", facts_of(row))
    return Answer("asked", row)
