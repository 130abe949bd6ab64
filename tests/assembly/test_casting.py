"""Casting on the web and reading papers."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from linmeng.alliance.models import RulesOfProcedure
from linmeng.assembly import actions
from linmeng.assembly.models import BallotDelivery, BallotPaper, CastBallot, Receipt, Vote
from linmeng.assembly.queries import my_ballots, newest_counts, problems_before_count, turnout
from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed, WrongState
from linmeng.papers.models import DoubleEntry
from linmeng.people.models import Ownership
from linmeng.record.models import Entry
from tests.assembly.votes import (
    AFTER,
    LAST_SECOND,
    OPENS_ON,
    WHILE_OPEN,
    cast_for,
    close_and,
    entry_of,
    noticed_vote,
    owner_of,
    printed_paper,
    read,
    third_counter,
)
from tests.cast import SINCE, Cast


def test_same_key_again_gives_the_same_receipt(cast: Cast) -> None:
    vote = noticed_vote(cast)
    first, second = cast_for(cast, vote, "3-101"), cast_for(cast, vote, "3-101")
    assert first == second and Receipt.objects.count() == CastBallot.objects.count() == 1


def test_key_is_honoured_even_after_closing(cast: Cast) -> None:
    vote = noticed_vote(cast)
    first = cast_for(cast, vote, "3-101")
    again = actions.cast_web_ballot(
        owner_of(cast, "3-101", AFTER),
        vote_id=vote.id,
        entry_id=first.entry_id,
        choices={1: "yes"},
        key=f"3-101-yes-{WHILE_OPEN.isoformat()}"[:40],
    )
    assert again == first


def test_second_ballot_is_refused(cast: Cast) -> None:
    vote = noticed_vote(cast)
    cast_for(cast, vote, "3-101", "yes")
    with pytest.raises(WrongState):
        cast_for(cast, vote, "3-101", "no")
    assert list(CastBallot.objects.values_list("choice", flat=True)) == ["yes"]


def test_last_ballot_counts_where_the_assembly_adopted_that(cast: Cast) -> None:
    RulesOfProcedure.objects.update(repeat="last")
    vote = noticed_vote(cast)
    cast_for(cast, vote, "3-101", "yes")
    cast_for(cast, vote, "3-101", "no", WHILE_OPEN + timedelta(hours=1))
    assert turnout(vote).participating.heads == 1
    close_and(cast, vote, "counted")
    result = newest_counts(vote)[0].result
    assert (result["yes"]["heads"], result["no"]["heads"]) == (0, 1)
    assert [entry["reason"] for entry in result["refused"]] == ["repeat"]


@pytest.mark.parametrize(
    ("at", "taken"),
    [
        (WHILE_OPEN.replace(month=7, day=20, hour=23, minute=59), False),
        (WHILE_OPEN.replace(day=OPENS_ON.day, hour=0), True),
        (LAST_SECOND, True),
        (AFTER, False),
    ],
)
def test_casting_stands_open_from_opening_until_the_closing_instant(
    cast: Cast, at: object, taken: bool
) -> None:
    vote = noticed_vote(cast)
    try:
        cast_for(cast, vote, "3-101", at=at)  # type: ignore[arg-type]
    except WrongState:
        assert not taken
    assert Receipt.objects.count() == int(taken)


@pytest.mark.parametrize("choices", [{}, {1: "unclear"}, {1: "maybe"}, {2: "yes"}, {1: "yes", 2: "yes"}])
def test_web_ballot_needs_one_clear_answer_to_each_question(cast: Cast, choices: dict[int, str]) -> None:
    vote = noticed_vote(cast)
    with pytest.raises(ValidationError):
        actions.cast_web_ballot(
            owner_of(cast, "3-101"),
            vote_id=vote.id,
            entry_id=entry_of(vote, "3-101").id,
            choices=choices,
            key="k",
        )
    assert Receipt.objects.count() == 0


def test_named_representative_alone_speaks_for_the_home(cast: Cast) -> None:
    unit = cast.units["3-101"]
    Ownership.objects.create(unit=unit, person=cast.people["zhao"], valid_from=SINCE, is_representative=True)
    vote = noticed_vote(cast)
    with pytest.raises(NotAllowed):
        cast_for(cast, vote, "3-101")
    zhao = cast.actor("zhao", at=WHILE_OPEN)
    actions.cast_web_ballot(
        zhao, vote_id=vote.id, entry_id=entry_of(vote, "3-101").id, choices={1: "no"}, key="z"
    )
    assert [mine.speaks for mine in my_ballots(owner_of(cast, "3-101"), vote)] == [False]
    assert turnout(vote).units_returned == 1


def test_who_disputes_a_home_votes_after_the_desk_has_said_yes(cast: Cast) -> None:
    vote = noticed_vote(cast)
    unit, entry = cast.units["3-101"], entry_of(vote, "3-101")
    waiting = replace(owner_of(cast, "3-101"), disputed=frozenset({unit.id}))
    with pytest.raises(NotAllowed, match=r"谁为 .*3-101 投票|Who votes for .*3-101 waits for the desk"):
        actions.cast_web_ballot(waiting, vote_id=vote.id, entry_id=entry.id, choices={1: "no"}, key="z")
    assert [(mine.speaks, mine.disputed) for mine in my_ballots(waiting, vote)] == [(False, True)]
    assert Receipt.objects.count() == 0


def test_co_owners_who_differ_are_disputed(cast: Cast) -> None:
    Ownership.objects.create(unit=cast.units["3-101"], person=cast.people["zhao"], valid_from=SINCE)
    vote = noticed_vote(cast)
    cast_for(cast, vote, "3-101", "yes")
    actions.cast_web_ballot(
        cast.actor("zhao", at=WHILE_OPEN),
        vote_id=vote.id,
        entry_id=entry_of(vote, "3-101").id,
        choices={1: "no"},
        key="z",
    )
    close_and(cast, vote, "counted")
    assert newest_counts(vote)[0].result["disputed"] == {"area_m2": "100.00", "heads": 1}


def test_a_form_sent_again_is_the_same_ballot_even_where_the_last_one_counts(cast: Cast) -> None:
    Ownership.objects.create(unit=cast.units["3-101"], person=cast.people["zhao"], valid_from=SINCE)
    RulesOfProcedure.objects.update(repeat="last")
    vote = noticed_vote(cast)
    entry = entry_of(vote, "3-101")

    def sent(actor: Actor, choice: str, key: str) -> Receipt:
        return actions.cast_web_ballot(
            actor, vote_id=vote.id, entry_id=entry.id, choices={1: choice}, key=key
        )

    li, zhao = owner_of(cast, "3-101"), cast.actor("zhao", at=WHILE_OPEN)
    first = sent(li, "yes", "form")
    assert sent(li, "no", "form").code == first.code
    with pytest.raises(WrongState):
        sent(zhao, "no", "form")
    assert list(CastBallot.objects.values_list("choice", flat=True)) == ["yes"]
    codes = {
        first.code,
        sent(li, "no", "another form").code,
        sent(zhao, "no", "").code,
        sent(li, "yes", "").code,
    }
    assert len(codes) == Receipt.objects.count() == 4


def test_ballots_cannot_be_changed_or_taken_out(cast: Cast) -> None:
    vote = noticed_vote(cast)
    cast_for(cast, vote, "3-101")
    for rows in (CastBallot.objects.all(), Receipt.objects.all()):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows._raw_delete(rows.db)
    with pytest.raises(DatabaseError), transaction.atomic():
        CastBallot.objects.update(choice="no")


def test_constraint_holds_a_second_first_ballot_back(cast: Cast) -> None:
    vote = noticed_vote(cast)
    receipt = cast_for(cast, vote, "3-101")
    with pytest.raises(DatabaseError), transaction.atomic():
        Receipt.objects.create(
            vote=vote, entry=receipt.entry, channel="web", by=receipt.by, cast_at=WHILE_OPEN
        )


# ——— papers ———


def test_two_equal_readings_cast_the_paper(cast: Cast) -> None:
    vote = noticed_vote(cast)
    paper = printed_paper(cast, vote, "3-301")
    assert read(cast, "he", paper, at=WHILE_OPEN).state == "read_once" and Receipt.objects.count() == 0
    assert read(cast, "sun", paper, at=WHILE_OPEN).state == "settled"
    receipt = Receipt.objects.get()
    assert (receipt.channel, receipt.by, receipt.paper) == ("paper", paper.entry.owners[0], paper)


def test_same_person_reads_no_paper_twice(cast: Cast) -> None:
    paper = printed_paper(cast, noticed_vote(cast), "3-301")
    read(cast, "he", paper, at=WHILE_OPEN)
    with pytest.raises(WrongState):
        read(cast, "he", paper, at=WHILE_OPEN)
    with pytest.raises(DatabaseError), transaction.atomic():
        DoubleEntry.objects.create(
            sheet=paper.sheet,
            round=2,
            values={},
            by_person_id=cast.people["he"].id,
            by_seat="",
            entered_at=AFTER,
        )


def test_third_reading_decides_when_it_equals_one(cast: Cast) -> None:
    vote = noticed_vote(cast)
    paper = printed_paper(cast, vote, "3-301")
    read(cast, "he", paper, "yes", at=WHILE_OPEN)
    assert read(cast, "sun", paper, "no", at=WHILE_OPEN).state == "read_apart"
    assert len(problems_before_count(vote)) == 1
    actions.enter_paper(
        third_counter(cast),
        vote_id=vote.id,
        token_or_number=paper.token,
        choices={1: "no"},
        signed_by=paper.entry.owners[0],
    )
    assert (BallotPaper.objects.get(id=paper.id).state, CastBallot.objects.get().choice) == ("settled", "no")


def test_third_reading_that_equals_none_waits_on(cast: Cast) -> None:
    vote = noticed_vote(cast)
    paper = printed_paper(cast, vote, "3-301")
    read(cast, "he", paper, "yes", at=WHILE_OPEN)
    read(cast, "sun", paper, "no", at=WHILE_OPEN)
    actions.enter_paper(
        third_counter(cast),
        vote_id=vote.id,
        token_or_number=paper.token,
        choices={1: "abstain"},
        signed_by=paper.entry.owners[0],
    )
    assert BallotPaper.objects.get(id=paper.id).state == "read_apart" and Receipt.objects.count() == 0


def test_readings_that_name_different_signers_differ(cast: Cast) -> None:
    Ownership.objects.create(unit=cast.units["3-301"], person=cast.people["li"], valid_from=SINCE)
    paper = printed_paper(cast, noticed_vote(cast), "3-301")
    one, other = paper.entry.owners
    read(cast, "he", paper, signed_by=one, at=WHILE_OPEN)
    assert read(cast, "sun", paper, signed_by=other, at=WHILE_OPEN).state == "read_apart"


def test_nobody_enters_the_paper_of_their_own_home(cast: Cast) -> None:
    paper = printed_paper(cast, noticed_vote(cast), "3-102")
    with pytest.raises(NotAllowed):
        read(cast, "wang", paper, at=WHILE_OPEN)


def test_paper_needs_the_signature_of_an_owner(cast: Cast) -> None:
    paper = printed_paper(cast, noticed_vote(cast), "3-301")
    with pytest.raises(ValidationError):
        read(cast, "sun", paper, signed_by=str(cast.people["chen"].id), at=WHILE_OPEN)


def test_count_waits_for_half_entered_papers(cast: Cast) -> None:
    vote = noticed_vote(cast)
    paper = printed_paper(cast, vote, "3-301")
    actions.close_vote(cast.actor("wang", at=AFTER), vote_id=vote.id)
    read(cast, "he", paper)
    with pytest.raises(WrongState):
        actions.count_vote(cast.actor("wang", at=AFTER), vote_id=vote.id)
    read(cast, "sun", paper)
    actions.count_vote(cast.actor("wang", at=AFTER), vote_id=vote.id)
    assert newest_counts(vote)[0].result["yes"] == {"area_m2": "100.00", "heads": 1}


def test_paper_from_the_sealed_box_is_dated_before_closing(cast: Cast) -> None:
    vote = noticed_vote(cast)
    paper = printed_paper(cast, vote, "3-301")
    actions.close_vote(cast.actor("wang", at=AFTER), vote_id=vote.id)
    for who in ("he", "sun"):
        read(cast, who, paper, at=AFTER + timedelta(hours=20))
    assert Receipt.objects.get().cast_at == LAST_SECOND


def test_web_and_paper_of_one_person_are_both_kept_and_one_counts(cast: Cast) -> None:
    vote = noticed_vote(cast)
    cast_for(cast, vote, "3-301", "yes")
    paper = printed_paper(cast, vote, "3-301")
    for who in ("he", "sun"):
        read(cast, who, paper, "no", at=LAST_SECOND)
    close_and(cast, vote, "counted")
    result = newest_counts(vote)[0].result
    assert Receipt.objects.count() == 2
    assert (result["yes"]["heads"], result["no"]["heads"], result["refused"]) == (
        1,
        0,
        [{"ballot": 1, "reason": "repeat"}],
    )


def test_void_paper_makes_room_for_a_new_number(cast: Cast) -> None:
    vote = noticed_vote(cast)
    paper = printed_paper(cast, vote, "3-301")
    actions.void_paper(cast.actor("sun", at=WHILE_OPEN), paper_id=paper.id, reason="没有签名")
    assert actions.print_papers(cast.actor("sun", at=WHILE_OPEN), vote_id=vote.id) == 1
    assert sorted(
        BallotPaper.objects.filter(entry=paper.entry).values_list("sheet__number", "sheet__state")
    ) == [
        (7, "void"),
        (10, "printed"),
    ]


def test_papers_are_issued_once(cast: Cast) -> None:
    vote = noticed_vote(cast)
    sun = cast.actor("sun", at=WHILE_OPEN)
    assert (actions.print_papers(sun, vote_id=vote.id), actions.print_papers(sun, vote_id=vote.id)) == (9, 0)
    assert list(BallotPaper.objects.order_by("id").values_list("sheet__number", flat=True)) == list(
        range(1, 10)
    )


def test_delivery_is_ticked_once_and_lets_silence_speak(cast: Cast) -> None:
    RulesOfProcedure.objects.update(silence_clause=True)
    vote = noticed_vote(cast)
    for unit in ("3-101", "3-102", "3-103", "3-201"):
        cast_for(cast, vote, unit)
    silent = [entry_of(vote, unit).id for unit in ("3-202", "3-203")]
    zhao = cast.actor("zhao", at=WHILE_OPEN)
    assert actions.record_delivery(zhao, entry_ids=silent, way="hand") == 2
    assert actions.record_delivery(zhao, entry_ids=silent, way="post") == 0
    assert BallotDelivery.objects.count() == 2
    close_and(cast, vote, "counted")
    result = newest_counts(vote)[0].result
    assert (result["participating"]["heads"], result["passed"]) == (6, True)
    assert (result["without_silence"]["participating"]["heads"], result["without_silence"]["passed"]) == (
        4,
        False,
    )


def test_record_of_a_paper_says_nothing_of_its_marks(cast: Cast) -> None:
    vote = noticed_vote(cast)
    paper = printed_paper(cast, vote, "3-301")
    before = Entry.objects.count()
    read(cast, "he", paper, "yes", at=WHILE_OPEN)
    read(cast, "sun", paper, "no", at=WHILE_OPEN)
    texts = list(Entry.objects.order_by("number").values_list("text", flat=True))[before:]
    assert len(texts) == 2 and not [t for t in texts for word in ('"yes"', '"no"') if word in t]
    assert Vote.objects.get().id == vote.id
