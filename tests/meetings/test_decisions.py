"""A committee's own decisions: case 28 (over half of all), case 34 (not posted), case 35 (frozen)."""

import json
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from linmeng.alliance.models import CommitteeTerm
from linmeng.common.errors import AgainstTheLaw, NeedsSecondFactor, NotAllowed, WrongState
from linmeng.meetings import actions
from linmeng.meetings.bridge import sha256
from linmeng.meetings.models import MemberVote, Resolution
from linmeng.meetings.queries import resolution_evidence
from linmeng.record.models import Entry
from tests.cast import CAST, Cast
from tests.meetings.sitting import (
    AFTER,
    called,
    days_on,
    decided,
    first_item,
    held,
    member,
    posted,
    put,
    seven_members,
    signed,
)

SH_26 = "上海市住宅物业管理规定 26"
OUTSIDE = [name for name in CAST if name not in ("wang", "he")]
NEITHER = [name for name in OUTSIDE if name != "sun"]


@pytest.mark.parametrize(
    ("present", "agree", "passed"),
    [(4, 3, False), (4, 4, True), (7, 3, False), (7, 4, True), (7, 7, True), (7, 0, False)],
)
def test_decision_needs_over_half_of_all_members(cast: Cast, present: int, agree: int, passed: bool) -> None:
    resolution = decided(cast, present=present, agree=agree)
    facts = json.loads(resolution.facts)
    assert (resolution.state, resolution.agreed, resolution.members) == (
        "passed" if passed else "failed",
        agree,
        7,
    )
    assert (facts["quorum"], facts["passed"], facts["article"]) == (True, passed, SH_26)
    assert resolution.decided_on == date(2026, 7, 20)


def test_case_28_tells_how_many_are_missing(cast: Cast) -> None:
    resolution = decided(cast, present=4, agree=3)
    assert json.loads(resolution.facts)["lines"][:2] == [
        "出席 4 人，全体委员 7 人，须过半数：已达到（上海市住宅物业管理规定 26）。",
        "同意 3 人，全体委员 7 人，须过半数：未达到，还差 1 人（上海市住宅物业管理规定 26）。",
    ]


def test_nothing_is_decided_without_quorum(cast: Cast) -> None:
    meeting = held(cast, seven_members(cast)[:3])
    assert (meeting.members, meeting.present, meeting.quorum) == (7, 3, False)
    with pytest.raises(AgainstTheLaw) as refused:
        put(cast, meeting)
    assert refused.value.article == SH_26
    assert not Resolution.objects.exists()


def test_members_on_the_filing_count_even_where_their_seats_are_not_entered(cast: Cast) -> None:
    CommitteeTerm.objects.update(members=5)
    seats = [cast.actor(who, at=AFTER).hat.seat_id for who in ("wang", "he")]  # type: ignore[union-attr]
    meeting = posted(cast)
    meeting = actions.hold_meeting(
        cast.actor("wang", at=AFTER), meeting_id=meeting.id, present_seat_ids=seats
    )
    assert (meeting.members, meeting.present, meeting.quorum) == (5, 2, False)


def test_item_added_on_the_spot_is_talked_about_and_not_decided(cast: Cast) -> None:
    meeting = held(cast, seven_members(cast))
    wang = cast.actor("wang", at=AFTER)
    spontaneous = actions.add_item(
        wang, meeting_id=meeting.id, item=actions.NewItem("换门禁", for_decision=True)
    )
    with pytest.raises(AgainstTheLaw) as refused:
        actions.put_to_members(wang, item_id=spontaneous.id, text="更换门禁系统。")
    assert refused.value.article == "物业管理条例 14"
    assert "换门禁" in refused.value.sentence
    actions.write_item(wang, item_id=spontaneous.id, said="大家赞成再议。", concluded="", outcome="postponed")


def test_item_posted_again_too_late_is_not_decided(cast: Cast) -> None:
    """The agenda of 20 July hangs until 12 July at the latest: seven whole days must pass."""
    seven_members(cast)
    meeting = posted(cast)
    wang = cast.actor("wang", at=days_on(-7))  # 13 July
    late = actions.add_item(wang, meeting_id=meeting.id, item=actions.NewItem("换门禁", for_decision=True))
    actions.post_agenda(wang, meeting_id=meeting.id)
    seats = [seat.id for seat in meeting.term.body.seats.all()]  # type: ignore[union-attr]
    wang = cast.actor("wang", at=AFTER)
    actions.hold_meeting(wang, meeting_id=meeting.id, present_seat_ids=seats)
    with pytest.raises(AgainstTheLaw):
        actions.put_to_members(wang, item_id=late.id, text="更换门禁系统。")
    assert put(cast, meeting).state == "open"


def test_frozen_matter_is_refused_in_re_election_and_the_emergency_stays_open(cast: Cast) -> None:
    seven_members(cast)
    CommitteeTerm.objects.update(state="in_reelection", state_since=date(2026, 6, 1))
    facade = actions.NewItem("外墙整修", for_decision=True, matter="works")
    with pytest.raises(AgainstTheLaw) as refused:
        called(cast, facade)
    assert refused.value.article == "上海市住宅物业管理规定 28"
    assert "上海市住宅物业管理规定 73" in refused.value.sentence
    urgent = actions.NewItem("外墙脱落，紧急维修", for_decision=True, matter="works", emergency=True)
    daily = actions.NewItem("更换会议室门锁", for_decision=True)
    assert called(cast, urgent, daily).items.count() == 2


def test_freeze_that_begins_after_the_agenda_stops_the_decision(cast: Cast) -> None:
    meeting = held(cast, seven_members(cast), actions.NewItem("外墙整修", for_decision=True, matter="works"))
    CommitteeTerm.objects.update(state="in_reelection", state_since=date(2026, 7, 15))
    with pytest.raises(AgainstTheLaw):
        put(cast, meeting)


def test_vacant_committee_cannot_meet(cast: Cast) -> None:
    CommitteeTerm.objects.update(state="vacant")
    with pytest.raises(WrongState):
        called(cast)
    assert called(cast, kind="red_hall", who="sun").term is None


def test_evidence_of_a_decision_is_path_hash_and_whether_it_passed(cast: Cast) -> None:
    resolution = decided(cast, present=5, agree=4)
    assert resolution_evidence(resolution.id) == (
        f"/a/dongzhen/resolutions/{resolution.id}/",
        sha256(resolution.facts),
        True,
    )
    assert resolution.sha256 in Entry.objects.filter(kind="resolution_closed").get().text


def test_evidence_is_refused_while_it_is_signed(cast: Cast) -> None:
    resolution = put(cast, held(cast, seven_members(cast)))
    with pytest.raises(WrongState):
        resolution_evidence(resolution.id)


def test_only_members_sign(cast: Cast) -> None:
    resolution = put(cast, held(cast, seven_members(cast)))
    for who in OUTSIDE:
        with pytest.raises(NotAllowed):
            actions.sign_resolution(cast.actor(who, at=AFTER), resolution_id=resolution.id, choice="yes")
    assert not MemberVote.objects.exists()


def test_member_signs_once_with_a_fresh_code(cast: Cast) -> None:
    seats = seven_members(cast)
    resolution = put(cast, held(cast, seats))
    with pytest.raises(NeedsSecondFactor):
        actions.sign_resolution(
            cast.actor("he", at=AFTER, second_factor=False), resolution_id=resolution.id, choice="yes"
        )
    he = cast.actor("he", at=AFTER)
    actions.sign_resolution(he, resolution_id=resolution.id, choice="yes")
    with pytest.raises(WrongState):
        actions.sign_resolution(he, resolution_id=resolution.id, choice="no")
    vote = MemberVote.objects.get()
    assert (vote.choice, vote.how, vote.by_person_id) == ("yes", "log_in", cast.people["he"].id)


def test_absent_member_does_not_sign(cast: Cast) -> None:
    seats = seven_members(cast)
    resolution = put(cast, held(cast, seats[:4]))
    with pytest.raises(WrongState):
        actions.sign_resolution(member(seats[6]), resolution_id=resolution.id, choice="yes")


def test_signature_by_somebody_else_does_not_count(cast: Cast) -> None:
    seats = seven_members(cast)
    resolution = put(cast, held(cast, seats))
    sun = cast.actor("sun", at=AFTER)
    with pytest.raises(AgainstTheLaw) as refused:
        actions.enter_member_vote(
            sun, resolution_id=resolution.id, seat_id=seats[3].id, choice="yes", by_own_hand=False
        )
    assert refused.value.article == SH_26
    assert not MemberVote.objects.exists()


def test_paper_is_entered_by_the_clerk_or_the_committee_only(cast: Cast) -> None:
    seats = seven_members(cast)
    resolution = put(cast, held(cast, seats))
    for who in NEITHER:
        with pytest.raises(NotAllowed):
            actions.enter_member_vote(
                cast.actor(who, at=AFTER),
                resolution_id=resolution.id,
                seat_id=seats[2].id,
                choice="yes",
                by_own_hand=True,
            )
    assert not MemberVote.objects.exists()


def test_wrong_entry_is_put_right_with_its_reason_and_both_stay(cast: Cast) -> None:
    seats = seven_members(cast)
    resolution = put(cast, held(cast, seats))
    sun = cast.actor("sun", at=AFTER)
    given = {"resolution_id": resolution.id, "seat_id": seats[2].id, "by_own_hand": True}
    actions.enter_member_vote(sun, choice="yes", **given)
    with pytest.raises(ValidationError):
        actions.enter_member_vote(sun, choice="no", **given)
    actions.enter_member_vote(sun, choice="no", because="看错一行", **given)
    closed = actions.close_resolution(sun, resolution_id=resolution.id)
    assert list(MemberVote.objects.values_list("entry", "choice", "because")) == [
        (1, "yes", ""),
        (2, "no", "看错一行"),
    ]
    assert (closed.agreed, json.loads(closed.facts)["against"]) == (0, 1)


def test_nobody_enters_a_paper_over_a_members_own_log_in(cast: Cast) -> None:
    seats = seven_members(cast)
    resolution = put(cast, held(cast, seats))
    signed(resolution, {seats[2]: "no"})
    with pytest.raises(WrongState):
        actions.enter_member_vote(
            cast.actor("sun", at=AFTER),
            resolution_id=resolution.id,
            seat_id=seats[2].id,
            choice="yes",
            by_own_hand=True,
            because="纸上是同意",
        )


def test_closed_decision_is_final(cast: Cast) -> None:
    resolution = decided(cast, present=7, agree=5)
    wang = cast.actor("wang", at=AFTER)
    with pytest.raises(WrongState):
        actions.close_resolution(wang, resolution_id=resolution.id)
    with pytest.raises(WrongState):
        actions.withdraw_resolution(wang, resolution_id=resolution.id, because="想再考虑")
    with pytest.raises(WrongState):
        actions.sign_resolution(wang, resolution_id=resolution.id, choice="no")


def test_withdrawn_decision_may_be_put_anew(cast: Cast) -> None:
    meeting = held(cast, seven_members(cast))
    first = put(cast, meeting)
    with pytest.raises(WrongState):
        put(cast, meeting)
    actions.withdraw_resolution(cast.actor("wang", at=AFTER), resolution_id=first.id, because="文字写错了")
    assert put(cast, meeting).number == "2026-2"


def test_publishing_hangs_figures_and_no_members_choice(cast: Cast) -> None:
    resolution = decided(cast, present=4, agree=4)
    wang = cast.actor("wang", at=AFTER)
    done = actions.publish_resolution(wang, resolution_id=resolution.id)
    assert done.publication is not None
    facts = json.loads(done.publication.facts)
    assert (facts["members"], facts["agreed"], facts["passed"]) == (7, 4, True)
    assert facts["resolution_sha256"] == resolution.sha256
    assert "signatures" not in facts
    assert (done.publication.kind, done.publication.subject, done.publication.article) == (
        "statutory",
        "resolution",
        SH_26,
    )
    with pytest.raises(WrongState):
        actions.publish_resolution(wang, resolution_id=resolution.id)


def test_only_the_committee_and_the_clerk_publish(cast: Cast) -> None:
    resolution = decided(cast, present=4, agree=4)
    for who in NEITHER:
        with pytest.raises(NotAllowed):
            actions.publish_resolution(cast.actor(who, at=AFTER), resolution_id=resolution.id)


def test_only_the_committee_puts_a_decision(cast: Cast) -> None:
    meeting = held(cast, seven_members(cast))
    for who in OUTSIDE:
        with pytest.raises(NotAllowed):
            actions.put_to_members(
                cast.actor(who, at=AFTER), item_id=first_item(meeting).id, text="聘请甲事务所审价。"
            )


def test_record_never_tells_who_chose_what(cast: Cast) -> None:
    decided(cast, present=4, agree=3)
    texts = [entry.text for entry in Entry.objects.filter(kind="resolution_signed")]
    assert len(texts) == 4
    assert not [text for text in texts if '"yes"' in text or '"no"' in text]
