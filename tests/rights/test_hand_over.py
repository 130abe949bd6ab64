"""An office goes to the next holder with its open work, in one act."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from linmeng.common.errors import AgainstTheLaw, NeedsSecondFactor, NotAllowed, WrongState
from linmeng.people.models import Person, Seat
from linmeng.people.queries import hats_of
from linmeng.publishing.models import Notice
from linmeng.rights.actions import hand_over_seat
from linmeng.rights.models import SeatHandOver
from linmeng.rights.queries import SeatSearch, found_seats, open_work, seat_lines
from tests.assembly.votes import noticed_vote
from tests.cast import CAST, NOON, Cast
from tests.voices.saying import recorded, spoken

TODAY = NOON.date()


def seat_of(cast: Cast, who: str) -> Seat:
    return Seat.objects.get(person=cast.people[who])


def test_everything_open_on_the_desk_goes_along(cast: Cast) -> None:
    spoken(cast)
    noticed_vote(cast)
    old, new = seat_of(cast, "sun"), cast.people["chen"]
    before = open_work(cast.actor("sun"), old)
    assert before.total >= 2
    done = hand_over_seat(
        cast.actor("feng"), from_seat_id=old.id, to_person_id=new.id, on=TODAY, note="钥匙在抽屉里"
    )
    old.refresh_from_db()
    assert (old.valid_to, done.to_seat.valid_from, done.to_seat.role) == (TODAY, TODAY, "clerk")
    assert sum(done.moved.values()) == before.total == open_work(cast.actor("feng"), done.to_seat).total
    assert [hat.role for hat in hats_of(new.id, TODAY)] == ["clerk"]
    assert hats_of(cast.people["sun"].id, TODAY) == []
    assert recorded("seat_handed_over") == {
        "from": str(old.id),
        "to": str(done.to_seat_id),
        "on": "2026-07-05",
        "moved": done.moved,
    }
    told = Notice.objects.filter(subject="seat").values_list("person_id", flat=True)
    assert set(told) == {cast.people["sun"].id, new.id}
    assert not any("钥匙" in words for words in Notice.objects.values_list("words", flat=True))


@pytest.mark.parametrize("who", CAST)
@pytest.mark.parametrize(
    ("office", "allowed"),
    [
        ("feng", {"feng"}),
        ("sun", {"feng", "sun"}),
        ("zhao", {"sun"}),
        ("wang", {"sun"}),
        ("wu", {"sun"}),
        ("zhou", {"sun", "wu"}),
    ],
)
def test_who_hands_over_what(cast: Cast, office: str, allowed: set[str], who: str) -> None:
    seat = seat_of(cast, office)
    owner = cast.neighbours[3]  # who may sit in a committee
    try:
        hand_over_seat(cast.actor(who), from_seat_id=seat.id, to_person_id=owner.id, on=TODAY)
    except NotAllowed:
        assert who not in allowed
    else:
        assert who in allowed


def test_second_key_is_asked_for(cast: Cast) -> None:
    with pytest.raises(NeedsSecondFactor):
        hand_over_seat(
            cast.actor("feng", second_factor=False),
            from_seat_id=seat_of(cast, "sun").id,
            to_person_id=cast.people["chen"].id,
            on=TODAY,
        )


def test_vanished_holder_is_followed_without_a_word_of_theirs(cast: Cast) -> None:
    seat = seat_of(cast, "zhao")
    Person.objects.filter(pk=cast.people["zhao"].id).update(user=None)
    done = hand_over_seat(
        cast.actor("sun"), from_seat_id=seat.id, to_person_id=cast.people["chen"].id, on=TODAY
    )
    assert (done.to_seat.role, done.to_seat.building_id) == ("building_leader", seat.building_id)


def test_nothing_happens_when_the_next_holder_may_not_sit_there(cast: Cast) -> None:
    seat = seat_of(cast, "wang")
    with pytest.raises(AgainstTheLaw) as refused:  # a tenant in the owners' committee
        hand_over_seat(cast.actor("sun"), from_seat_id=seat.id, to_person_id=cast.people["chen"].id, on=TODAY)
    assert refused.value.article == "上海市住宅物业管理规定 第20条"
    seat.refresh_from_db()
    assert (seat.valid_to, SeatHandOver.objects.count()) == (None, 0)


def test_faults_are_named(cast: Cast) -> None:
    sun, seat = cast.actor("sun"), seat_of(cast, "zhao")
    tomorrow = TODAY + timedelta(days=1)
    for person, on in ((cast.people["zhao"], TODAY), (cast.people["chen"], tomorrow)):
        with pytest.raises(ValidationError):
            hand_over_seat(sun, from_seat_id=seat.id, to_person_id=person.id, on=on)
    cast.people["chen"].erased_at = NOON
    cast.people["chen"].save(update_fields=["erased_at"])
    with pytest.raises(ValidationError):
        hand_over_seat(sun, from_seat_id=seat.id, to_person_id=cast.people["chen"].id, on=TODAY)
    Seat.objects.filter(pk=seat.pk).update(valid_to=TODAY)
    with pytest.raises(WrongState):
        hand_over_seat(sun, from_seat_id=seat.id, to_person_id=cast.people["li"].id, on=TODAY)


def test_past_and_present_offices_are_found(cast: Cast) -> None:
    hand_over_seat(
        cast.actor("sun"),
        from_seat_id=seat_of(cast, "zhao").id,
        to_person_id=cast.people["chen"].id,
        on=TODAY,
    )

    def holders(**asked: str) -> set[str]:
        return {seat.person.name for seat in found_seats(SeatSearch(**asked), TODAY)}

    assert holders(role="building_leader") == {"陈小雨"}
    assert holders(role="building_leader", time="past") == {"赵桂芳"}
    assert holders(role="building_leader", time="all") == {"陈小雨", "赵桂芳"}
    assert holders(words="安居") == {"吴志强", "周师傅"}
    assert holders(words="王建") == {"王建国"}
    assert holders(words="陈小") == set()  # a volunteer's or leader's name is not found by name


def test_helpers_are_named_only_when_they_agreed(cast: Cast) -> None:
    from linmeng.people.actions import give_consent

    seats = list(found_seats(SeatSearch(), TODAY))

    def names(who: str) -> dict[str, str]:
        return {line.seat.role: line.name for line in seat_lines(cast.actor(who), seats)}

    assert names("li")["building_leader"] == "赵*"
    assert names("li")["committee_director"] == "王建国"
    assert names("sun")["building_leader"] == "赵桂芳"
    assert names("zhao")["building_leader"] == "赵桂芳"
    give_consent(cast.actor("zhao"), person_id=cast.people["zhao"].id, purpose="name_public")
    assert names("li")["building_leader"] == "赵桂芳"
