"""Two lines of the roll are one human: joined at the desk, never while a vote's roll names the line that goes."""

import json

import pytest
from django.core.exceptions import ValidationError

from linmeng.common.errors import NotAllowed, WrongState
from linmeng.people.models import ContactWay, Ownership, Person, Residence
from linmeng.record.models import Entry
from linmeng.rights.actions.join_persons import join_persons
from tests.assembly.votes import noticed_vote
from tests.binding.asking import ask, log_in
from tests.cast import CAST, SINCE, Cast


def second_line(cast: Cast) -> Person:
    """Li owns 3-103 under another line of the roll, with another number."""
    line = Person.objects.create(name="李秋生")
    Ownership.objects.filter(unit=cast.units["3-103"]).update(person=line)
    Residence.objects.filter(unit=cast.units["3-103"]).update(person=line)
    ContactWay.objects.create(person=line, kind="sms", value="13900009999", preferred=True)
    return line


def test_joined_lines_are_one_person_and_the_record_can_undo_it(cast: Cast) -> None:
    li, gone = cast.people["li"], second_line(cast)
    owned = Ownership.objects.get(person=gone).id
    join_persons(cast.actor("sun"), kept_id=li.id, gone_id=gone.id)
    gone.refresh_from_db()
    assert (gone.joined_into_id, gone.user_id) == (li.id, None)
    assert cast.actor("li").units == {cast.units["3-101"].id, cast.units["3-103"].id}
    preferred = ContactWay.objects.filter(person=li, preferred=True).values_list("value", flat=True)
    assert list(preferred) == ["13800000000"] and ContactWay.objects.filter(person=li).count() == 2
    facts = json.loads(Entry.objects.get(kind="persons_joined").text)["facts"]
    assert (facts["kept"], facts["gone"], facts["ownerships"]) == (str(li.id), str(gone.id), [str(owned)])


def test_log_in_with_a_line_of_its_own_waits_for_the_desk_to_join(cast: Cast) -> None:
    gone = second_line(cast)
    Person.objects.filter(pk=cast.people["li"].pk).update(user=None)
    user = log_in("13900009999")
    Person.objects.filter(pk=cast.people["li"].pk).update(user=user)
    answer = ask(user, cast.units["3-103"], "李秋生")
    assert answer.kind == "asked" and answer.binding is not None
    assert (answer.binding.state, answer.binding.person_id) == ("waiting", gone.id)


@pytest.mark.parametrize("who", [name for name in CAST if name != "sun"])
def test_only_the_desk_joins(cast: Cast, who: str) -> None:
    gone = second_line(cast)
    with pytest.raises(NotAllowed):
        join_persons(cast.actor(who), kept_id=cast.people["li"].id, gone_id=gone.id)


def test_what_is_not_the_same_human_is_not_joined(cast: Cast) -> None:
    li, gone = cast.people["li"], second_line(cast)
    with pytest.raises(ValidationError):
        join_persons(cast.actor("sun"), kept_id=li.id, gone_id=li.id)
    with pytest.raises(ValidationError):
        join_persons(cast.actor("sun"), kept_id=li.id, gone_id=cast.neighbours[1].id)
    Ownership.objects.create(unit=cast.units["3-101"], person=gone, valid_from=SINCE)
    with pytest.raises(WrongState):
        join_persons(cast.actor("sun"), kept_id=li.id, gone_id=gone.id)


def test_two_log_ins_are_not_joined(cast: Cast) -> None:
    gone = second_line(cast)
    Person.objects.filter(pk=gone.pk).update(user=log_in("13900009999"))
    with pytest.raises(WrongState):
        join_persons(cast.actor("sun"), kept_id=cast.people["li"].id, gone_id=gone.id)


def test_line_named_by_a_running_vote_stays(cast: Cast) -> None:
    gone = second_line(cast)
    noticed_vote(cast)
    with pytest.raises(WrongState):
        join_persons(cast.actor("sun"), kept_id=cast.people["li"].id, gone_id=gone.id)
