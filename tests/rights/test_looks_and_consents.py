"""Looks leave a trace for the person looked at; a consent stands only after a yes, and goes with a no."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from linmeng.common.errors import NotAllowed, WrongState
from linmeng.people.actions import give_consent, note_look, withdraw_consent
from linmeng.people.bridge import all_purposes, consents_asked, words_hash
from linmeng.people.models import Consent, Look, Qualification
from linmeng.people.queries import consents_of, has_consent, looks_at, who_agreed
from linmeng.rights.actions import withdraw
from linmeng.voices.models import Voice
from tests.cast import NOON, Cast
from tests.voices.saying import recorded, spoken


def ids(cast: Cast, *names: str) -> list[int]:
    return [cast.people[name].id for name in names]


def test_look_names_the_seat_and_never_oneself(cast: Cast) -> None:
    noted = note_look(cast.actor("sun"), person_ids=ids(cast, "li", "wang", "sun"), what="roll", path="/x/")
    assert noted == 2
    look = looks_at(cast.people["li"].id).get()
    assert (look.viewer_seat, look.what, look.path, look.looked_at) == (
        cast.actor("sun").seat_title,
        "roll",
        "/x/",
        NOON,
    )
    assert not looks_at(cast.people["sun"].id).exists()


@pytest.mark.parametrize("who", ["li", "chen", "qian", "stranger"])
def test_neighbours_and_strangers_leave_no_look(cast: Cast, who: str) -> None:
    assert note_look(cast.actor(who), person_ids=ids(cast, "wang"), what="roll") == 0


def test_same_look_within_the_hour_is_one(cast: Cast) -> None:
    for minutes, noted in ((0, 1), (59, 0), (61, 1)):
        at = NOON + timedelta(minutes=minutes)
        assert note_look(cast.actor("sun", at=at), person_ids=ids(cast, "li"), what="voice") == noted
    assert note_look(cast.actor("sun"), person_ids=ids(cast, "li"), what="contact") == 1
    assert note_look(cast.actor("wang"), person_ids=ids(cast, "li"), what="voice") == 1


def test_look_cannot_be_changed_and_not_forgotten_before_its_time(cast: Cast) -> None:
    note_look(cast.actor("sun"), person_ids=ids(cast, "li"), what="roll")
    for change in (
        lambda: Look.objects.update(what="x"),
        lambda: Look.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    assert Look.objects.count() == 1


def test_nothing_is_agreed_to_without_a_yes(cast: Cast) -> None:
    assert not any(has_consent(cast.people["li"].id, one.code) for one in all_purposes())


def test_yes_stands_with_the_words_of_the_day_and_goes_with_a_no(cast: Cast) -> None:
    li, person = cast.actor("li"), cast.people["li"].id
    consent = give_consent(li, person_id=person, purpose="name_public")
    asked = next(one for one in consents_asked() if one.code == "name_public")
    assert (consent.words_sha256, consent.way, consent.given_at) == (words_hash(asked), "web", NOON)
    assert recorded("consent_given")["purpose"] == "name_public"
    assert who_agreed(ids(cast, "li", "wang"), "name_public") == {person}
    with pytest.raises(WrongState):
        give_consent(li, person_id=person, purpose="name_public")
    assert withdraw_consent(li, person_id=person, purpose="name_public") == 1
    assert recorded("consent_withdrawn") == {"person": str(person), "purpose": "name_public", "things": 1}
    assert not has_consent(person, "name_public")
    assert [one.purpose for one in consents_of(person).before] == ["name_public"]
    give_consent(li, person_id=person, purpose="name_public")
    assert Consent.objects.filter(person_id=person).count() == 2


@pytest.mark.parametrize("purpose", ["roll", "votes", "words_public", "talent", "nothing"])
def test_only_what_is_asked_here_can_be_agreed_to(cast: Cast, purpose: str) -> None:
    with pytest.raises(ValidationError):
        give_consent(cast.actor("li"), person_id=cast.people["li"].id, purpose=purpose)


@pytest.mark.parametrize("who", ["wang", "he", "wu", "zhou", "zhao", "feng", "chen", "qian", "stranger"])
def test_nobody_but_the_clerk_agrees_for_another(cast: Cast, who: str) -> None:
    li = cast.people["li"].id
    for way in ("web", "paper", "desk"):
        with pytest.raises(NotAllowed):
            give_consent(cast.actor(who), person_id=li, purpose="name_public", way=way)
    with pytest.raises(NotAllowed):
        withdraw_consent(cast.actor(who), person_id=li, purpose="name_public")


def test_clerk_enters_what_was_signed_on_paper_but_clicks_for_nobody(cast: Cast) -> None:
    li, sun = cast.people["li"].id, cast.actor("sun")
    with pytest.raises(ValidationError):
        give_consent(sun, person_id=li, purpose="name_public")
    assert give_consent(sun, person_id=li, purpose="name_public", way="paper").way == "paper"
    assert withdraw_consent(sun, person_id=li, purpose="name_public") == 1


def test_taking_back_talent_hides_every_skill(cast: Cast) -> None:
    li = cast.people["li"]
    skill = Qualification.objects.create(person=li, title="修水管", reach="alliance", consented_at=NOON)
    assert withdraw(cast.actor("li"), person_id=li.id, purpose="talent") == 1
    skill.refresh_from_db()
    assert (skill.withdrawn_at, skill.reach) == (NOON, "compound")


def test_taking_back_public_words_hides_every_word(cast: Cast) -> None:
    voice = spoken(cast, words_public=True)
    other = spoken(cast, "chen", words_public=True)
    assert withdraw(cast.actor("li"), person_id=cast.people["li"].id, purpose="words_public") == 1
    assert [Voice.objects.get(pk=one.pk).words_public for one in (voice, other)] == [False, True]
