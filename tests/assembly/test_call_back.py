"""The call-back: announced before the count, drawn by the seal of its day, asked; "not me" opens a case."""

from datetime import datetime
from hashlib import sha256

import pytest
from django.core.exceptions import ValidationError

from linmeng.assembly import actions
from linmeng.assembly.models import BallotDispute, CallBack, CallBackRound, Vote
from linmeng.assembly.queries.call_back import call_back_summary, calls_of, homes_with_a_ballot, seed_of
from linmeng.common.errors import NeedsSecondFactor, NotAllowed, WrongState
from linmeng.publishing.models import Publication
from linmeng.record.actions.seal import seal_day
from tests.assembly.trust import acting_for, auditor, cast_as, later
from tests.assembly.votes import AFTER, WHILE_OPEN, cast_for, close_and, noticed_vote
from tests.cast import Cast

HOMES = ("3-101", "3-102", "3-201", "3-202", "3-203", "3-301")
NEXT_DAY = later(AFTER, days=1, hours=9)


def announced_vote(cast: Cast, homes: int = 3) -> Vote:
    vote = noticed_vote(cast)
    for unit in HOMES:
        cast_for(cast, vote, unit)
    actions.announce_call_back(cast.actor("sun", at=WHILE_OPEN), vote_id=vote.id, homes=homes)
    return vote


def sealed(cast: Cast, at: datetime = NEXT_DAY) -> str:
    return seal_day(cast.alliance.slug, AFTER.date(), at=at).last_hash


def drawn_vote(cast: Cast, homes: int = 3) -> tuple[Vote, CallBackRound]:
    vote = announced_vote(cast, homes)
    close_and(cast, vote, "counted")
    sealed(cast)
    return vote, actions.draw_call_back(auditor(cast, NEXT_DAY), vote_id=vote.id)


def test_rule_is_published_before_the_count(cast: Cast) -> None:
    vote = announced_vote(cast)
    publication = Publication.objects.get(subject="call_back", subject_id=vote.id)
    assert '"homes":3' in publication.facts
    with pytest.raises(WrongState):
        actions.announce_call_back(cast.actor("wang", at=WHILE_OPEN), vote_id=vote.id, homes=5)


def test_after_the_count_no_rule_can_be_chosen(cast: Cast) -> None:
    vote = noticed_vote(cast)
    close_and(cast, vote, "counted")
    with pytest.raises(WrongState):
        actions.announce_call_back(cast.actor("sun", at=AFTER), vote_id=vote.id, homes=5)
    with pytest.raises(WrongState):
        actions.draw_call_back(cast.actor("sun", at=NEXT_DAY), vote_id=vote.id)


def test_draw_waits_for_the_count_and_for_the_seal_of_that_day(cast: Cast) -> None:
    vote = announced_vote(cast)
    with pytest.raises(WrongState):
        actions.draw_call_back(cast.actor("sun", at=WHILE_OPEN), vote_id=vote.id)
    close_and(cast, vote, "counted")
    assert seed_of(vote) == ""
    with pytest.raises(WrongState):
        actions.draw_call_back(cast.actor("sun", at=AFTER), vote_id=vote.id)
    sealed(cast)
    drawn = actions.draw_call_back(cast.actor("sun", at=NEXT_DAY), vote_id=vote.id)
    assert (drawn.size, drawn.seed) == (3, seed_of(vote))
    with pytest.raises(WrongState):
        actions.draw_call_back(cast.actor("sun", at=NEXT_DAY), vote_id=vote.id)


def test_anybody_with_seed_and_register_draws_the_same_homes(cast: Cast) -> None:
    vote, drawn = drawn_vote(cast)
    assert homes_with_a_ballot(vote) == sorted(HOMES)
    by_hand = sorted(HOMES, key=lambda home: sha256(f"{drawn.seed}\n{home}".encode()).hexdigest())[:3]
    assert {call.receipt.entry.unit_code for call in calls_of(drawn)} == set(by_hand)


def test_small_vote_is_called_back_whole(cast: Cast) -> None:
    _vote, drawn = drawn_vote(cast, homes=50)
    assert (drawn.size, drawn.calls.count()) == (6, 6)


def test_denied_opens_a_case_and_the_summary_has_numbers_only(cast: Cast) -> None:
    vote, drawn = drawn_vote(cast)
    first, second, third = calls_of(drawn)
    ringer = auditor(cast, NEXT_DAY)
    actions.record_call(ringer, call_id=first.id, result="denied", note="从没见过这张票")
    actions.record_call(ringer, call_id=second.id, result="confirmed")
    actions.record_call(ringer, call_id=third.id, result="not_reached")
    case = BallotDispute.objects.get()
    assert (case.receipt_id, case.state) == (first.receipt_id, "open")
    assert case.said_by == str(cast.people["chen"].id)
    summary = call_back_summary(vote)
    assert summary is not None
    assert (summary.homes, summary.confirmed, summary.denied, summary.not_reached, summary.waiting) == (
        3,
        1,
        1,
        1,
        0,
    )


def test_what_was_said_stands_and_who_was_not_reached_is_asked_again(cast: Cast) -> None:
    _vote, drawn = drawn_vote(cast)
    first, second, _third = calls_of(drawn)
    ringer = auditor(cast, NEXT_DAY)
    actions.record_call(ringer, call_id=first.id, result="confirmed")
    with pytest.raises(WrongState):
        actions.record_call(ringer, call_id=first.id, result="denied")
    actions.record_call(ringer, call_id=second.id, result="not_reached")
    assert actions.record_call(ringer, call_id=second.id, result="confirmed").result == "confirmed"
    with pytest.raises(ValidationError):
        actions.record_call(ringer, call_id=_third.id, result="waiting")


def test_who_may_not_ring(cast: Cast) -> None:
    _vote, drawn = drawn_vote(cast)
    call = calls_of(drawn)[0]
    for who in ("wang", "he", "wu", "zhao", "feng", "li", "qian", "stranger"):
        with pytest.raises(NotAllowed):
            actions.record_call(cast.actor(who, at=NEXT_DAY), call_id=call.id, result="confirmed")
    assert CallBack.objects.filter(result="waiting").count() == 3


def test_who_may_not_announce(cast: Cast) -> None:
    vote = noticed_vote(cast)
    for who in ("chen", "wu", "zhao", "feng", "li", "qian", "stranger"):
        with pytest.raises(NotAllowed):
            actions.announce_call_back(cast.actor(who, at=WHILE_OPEN), vote_id=vote.id, homes=3)


def test_announcing_and_ringing_ask_for_a_code(cast: Cast) -> None:
    vote = noticed_vote(cast)
    with pytest.raises(NeedsSecondFactor):
        actions.announce_call_back(
            cast.actor("sun", at=WHILE_OPEN, second_factor=False), vote_id=vote.id, homes=3
        )
    with pytest.raises(ValidationError):
        actions.announce_call_back(cast.actor("sun", at=WHILE_OPEN), vote_id=vote.id, homes=0)


def test_guardian_is_rung_and_not_the_ward(cast: Cast) -> None:
    from linmeng.pages.assembly.call_list import call_list

    principal = acting_for(cast, "chen", "3-203", "guardian")
    vote = noticed_vote(cast)
    cast_as(cast, "chen", vote, "3-203", for_owner=str(principal.id))
    actions.announce_call_back(cast.actor("sun", at=WHILE_OPEN), vote_id=vote.id, homes=1)
    close_and(cast, vote, "counted")
    sealed(cast)
    drawn = actions.draw_call_back(cast.actor("sun", at=NEXT_DAY), vote_id=vote.id)
    rung = call_list(calls_of(drawn))
    assert [(one.name, one.phones) for one in rung] == [("陈小雨", ("13800000003",))]
