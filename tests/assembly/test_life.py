"""The life of a vote: found from what is to be done, frozen, extended, resting, linked, archived."""

import json
from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from linmeng.alliance.models import CommitteeTerm, RulesOfProcedure
from linmeng.assembly import actions
from linmeng.assembly.bridge.policies import policies_of
from linmeng.assembly.models import Count, Vote, VoteDecision
from linmeng.assembly.queries import problems_before_count
from linmeng.assembly.queries.linked import joint_outcome
from linmeng.assembly.queries.policies import rules_changed_since_notice
from linmeng.assembly.queries.vote_search import VoteSearch, find_votes
from linmeng.assembly.states import phase
from linmeng.common.clock import SHANGHAI
from linmeng.common.errors import AgainstTheLaw, NotAllowed, WrongState
from linmeng.projects.actions import check_legality
from linmeng.projects.queries import deed_of, deeds, find
from linmeng.publishing.models import Notice, Publication
from linmeng.record.models import Entry
from linmeng_core.conduct.ballots import policy_fingerprint
from tests.assembly.votes import (
    AFTER,
    ALL_YES,
    CLOSES_ON,
    OPENS_ON,
    WHILE_OPEN,
    cast_for,
    close_and,
    legal_project,
    linked_drafts,
    noticed_vote,
    owner_of,
    started_project,
    vote_in,
)
from tests.cast import CAST, NOON, Cast

TODAY = date(2026, 7, 5)
LATER = datetime(2026, 7, 27, 9, 0, tzinfo=SHANGHAI)
CALLS = {"wang", "he"}


def drafted(cast: Cast, deed: str, place: str = "compound", who: str = "wang") -> Vote:
    return actions.prepare_for_deed(
        cast.actor(who), compound_id=cast.compound.id, deed=deed, place=place,
        title="一件事", summary="", questions=["是否同意"],
    )  # fmt: skip


def building_of(cast: Cast) -> str:
    return f"building:{cast.units['3-101'].building_id}"


def test_deed_tells_matter_article_share_and_whose_vote(cast: Cast) -> None:
    found = {}
    for deed in deeds():
        place = building_of(cast)
        one = find(cast.compound, deed, place, TODAY)
        found[deed.key] = (one.matter.article.removeprefix("民法典 "), one.matter.approval, one.scope)
    assert found == {
        "repair": ("278(1)(5)", ">1/2", "building"),
        "refill": ("278(1)(6)", ">=3/4", "building"),
        "alter": ("278(1)(7)", ">=3/4", "building"),
        "lift": ("278(1)(7)", ">=3/4", "building"),
        "lift_on_common_ground": ("278(1)(7)", ">=3/4", "building"),
        "other_use": ("278(1)(8)", ">=3/4", "building"),
        "company": ("278(1)(4)", ">1/2", "compound"),
        "fees": ("278(1)(9)", ">1/2", "compound"),
        "rules": ("278(1)(1)", ">1/2", "compound"),
        "covenant": ("278(1)(2)", ">1/2", "compound"),
        "income": ("278(1)(9)", ">1/2", "compound"),
        "other": ("278(1)(9)", ">1/2", "building"),
    }


def test_where_the_law_lets_no_part_decide_the_whole_compound_does(cast: Cast) -> None:
    cast.compound.place = "cn"
    found = find(cast.compound, deed_of("repair"), building_of(cast), TODAY)
    assert (found.scope, found.scope_article) == ("compound", "物业管理条例 9")


@pytest.mark.parametrize("place", ["compound", "building:1", "entrance:x", "roof"])
def test_lift_without_a_building_of_the_compound_is_refused(cast: Cast, place: str) -> None:
    with pytest.raises(ValidationError):
        find(cast.compound, deed_of("lift"), place, TODAY)


@pytest.mark.parametrize("who", CAST)
def test_vote_without_a_project_is_the_owners_committees(cast: Cast, who: str) -> None:
    if who in CALLS:
        assert drafted(cast, "rules", who=who).matter_class == "set_rules"
        return
    with pytest.raises(NotAllowed):
        drafted(cast, "rules", who=who)


def test_residents_committee_calls_where_there_is_no_committee(cast: Cast) -> None:
    CommitteeTerm.objects.update(state="vacant")
    vote = drafted(cast, "company", who="sun")
    noticed = actions.give_notice(cast.actor("sun"), vote_id=vote.id, opens_on=OPENS_ON, closes_on=CLOSES_ON)
    assert noticed.state == "noticed"
    with pytest.raises(NotAllowed):
        drafted(cast, "company", who="zhao")


def test_residents_committee_puts_a_lawful_project_to_the_vote_where_there_is_no_committee(
    cast: Cast,
) -> None:
    project = legal_project(cast)
    CommitteeTerm.objects.update(state="vacant")
    sun = cast.actor("sun")
    vote = actions.prepare_vote(
        sun, project_id=project.id, title="外墙", summary="", questions=["是否同意修外墙"]
    )
    actions.give_notice(sun, vote_id=vote.id, opens_on=OPENS_ON, closes_on=CLOSES_ON)
    project.refresh_from_db()
    assert project.state == "voting"


def test_residents_committee_prepares_elections_beside_a_committee(cast: Cast) -> None:
    vote = actions.prepare_free_vote(
        cast.actor("sun"), compound_id=cast.compound.id, matter_class="elect_committee",
        title="选举", summary="", questions=["选举业委会委员"],
    )  # fmt: skip
    assert (vote.state, vote.scope, vote.project_id) == ("draft", "compound", None)


def test_notice_freezes_policies_with_a_published_fingerprint(cast: Cast) -> None:
    RulesOfProcedure.objects.update(owner_at="notice", proxy_limit=3, web_ballots=False)
    vote = noticed_vote(cast)
    frozen = {
        "silence": "off", "unclear": "abstain", "repeat": "first", "owner_at": "notice",
        "proxy_limit": "3", "ways": "phone_prepares_paper",
    }  # fmt: skip
    facts = json.loads(Publication.objects.get(subject="vote_notice").facts)
    assert policies_of(vote) == facts["policies"] == frozen
    assert vote.policy_sha256 == facts["policy_sha256"] == policy_fingerprint(frozen)


def test_rules_adopted_later_do_not_touch_a_running_vote(cast: Cast) -> None:
    vote = noticed_vote(cast)
    RulesOfProcedure.objects.update(silence_clause=True, repeat="last")
    vote.refresh_from_db()
    assert (vote.silence, vote.repeat) == ("off", "first")
    assert rules_changed_since_notice(vote, TODAY) == ("repeat", "silence")
    assert problems_before_count(vote) == []


def test_policy_changed_after_notice_is_refused_at_the_count(cast: Cast) -> None:
    vote = vote_in(cast, "closed")
    Vote.objects.update(silence="follow_majority")
    with pytest.raises(WrongState, match="silence"):
        actions.count_vote(cast.actor("wang", at=AFTER), vote_id=vote.id)


def test_extension_only_to_a_later_day_and_only_before_the_end(cast: Cast) -> None:
    vote = noticed_vote(cast)
    wang = cast.actor("wang", at=WHILE_OPEN)
    with pytest.raises(ValidationError):
        actions.extend_vote(wang, vote_id=vote.id, closes_on=CLOSES_ON, reason="还差几户")
    with pytest.raises(ValidationError):
        actions.extend_vote(wang, vote_id=vote.id, closes_on=date(2027, 7, 31), reason="还差几户")
    decision = actions.extend_vote(wang, vote_id=vote.id, closes_on=date(2026, 8, 10), reason="还差几户")
    vote.refresh_from_db()
    assert (decision.kind, decision.reason, vote.last_day) == ("extend", "还差几户", date(2026, 8, 10))
    assert vote.closes_at.isoformat() == "2026-07-31T16:00:00+00:00"
    assert phase(vote, AFTER) == "open"
    facts = json.loads(Publication.objects.get(subject="vote_decision").facts)
    assert (facts["closes_on"], facts["paragraphs"][1]) == ("2026-08-10", "原因：还差几户")
    told = Notice.objects.filter(subject="vote", created_at=WHILE_OPEN, statutory=True)
    assert told.count() == 9
    with pytest.raises(WrongState):
        late = cast.actor("wang", at=datetime(2026, 8, 11, 9, 0, tzinfo=SHANGHAI))
        actions.extend_vote(late, vote_id=vote.id, closes_on=date(2026, 8, 20), reason="还差几户")


def test_while_suspended_no_ballot_is_taken_and_the_time_is_given_back(cast: Cast) -> None:
    vote = noticed_vote(cast)
    wang = cast.actor("wang", at=WHILE_OPEN)
    actions.suspend_vote(wang, vote_id=vote.id, reason="系统要查")
    vote.refresh_from_db()
    assert phase(vote, AFTER) == "suspended"
    with pytest.raises(WrongState, match=r"暂停|rests"):
        cast_for(cast, vote, "3-101", at=LATER)
    with pytest.raises(WrongState):
        actions.close_vote(cast.actor("wang", at=AFTER), vote_id=vote.id)
    on_27th = cast.actor("wang", at=LATER)
    with pytest.raises(ValidationError):
        actions.resume_vote(on_27th, vote_id=vote.id, reason="已经查清", closes_on=date(2026, 8, 1))
    actions.resume_vote(on_27th, vote_id=vote.id, reason="已经查清")
    vote.refresh_from_db()
    assert (vote.suspended_at, vote.last_day, phase(vote, AFTER)) == (None, date(2026, 8, 2), "open")
    cast_for(cast, vote, "3-101", at=LATER)
    kinds = list(VoteDecision.objects.order_by("happened_at").values_list("kind", flat=True))
    assert kinds == ["suspend", "resume"]
    assert [e.kind for e in Entry.objects.filter(kind__startswith="vote_").order_by("id")][-2:] == [
        "vote_suspended",
        "vote_resumed",
    ]


def test_rest_before_the_opening_costs_no_time(cast: Cast) -> None:
    vote = noticed_vote(cast)
    actions.suspend_vote(cast.actor("wang"), vote_id=vote.id, reason="名册要查")
    at = datetime(2026, 7, 20, 9, 0, tzinfo=SHANGHAI)
    actions.resume_vote(cast.actor("wang", at=at), vote_id=vote.id, reason="已经查清")
    vote.refresh_from_db()
    assert vote.last_day == CLOSES_ON


DECISIONS = {
    "extend": lambda c, who, v, at: actions.extend_vote(
        c.actor(who, at=at), vote_id=v.id, closes_on=date(2026, 8, 10), reason="还差几户"
    ),
    "suspend": lambda c, who, v, at: actions.suspend_vote(c.actor(who, at=at), vote_id=v.id, reason="要查"*2),
    "incident": lambda c, who, v, at: actions.record_incident(c.actor(who, at=at), vote_id=v.id, reason="箱子倒了"),
}  # fmt: skip
MAY = {"extend": CALLS, "suspend": CALLS, "incident": {*CALLS, "sun", "zhao"}}


@pytest.mark.parametrize("verb", DECISIONS)
def test_who_decides_on_the_way(cast: Cast, verb: str) -> None:
    vote = noticed_vote(cast)
    found = {}
    for who in CAST:
        try:
            with transaction.atomic():
                DECISIONS[verb](cast, who, vote, WHILE_OPEN)
                transaction.set_rollback(True)
            found[who] = True
        except NotAllowed:
            found[who] = False
    assert {who for who, done in found.items() if done} == MAY[verb]


def test_published_vote_goes_into_the_archive_and_stays_readable(cast: Cast) -> None:
    vote = vote_in(cast, "published")
    with pytest.raises(NotAllowed):
        actions.archive_vote(cast.actor("zhao", at=AFTER), vote_id=vote.id, reason="一年已过")
    actions.archive_vote(cast.actor("sun", at=AFTER), vote_id=vote.id, reason="一年已过")
    vote.refresh_from_db()
    assert (vote.state, vote.archived_at) == ("archived", AFTER)
    with pytest.raises(WrongState):
        actions.archive_vote(cast.actor("sun", at=AFTER), vote_id=vote.id, reason="一年已过")


def test_decision_cannot_be_unsaid(cast: Cast) -> None:
    vote = noticed_vote(cast)
    actions.record_incident(cast.actor("wang"), vote_id=vote.id, reason="箱子倒了")
    assert VoteDecision.objects.get().reason == "箱子倒了"
    with pytest.raises(ValidationError):
        actions.record_incident(cast.actor("wang"), vote_id=vote.id, reason=" ")


def lift_votes(cast: Cast) -> tuple[Vote, Vote]:
    first, second = linked_drafts(cast)
    actions.give_notice(cast.actor("wang"), vote_id=first.id, opens_on=OPENS_ON, closes_on=CLOSES_ON)
    first.refresh_from_db()
    second.refresh_from_db()
    return first, second


def published(cast: Cast, vote: Vote, yes: int) -> None:
    for place, code in enumerate(sorted(cast.units)):
        cast_for(cast, vote, code, "yes" if place < yes else "no")
    close_and(cast, vote, "published")
    vote.refresh_from_db()


def test_lift_on_common_ground_is_two_votes_with_shares_of_their_own(cast: Cast) -> None:
    first, second = lift_votes(cast)
    assert [(v.scope, v.matter_class, v.state, v.linked_to_id) for v in (first, second)] == [
        ("building", "rebuild", "noticed", None),
        ("compound", "other_major", "noticed", first.id),
    ]


@pytest.mark.parametrize(("yes", "state", "built"), [(5, "decided", True), (4, "rejected", False)])
def test_gate_waits_for_both_votes_and_opens_only_if_both_passed(
    cast: Cast, yes: int, state: str, built: bool
) -> None:
    first, second = lift_votes(cast)
    published(cast, first, 7)
    first.project.refresh_from_db()
    assert (first.project.state, joint_outcome(first)) == ("voting", None)
    published(cast, second, yes)
    first.project.refresh_from_db()
    joint = joint_outcome(second)
    assert joint is not None
    assert (first.project.state, joint.building, joint.compound, joint.may_build) == (
        state,
        True,
        built,
        built,
    )
    assert first.project.gates.get(kind="decision").article == "沪建房管联〔2020〕801号"
    assert Count.objects.filter(passed=True).count() == 1 + built


def test_linked_votes_are_called_off_together(cast: Cast) -> None:
    first, second = lift_votes(cast)
    actions.cancel_vote(cast.actor("wang"), vote_id=second.id, reason="方案要改")
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state, first.project.__class__.objects.get().state) == (
        "cancelled",
        "cancelled",
        "legal",
    )


def test_other_scope_than_the_law_finds_keeps_the_gate_shut(cast: Cast) -> None:
    project = started_project(cast, scope="building", building_id=cast.units["3-101"].building_id)
    with pytest.raises(AgainstTheLaw):
        check_legality(
            cast.actor("wang"), project_id=project.id, deed="company", findings=ALL_YES, passed=True
        )


def test_votes_are_found_by_state_year_words_and_compound(cast: Cast) -> None:
    vote = noticed_vote(cast)
    draft = drafted(cast, "rules")

    def found(at: datetime = NOON, **asked: object) -> list[int]:
        search = VoteSearch(**asked)  # type: ignore[arg-type]
        return list(find_votes(cast.actor("wang", at=at), search).values_list("id", flat=True))

    assert set(found()) == {vote.id, draft.id}
    assert found(state="noticed") == [vote.id] and found(state="open") == []
    assert found(WHILE_OPEN, state="open") == [vote.id] and found(AFTER, state="over") == [vote.id]
    assert found(state="draft") == [draft.id] and found(year=2026) == [vote.id] and found(year=2025) == []
    assert found(words="维修资金修缮") == [vote.id] and found(compound="ht") == []
    stranger = owner_of(cast, "3-101", NOON)
    assert list(find_votes(stranger, VoteSearch()).values_list("id", flat=True)) == [vote.id]


def test_supplement_cannot_be_rewritten(cast: Cast) -> None:
    from linmeng.assembly.models import RollSupplement
    from tests.assembly.test_roll import sold

    vote = noticed_vote(cast)
    sold(cast, vote, date(2026, 7, 15))
    with pytest.raises(DatabaseError), transaction.atomic():
        RollSupplement.objects.update(status="unsold")
