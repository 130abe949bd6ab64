""" "That was not me": frozen at once, decided by somebody else, void or standing; what the count makes of it."""

import json

import pytest
from django.core.exceptions import ValidationError

from linmeng.assembly import actions
from linmeng.assembly.models import BallotDispute, BallotPaper, Receipt, Vote
from linmeng.assembly.queries import about_person, dues, my_ballots, vote_files
from linmeng.assembly.queries.disputes import decide_by, dispute_counts, in_dead_names
from linmeng.assembly.queries.turnout import entries_returned, turnout
from linmeng.common.actor import Actor
from linmeng.common.errors import NeedsSecondFactor, NotAllowed, WrongState
from linmeng.publishing.models import Notice
from linmeng.record.models import Entry
from tests.assembly.trust import acting_for, cast_as, later, mandate, owner_of_unit, plain, scrutineer
from tests.assembly.votes import (
    AFTER,
    LAST_SECOND,
    WHILE_OPEN,
    cast_for,
    close_and,
    noticed_vote,
    owner_of,
    printed_paper,
    read,
)
from tests.cast import Cast

NEXT_HOUR = later(WHILE_OPEN, hours=1)


def doubted(cast: Cast, vote: Vote, unit: str = "3-101", choice: str = "yes") -> BallotDispute:
    """The owner of a home casts, and then says it was somebody else."""
    receipt = cast_for(cast, vote, unit, choice)
    return actions.say_not_me(owner_of(cast, unit, NEXT_HOUR), receipt_id=receipt.id, words="我没有投过")


def decided(cast: Cast, dispute: BallotDispute, *, stands: bool, who: str = "sun") -> BallotDispute:
    return actions.decide_dispute(
        cast.actor(who, at=later(WHILE_OPEN, hours=2)),
        dispute_id=dispute.id,
        stands=stands,
        reason="已当面核对签名",
    )


def entered(cast: Cast, vote: Vote, unit: str = "3-301", choice: str = "yes") -> Receipt:
    """A paper read by the committee member and the clerk."""
    paper = printed_paper(cast, vote, unit)
    read(cast, "he", paper, choice, at=WHILE_OPEN)
    read(cast, "sun", paper, choice, at=WHILE_OPEN)
    return Receipt.objects.get(paper=paper)


def test_dispute_freezes_the_ballot_at_once(cast: Cast) -> None:
    vote = noticed_vote(cast)
    dispute = doubted(cast, vote)
    assert (dispute.state, dispute.said_by) == ("open", str(cast.people["li"].id))
    assert vote_files(vote)[1]["ballots"][0]["frozen"] is True
    assert Entry.objects.filter(kind="ballot_disputed").count() == 1
    assert "我没有投过" not in Entry.objects.get(kind="ballot_disputed").text


def test_frozen_ballot_at_the_count_is_disputed_and_says_whether_it_matters(cast: Cast) -> None:
    vote = noticed_vote(cast)
    for unit in ("3-102", "3-201", "3-202", "3-203", "3-301"):
        cast_for(cast, vote, unit)
    doubted(cast, vote)
    close_and(cast, vote, "counted")
    result = json.loads(vote.counts.get().result)
    assert (result["disputed"], result["passed"]) == ({"area_m2": "100.00", "heads": 1}, False)
    assert result["if_disputed"] == {"yes": True, "no": True, "absent": False, "matters": True}


def test_void_ballot_leaves_count_and_turnout_and_the_owner_votes_again(cast: Cast) -> None:
    vote = noticed_vote(cast)
    decided(cast, doubted(cast, vote), stands=False)
    assert (vote_files(vote)[1]["ballots"], turnout(vote).units_returned) == ([], 0)
    assert [mine.cast for mine in my_ballots(owner_of(cast, "3-101"), vote)] == [False]
    again = cast_for(cast, vote, "3-101", "no", at=later(WHILE_OPEN, hours=3))
    assert (again.sequence, turnout(vote).units_returned) == (2, 1)
    assert [ballot["choice"] for ballot in vote_files(vote)[1]["ballots"]] == ["no"]
    with pytest.raises(WrongState):
        cast_for(cast, vote, "3-101", "yes", at=later(WHILE_OPEN, hours=4))


def test_ballot_that_stands_counts_as_before(cast: Cast) -> None:
    vote = noticed_vote(cast)
    decided(cast, doubted(cast, vote), stands=True)
    ballots = vote_files(vote)[1]["ballots"]
    assert ["frozen" in ballot for ballot in ballots] == [False]
    with pytest.raises(WrongState):
        actions.say_not_me(owner_of(cast, "3-101"), receipt_id=Receipt.objects.get().id)


def test_while_it_is_looked_into_nobody_votes_again(cast: Cast) -> None:
    vote = noticed_vote(cast)
    doubted(cast, vote)
    with pytest.raises(WrongState):
        cast_for(cast, vote, "3-101", at=later(WHILE_OPEN, hours=5))
    with pytest.raises(WrongState):
        actions.say_not_me(owner_of(cast, "3-101"), receipt_id=Receipt.objects.get().id)


def test_new_paper_is_printed_for_a_void_one(cast: Cast) -> None:
    vote = noticed_vote(cast)
    receipt = entered(cast, vote)
    before = BallotPaper.objects.filter(entry=receipt.entry).count()
    case = actions.say_not_me(owner_of(cast, "3-301", NEXT_HOUR), receipt_id=receipt.id)
    actions.decide_dispute(
        scrutineer(cast, later(WHILE_OPEN, hours=2), 3), dispute_id=case.id, stands=False, reason="签名不符"
    )
    assert actions.print_papers(cast.actor("sun", at=later(WHILE_OPEN, hours=3)), vote_id=vote.id) == 1
    assert BallotPaper.objects.filter(entry=receipt.entry).count() == before + 1


def test_nobody_who_entered_the_paper_decides_about_it(cast: Cast) -> None:
    vote = noticed_vote(cast)
    receipt = entered(cast, vote)
    case = actions.say_not_me(owner_of(cast, "3-301", NEXT_HOUR), receipt_id=receipt.id)
    with pytest.raises(NotAllowed):
        decided(cast, case, stands=False)
    other = scrutineer(cast, later(WHILE_OPEN, hours=2), 3)
    assert actions.decide_dispute(other, dispute_id=case.id, stands=False, reason="签名不符").state == "void"


def test_nobody_decides_about_the_own_home_or_the_own_case(cast: Cast) -> None:
    vote = noticed_vote(cast)
    receipt = cast_for(cast, vote, "3-201")
    case = actions.say_not_me(owner_of(cast, "3-201", NEXT_HOUR), receipt_id=receipt.id)
    with pytest.raises(NotAllowed):
        actions.decide_dispute(
            scrutineer(cast, NEXT_HOUR, 1), dispute_id=case.id, stands=True, reason="是我自己"
        )
    other = cast_for(cast, vote, "3-202")
    sun = cast.actor("sun", at=NEXT_HOUR)
    opened = actions.open_case(sun, receipt_id=other.id, words="电话里说不是他投的")
    with pytest.raises(NotAllowed):
        actions.decide_dispute(sun, dispute_id=opened.id, stands=False, reason="电话里说的")


def test_who_may_not_decide(cast: Cast) -> None:
    vote = noticed_vote(cast)
    case = doubted(cast, vote)
    for who in ("wang", "he", "chen", "wu", "zhou", "zhao", "feng", "qian", "li", "stranger"):
        with pytest.raises(NotAllowed):
            decided(cast, case, stands=True, who=who)
    case.refresh_from_db()
    assert case.state == "open"


def test_only_the_owner_says_not_me(cast: Cast) -> None:
    vote = noticed_vote(cast)
    receipt = cast_for(cast, vote, "3-101")
    for who in ("wang", "he", "sun", "chen", "wu", "zhao", "feng", "qian", "stranger"):
        with pytest.raises(NotAllowed):
            actions.say_not_me(plain(cast, who, NEXT_HOUR), receipt_id=receipt.id)
    assert not BallotDispute.objects.exists()


def test_deciding_asks_for_a_code_and_a_reason(cast: Cast) -> None:
    vote = noticed_vote(cast)
    case = doubted(cast, vote)
    with pytest.raises(NeedsSecondFactor):
        actions.decide_dispute(
            cast.actor("sun", at=NEXT_HOUR, second_factor=False),
            dispute_id=case.id,
            stands=True,
            reason="核对过",
        )
    with pytest.raises(ValidationError):
        actions.decide_dispute(cast.actor("sun", at=NEXT_HOUR), dispute_id=case.id, stands=True, reason=" ")


def test_owner_hears_what_was_decided_and_why(cast: Cast) -> None:
    vote = noticed_vote(cast)
    decided(cast, doubted(cast, vote), stands=True)
    notice = Notice.objects.filter(person_id=cast.people["li"].id).order_by("-id").first()
    assert notice is not None and "已当面核对签名" in notice.words and "yes" not in notice.words


def test_case_has_a_clock_on_the_desk_of_clerk_and_scrutineers(cast: Cast) -> None:
    vote = noticed_vote(cast)
    case = doubted(cast, vote)
    assert decide_by(case).isoformat() == "2026-07-28"
    for officer in (cast.actor("sun", at=NEXT_HOUR), scrutineer(cast, NEXT_HOUR)):
        assert [due.by.isoformat() for due in dues(officer) if f"disputes/{case.id}" in due.path] == [
            "2026-07-28"
        ]
    assert [due for due in dues(cast.actor("he", at=NEXT_HOUR)) if "disputes" in due.path] == []
    late = cast_for(cast, vote, "3-102", at=LAST_SECOND)
    last = actions.say_not_me(owner_of(cast, "3-102", LAST_SECOND), receipt_id=late.id)
    assert decide_by(last).isoformat() == "2026-07-31"


def on_desk(officer: Actor) -> list[str]:
    return [due.path for due in dues(officer) if "/disputes/" in due.path]


def test_case_that_an_officer_may_not_decide_waits_on_other_desks_only(cast: Cast) -> None:
    vote = noticed_vote(cast)
    receipt = entered(cast, vote)  # the clerk read this paper
    actions.say_not_me(owner_of(cast, "3-301", NEXT_HOUR), receipt_id=receipt.id)
    assert on_desk(cast.actor("sun", at=NEXT_HOUR)) == []
    assert len(on_desk(scrutineer(cast, NEXT_HOUR))) == 1
    own = doubted(cast, vote)
    BallotDispute.objects.filter(id=own.id).update(
        said_by=str(cast.people["sun"].id)
    )  # found by the clerk's call
    assert on_desk(cast.actor("sun", at=NEXT_HOUR)) == []
    assert len(on_desk(scrutineer(cast, NEXT_HOUR))) == 2


def test_ward_company_and_heir_say_it_through_who_acts_for_them(cast: Cast) -> None:
    principal = acting_for(cast, "chen", "3-201", "guardian")
    vote = noticed_vote(cast)
    receipt = cast_as(cast, "chen", vote, "3-201", for_owner=str(principal.id))
    assert actions.say_not_me(plain(cast, "chen", NEXT_HOUR), receipt_id=receipt.id).state == "open"


def test_ballots_in_dead_names_are_shown_to_the_desk(cast: Cast) -> None:
    """Case 23: cast before the papers of inheritance were seen."""
    vote = noticed_vote(cast)
    receipt = cast_for(cast, vote, "3-201")
    assert in_dead_names(vote) == []
    acting_for(cast, "chen", "3-201", "heir")
    assert in_dead_names(vote) == [receipt]
    case = actions.open_case(scrutineer(cast, AFTER, 3), receipt_id=receipt.id, words="业主已去世")
    assert (case.state, in_dead_names(vote)) == ("open", [])


def test_turnout_after_many_decisions_equals_the_one_worked_out_anew(cast: Cast) -> None:
    vote = noticed_vote(cast)
    for unit in ("3-101", "3-201", "3-202"):
        decided(cast, doubted(cast, vote, unit), stands=unit == "3-202")
    cast_for(cast, vote, "3-201", at=later(WHILE_OPEN, hours=6))
    returned = entries_returned([vote.id])
    assert (turnout(vote).units_returned, turnout(vote).participating.heads) == (returned.count(), 2)


@pytest.mark.parametrize("state", ["closed", "counted", "published"])
def test_it_can_be_said_until_the_archive(cast: Cast, state: str) -> None:
    vote = noticed_vote(cast)
    receipt = cast_for(cast, vote, "3-101")
    close_and(cast, vote, state)
    assert actions.say_not_me(owner_of(cast, "3-101", AFTER), receipt_id=receipt.id).state == "open"


def test_archived_vote_takes_no_more_doubts(cast: Cast) -> None:
    vote = noticed_vote(cast)
    receipt = cast_for(cast, vote, "3-101")
    close_and(cast, vote, "published")
    Vote.objects.filter(id=vote.id).update(state="archived")
    with pytest.raises(WrongState):
        actions.say_not_me(owner_of(cast, "3-101", AFTER), receipt_id=receipt.id)


def test_public_learns_how_many_and_never_whose(cast: Cast) -> None:
    vote = noticed_vote(cast)
    decided(cast, doubted(cast, vote, "3-201"), stands=False)
    doubted(cast, vote, "3-202")
    counts = dispute_counts(vote)
    assert (counts.all, counts.open, counts.stands, counts.void) == (2, 1, 0, 1)
    assert owner_of_unit(cast, "3-201").name not in str(counts)


def test_copy_of_ones_own_data_holds_mandates_and_doubts(cast: Cast) -> None:
    vote = noticed_vote(cast)
    mandate(cast, vote, "3-101", words="no")
    receipt = cast_as(cast, "chen", vote, "3-101", "no")
    actions.say_not_me(owner_of(cast, "3-101", NEXT_HOUR), receipt_id=receipt.id, words="没有委托过")
    owner, agent = about_person(cast.people["li"].id), about_person(cast.people["chen"].id)
    assert [(one["given_by_me"], one["instructions"]) for one in owner["mandates"]] == [(True, {"1": "no"})]
    assert [(one["unit"], one["words"], one["state"]) for one in owner["ballots_doubted"]] == [
        ("3-101", "没有委托过", "open")
    ]
    assert ([one["given_by_me"] for one in agent["mandates"]], agent["ballots_doubted"]) == ([False], [])
