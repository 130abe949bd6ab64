"""Each verb × each of the cast × each state of a vote."""

from collections.abc import Callable
from datetime import datetime

import pytest

from linmeng.assembly import actions
from linmeng.assembly.models import BallotPaper, Vote
from linmeng.common.errors import NeedsSecondFactor, NotAllowed, WrongState
from tests.assembly.votes import CLOSES_ON, OPENS_ON, STATES, drafted_vote, entry_of, moment, vote_in
from tests.cast import CAST, NOON, Cast
from tests.outcomes import became

Verb = Callable[[Cast, str, Vote, datetime, bool], object]


def _enter(cast: Cast, who: str, vote: Vote, at: datetime, key: bool) -> object:
    paper = BallotPaper.objects.get(vote=vote, sheet__number=9)
    return actions.enter_paper(
        cast.actor(who, at=at, second_factor=key),
        vote_id=vote.id,
        token_or_number="9",
        choices={1: "yes"},
        signed_by=paper.entry.owners[0],
    )


VERBS: dict[str, Verb] = {
    "edit": lambda c, who, v, at, key: actions.edit_vote(
        c.actor(who, at=at, second_factor=key), vote_id=v.id, title="新名", summary="", questions=["是否同意"]
    ),
    "give_notice": lambda c, who, v, at, key: actions.give_notice(
        c.actor(who, at=at, second_factor=key), vote_id=v.id, opens_on=OPENS_ON, closes_on=CLOSES_ON
    ),
    "cancel": lambda c, who, v, at, key: actions.cancel_vote(
        c.actor(who, at=at, second_factor=key), vote_id=v.id, reason="题目写错了"
    ),
    "print_papers": lambda c, who, v, at, key: actions.print_papers(
        c.actor(who, at=at, second_factor=key), vote_id=v.id
    ),
    "record_delivery": lambda c, who, v, at, key: actions.record_delivery(
        c.actor(who, at=at, second_factor=key), entry_ids=[entry_of(v, "3-101").id], way="hand"
    ),
    "cast": lambda c, who, v, at, key: actions.cast_web_ballot(
        c.actor(who, at=at, second_factor=key),
        vote_id=v.id,
        entry_id=entry_of(v, "3-101").id,
        choices={1: "yes"},
        key="k",
    ),
    "enter_paper": _enter,
    "close": lambda c, who, v, at, key: actions.close_vote(
        c.actor(who, at=at, second_factor=key), vote_id=v.id
    ),
    "count": lambda c, who, v, at, key: actions.count_vote(
        c.actor(who, at=at, second_factor=key), vote_id=v.id
    ),
    "publish": lambda c, who, v, at, key: actions.publish_result(
        c.actor(who, at=at, second_factor=key), vote_id=v.id
    ),
    "recount": lambda c, who, v, at, key: actions.recount(
        c.actor(who, at=at, second_factor=key), vote_id=v.id, reason="业主要求复核"
    ),
}
COMMITTEE, OFFICE = {"wang", "he"}, {"wang", "he", "sun"}
MAY = {
    "edit": COMMITTEE,
    "give_notice": COMMITTEE,
    "cancel": COMMITTEE,
    "print_papers": OFFICE,
    "record_delivery": OFFICE | {"zhao"},
    "cast": {"li"},
    "enter_paper": OFFICE,
    "close": OFFICE,
    "count": OFFICE,
    "publish": OFFICE,
    "recount": OFFICE,
}
WHEN = {
    "edit": {"draft"},
    "give_notice": {"draft"},
    "cancel": {"draft", "noticed", "open", "over", "closed"},
    "print_papers": {"noticed", "open"},
    "record_delivery": {"noticed", "open"},
    "cast": {"open"},
    "enter_paper": {"open", "over", "closed"},
    "close": {"over"},
    "count": {"closed"},
    "publish": {"counted"},
    "recount": {"counted", "published"},
}
NEEDS_ROLL = {"record_delivery", "cast", "enter_paper"}
NEEDS_KEY = {"give_notice", "print_papers", "enter_paper", "count", "publish", "recount"}


def prepared(cast: Cast, state: str) -> Vote:
    vote = vote_in(cast, state)
    if state != "draft" and state != "cancelled":
        Vote.objects.filter(id=vote.id).update(state="noticed")
        actions.print_papers(cast.actor("sun", at=NOON), vote_id=vote.id)
        Vote.objects.filter(id=vote.id).update(state=vote.state)
    return vote


@pytest.mark.parametrize("state", STATES)
def test_each_verb_for_each_of_the_cast_in_each_state(cast: Cast, state: str) -> None:
    vote, at = prepared(cast, state), moment(state)
    for verb, act in VERBS.items():
        if verb in NEEDS_ROLL and state in ("draft", "cancelled"):
            continue  # without roll or papers there is no door, no home and no sheet to name
        found = {who: became(lambda act=act, who=who: act(cast, who, vote, at, True)) for who in CAST}
        lawful = "done" if state in WHEN[verb] else "WrongState"
        assert found == {who: lawful if who in MAY[verb] else "NotAllowed" for who in CAST}, verb


@pytest.mark.parametrize("verb", sorted(NEEDS_KEY))
def test_second_factor_is_asked_for(cast: Cast, verb: str) -> None:
    state = sorted(WHEN[verb])[0]
    vote = prepared(cast, state)
    assert became(lambda: VERBS[verb](cast, "wang", vote, moment(state), False)) == "NeedsSecondFactor"


def test_second_factor_is_asked_of_nobody_who_may_not(cast: Cast) -> None:
    vote = vote_in(cast, "draft")
    with pytest.raises(NotAllowed) as refusal:
        VERBS["give_notice"](cast, "sun", vote, NOON, False)
    assert not isinstance(refusal.value, NeedsSecondFactor)


@pytest.mark.parametrize("who", CAST)
def test_prepare_is_the_owners_committees(cast: Cast, who: str) -> None:
    vote = drafted_vote(cast)
    actions.cancel_vote(cast.actor("wang"), vote_id=vote.id, reason="重新拟题")

    def prepare() -> object:
        return actions.prepare_vote(
            cast.actor(who), project_id=vote.project_id, title="外墙", summary="", questions=["是否同意"]
        )

    assert became(prepare) == ("done" if who in COMMITTEE else "NotAllowed")


def test_prepare_refuses_a_second_vote_on_a_project(cast: Cast) -> None:
    vote = drafted_vote(cast)
    with pytest.raises(WrongState):
        actions.prepare_vote(
            cast.actor("wang"), project_id=vote.project_id, title="外墙", summary="", questions=["是否同意"]
        )


def test_leader_ticks_no_doors_of_another_building(cast: Cast) -> None:
    from linmeng.alliance.models import Building, Entrance, Unit
    from linmeng.people.models import Ownership
    from tests.cast import SINCE

    other = Building.objects.create(compound=cast.compound, code="5", name="5号楼")
    entrance = Entrance.objects.create(building=other, code="5", name="5号")
    unit = Unit.objects.create(
        compound=cast.compound,
        building=other,
        entrance=entrance,
        code="5-101",
        room="101",
        area_dm2=5_000,
        valid_from=SINCE,
    )
    Ownership.objects.create(unit=unit, person=cast.people["li"], valid_from=SINCE)
    vote = vote_in(cast, "noticed")
    with pytest.raises(NotAllowed):
        actions.record_delivery(cast.actor("zhao"), entry_ids=[entry_of(vote, "5-101").id], way="hand")
