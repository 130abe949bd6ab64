"""Switches, quiet hours, digest; helpers; the way out of e-mails."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError

from linmeng.common.errors import NotAllowed, WrongState
from linmeng.people.models import ContactWay, Person
from linmeng.publishing import actions
from linmeng.publishing.actions import Chosen
from linmeng.publishing.models import Notice, Preference
from linmeng.publishing.queries.message_words import stop_token
from linmeng.publishing.queries.preferences import grid_of, reach_of
from linmeng.record.models import Entry
from tests.cast import CAST, NOON, Cast
from tests.notices.telling import only, prefer, tell, ways

ALL_SMS = {f"{topic}.sms": True for topic in ("words", "votes", "works", "board", "shared")}


def choose(cast: Cast, who: str = "chen", *, by: str = "", **changes: Any) -> Preference:
    chosen = Chosen(**({"switches": ALL_SMS} | changes))
    return actions.set_preferences(cast.actor(by or who), person_id=cast.people[who].id, chosen=chosen)


def on(cast: Cast, who: str = "chen") -> set[str]:
    reach = reach_of(cast.people[who].id, NOON.date())
    return {switch.name for row in grid_of(reach) for switch in row.switches if switch.on}


def without_log_in(person: Person) -> Person:
    Person.objects.filter(id=person.id).update(user=None)
    return person


def test_whoever_never_chose_has_the_preferred_way_everywhere(cast: Cast) -> None:
    assert on(cast) == set(ALL_SMS)


def test_leaving_everything_as_it_was_keeps_no_switch(cast: Cast) -> None:
    assert choose(cast).switches == {}


def test_what_was_switched_off_and_on_is_kept(cast: Cast) -> None:
    preference = choose(cast, switches=ALL_SMS | {"board.sms": False, "words.slip": True})
    assert preference.switches == {"board.sms": False, "words.slip": True}
    assert on(cast) == set(ALL_SMS) - {"board.sms"} | {"words.slip"}


def test_another_preferred_way_moves_the_switches_with_it(cast: Cast) -> None:
    choose(cast, preferred="paper", large_print=True)
    assert on(cast) == {name.replace("sms", "slip") for name in ALL_SMS}
    chen = Person.objects.get(id=cast.people["chen"].id)
    assert (chen.large_print, chen.contact_ways.get(preferred=True).kind) == (True, "paper")


def test_a_way_without_number_cannot_be_preferred(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        choose(cast, preferred="landline")


@pytest.mark.parametrize("changes", [{"digest": "hourly"}, {"quiet_from": 24}, {"quiet_to": -1}])
def test_what_no_page_offers_is_refused(cast: Cast, changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        choose(cast, **changes)


def test_what_waits_is_called_off_but_for_the_law_and_security(cast: Cast) -> None:
    own, law, security = (
        tell(cast, "chen", **changes)[0] for changes in ({}, {"statutory": True}, {"subject": "binding"})
    )
    choose(cast, switches={})
    assert [ways(notice)[1] for notice in (own, law, security)] == [
        ("sms", "called_off"),
        ("sms", "waiting"),
        ("sms", "waiting"),
    ]


@pytest.mark.parametrize("by", CAST)
def test_preferences_are_set_by_oneself_or_a_helper_of_the_door(cast: Cast, by: str) -> None:
    without_log_in(cast.people["li"])
    if by in {"li", "wang", "he", "zhao", "sun"}:
        helped = choose(cast, "li", by=by).helped_by_seat
        assert bool(helped) is (by != "li")
        return
    with pytest.raises(NotAllowed):
        choose(cast, "li", by=by)


def test_help_is_recorded_and_told(cast: Cast) -> None:
    without_log_in(cast.people["li"])
    choose(cast, "li", by="zhao", switches={})
    entry = Entry.objects.filter(kind="preferences_set").get()
    assert '"helped":true' in entry.text.replace(" ", "")
    notice = Notice.objects.get(person=cast.people["li"])
    assert (notice.topic, ways(notice)) == ("account", [("site", "sent"), ("sms", "waiting")])


def test_whoever_has_a_log_in_is_not_helped(cast: Cast) -> None:
    with pytest.raises(WrongState):
        choose(cast, "li", by="zhao")


def test_the_link_in_an_e_mail_stops_one_topic(cast: Cast) -> None:
    prefer(cast.people["wang"], "email", "w@example.com")
    [notice] = tell(cast, "wang")
    token = stop_token(cast.people["wang"].id, "words")
    assert actions.stop_mails(cast.actor("stranger"), token=token) == "words"
    assert ways(notice) == [("email", "called_off"), ("site", "sent")]
    assert "words.email" not in on(cast, "wang") and "votes.email" in on(cast, "wang")


def test_a_made_up_link_stops_nothing(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        actions.stop_mails(cast.actor("stranger"), token=stop_token(1, "words"))
    with pytest.raises(ValidationError):
        actions.stop_mails(cast.actor("stranger"), token="words")


def test_an_address_is_kept_once_its_letter_was_answered(cast: Cast, home: Path) -> None:
    actions.ask_mail_address(cast.actor("li"), mail_address="li@example.com", site="http://x")
    kept = ContactWay.objects.filter(kind="email")
    assert not kept.exists()
    token = mail.outbox[0].body.split("/reach/mail/")[1].split("/")[0]
    actions.confirm_mail_address(cast.actor("stranger"), token=token)
    assert kept.values_list("person_id", "value", "preferred").get() == (
        cast.people["li"].id,
        "li@example.com",
        False,
    )


def test_a_changed_link_keeps_no_address(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        actions.confirm_mail_address(cast.actor("li"), token="x")


def test_a_digest_waits_for_its_hour(cast: Cast) -> None:
    choose(cast, digest="daily")
    tell(cast, "chen")
    assert only("sms").send_after == NOON.replace(hour=9) + timedelta(days=1)
