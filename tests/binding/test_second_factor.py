"""Publication, ballots, letters and roll: an officer without a fresh code is refused, and nothing happens."""

from collections.abc import Callable

import pytest

from linmeng.alliance.models import Compound
from linmeng.assembly import actions as assembly
from linmeng.assembly.models import BallotPaper
from linmeng.common.actor import Actor
from linmeng.common.errors import NeedsSecondFactor
from linmeng.lists import actions as lists
from linmeng.lists.models import ListItem
from linmeng.papers.actions.code_letters import issue_code_letters
from linmeng.papers.models import PrintRun
from linmeng.people import actions as people
from linmeng.people.actions.letters import revoke_letter
from linmeng.people.models import CodeLetter
from linmeng.publishing import actions as publishing
from linmeng.publishing.models import Publication
from linmeng.record.models import Entry
from tests.assembly.votes import (
    AFTER,
    CLOSES_ON,
    OPENS_ON,
    WHILE_OPEN,
    close_and,
    drafted_vote,
    listed_matter,
    noticed_vote,
    printed_paper,
    vote_in,
)
from tests.binding.asking import letter_for
from tests.cast import NOON, Cast
from tests.publishing.noticing import notice, published

Prepared = Callable[[Actor], object]
"""The act, ready but for its actor."""


def free_notice(cast: Cast) -> Prepared:
    return lambda who: publishing.publish_notice(who, compound_id=cast.compound.id, notice=notice())


def correction(cast: Cast) -> Prepared:
    old, words = published(cast), notice(title="更正后的公示")
    return lambda who: publishing.correct(who, publication_id=old.id, notice=words, reason="日期写错了")


def withdrawal(cast: Cast) -> Prepared:
    old = published(cast)
    return lambda who: publishing.withdraw(who, publication_id=old.id, reason="发错了小区")


def public_answer(cast: Cast) -> Prepared:
    asked = publishing.object_to(
        cast.actor("li"), publication_id=published(cast).id, words="为什么不选乙方案？"
    )
    told = {"answer": "乙方案贵一倍，见附表。", "gist": "有业主问为什么不选乙方案"}
    return lambda who: publishing.answer_objection(who, objection_id=asked.id, **told)


def list_of_the_week(cast: Cast) -> Prepared:
    item = ListItem.objects.get(matter=listed_matter(cast))
    return lambda who: lists.publish_list(who, compound_id=cast.compound.id, list=item.list)


def notice_of_vote(cast: Cast) -> Prepared:
    vote = drafted_vote(cast)
    return lambda who: assembly.give_notice(who, vote_id=vote.id, opens_on=OPENS_ON, closes_on=CLOSES_ON)


def ballots(cast: Cast) -> Prepared:
    vote = noticed_vote(cast)
    return lambda who: assembly.print_papers(who, vote_id=vote.id)


def void_ballot(cast: Cast) -> Prepared:
    paper = printed_paper(cast, noticed_vote(cast), "3-301")
    return lambda who: assembly.void_paper(who, paper_id=paper.id, reason="撕破了")


def ballot_read(cast: Cast) -> Prepared:
    vote = noticed_vote(cast)
    paper: BallotPaper = printed_paper(cast, vote, "3-301")
    told = {"token_or_number": paper.token, "choices": {1: "yes"}, "signed_by": paper.entry.owners[0]}
    return lambda who: assembly.enter_paper(who, vote_id=vote.id, **told)


def count(cast: Cast) -> Prepared:
    vote = noticed_vote(cast)
    close_and(cast, vote, "closed")
    return lambda who: assembly.count_vote(who, vote_id=vote.id)


def result(cast: Cast) -> Prepared:
    vote = vote_in(cast, "counted")
    return lambda who: assembly.publish_result(who, vote_id=vote.id)


def recount(cast: Cast) -> Prepared:
    vote = vote_in(cast, "counted")
    return lambda who: assembly.recount(who, vote_id=vote.id, reason="业主要求复核")


def letters(cast: Cast) -> Prepared:
    return lambda who: issue_code_letters(who, compound_id=cast.compound.id)


def letter_revoked(cast: Cast) -> Prepared:
    letter, _code = letter_for(cast, "3-103")
    return lambda who: revoke_letter(who, letter_id=letter.id, reason="信箱被撬")


def roll_filled(cast: Cast) -> Prepared:
    return lambda who: people.fill_compound(who, compound_id=cast.compound.id, rows=[])


def roll_previewed(cast: Cast) -> Prepared:
    return lambda who: people.preview_roll(who, compound_id=cast.compound.id, name="r.csv", content=b"x")


ACTS: list[Callable[[Cast], Prepared]] = [
    free_notice,
    correction,
    withdrawal,
    public_answer,
    list_of_the_week,
    notice_of_vote,
    ballots,
    void_ballot,
    ballot_read,
    count,
    result,
    recount,
    letters,
    letter_revoked,
    roll_filled,
    roll_previewed,
]
MOMENTS = {ballots: WHILE_OPEN, void_ballot: WHILE_OPEN, **dict.fromkeys((ballot_read, count, result), AFTER)}


def kept() -> list[int]:
    """How much there is of everything these acts make."""
    return [m.objects.count() for m in (Publication, PrintRun, BallotPaper, CodeLetter, Entry, Compound)]  # type: ignore[attr-defined]


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_director_without_a_fresh_code_is_refused_and_nothing_happens(
    cast: Cast, act: Callable[[Cast], Prepared]
) -> None:
    do, at = act(cast), MOMENTS.get(act, AFTER if act is recount else NOON)
    before = kept()
    with pytest.raises(NeedsSecondFactor):
        do(cast.actor("wang", at=at, second_factor=False))
    assert kept() == before


@pytest.mark.parametrize("act", ACTS[:-2], ids=lambda act: act.__name__)
def test_the_same_acts_are_done_with_a_fresh_code(cast: Cast, act: Callable[[Cast], Prepared]) -> None:
    do, at = act(cast), MOMENTS.get(act, AFTER if act is recount else NOON)
    before = Entry.objects.count()
    do(cast.actor("wang", at=at))
    assert Entry.objects.count() > before
