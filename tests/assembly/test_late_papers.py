"""Papers that came after closing: a register of their own, never the count (case 24)."""

from io import BytesIO

import openpyxl
import pytest
from django.core.exceptions import ValidationError

from linmeng.assembly import actions
from linmeng.assembly.models import BallotPaper, LatePaper, Receipt, Vote
from linmeng.assembly.queries import vote_files
from linmeng.assembly.queries.late import late_papers
from linmeng.common.errors import NeedsSecondFactor, NotAllowed, WrongState
from linmeng.pages.assembly.late_workbook import late_workbook
from linmeng.pages.printing.count_papers.registers import late_register_facts
from linmeng.papers.actions import record_return
from tests.assembly.trust import later
from tests.assembly.votes import AFTER, WHILE_OPEN, close_and, noticed_vote, printed_paper, read, scanned
from tests.cast import Cast


def test_forty_six_papers_after_the_count_change_nothing(cast: Cast) -> None:
    vote = noticed_vote(cast)
    printed_paper(cast, vote, "3-301")
    close_and(cast, vote, "counted")
    before = vote.counts.get().result_sha256
    sun = cast.actor("sun", at=later(AFTER, hours=1))
    for number in range(1, 47):
        actions.keep_late_paper(sun, vote_id=vote.id, number=str(number), note="电话后补签")
    assert late_papers(vote).count() == 46
    assert BallotPaper.objects.filter(sheet__state="void").count() == vote.papers.count()
    actions.recount(cast.actor("wang", at=later(AFTER, hours=2)), vote_id=vote.id, reason="核对迟到票")
    assert [count.result_sha256 for count in vote.counts.order_by("version")] == [before, before]


def test_late_paper_of_ours_can_be_read_no_more(cast: Cast) -> None:
    vote = noticed_vote(cast)
    paper = printed_paper(cast, vote, "3-301")
    row = actions.keep_late_paper(cast.actor("he", at=AFTER), vote_id=vote.id, number=str(paper.number))
    paper.sheet.refresh_from_db()
    assert (row.paper_id, paper.sheet.state) == (paper.id, "void")
    with pytest.raises(WrongState):
        read(cast, "sun", paper, at=AFTER)
    assert not Receipt.objects.exists()


def read_though_not_in_the_box(cast: Cast, vote: Vote, paper: BallotPaper) -> None:
    actions.enter_paper(
        cast.actor("he", at=AFTER),
        vote_id=vote.id,
        token_or_number=paper.token,
        choices={1: "yes"},
        signed_by=paper.entry.owners[0],
        from_box=False,
    )


def test_paper_that_nobody_says_lay_in_the_box_is_not_read(cast: Cast) -> None:
    vote = noticed_vote(cast)
    paper = printed_paper(cast, vote, "3-301")
    with pytest.raises(WrongState):
        read_though_not_in_the_box(cast, vote, paper)
    assert not paper.sheet.readings.exists()


def test_paper_from_the_sealed_box_says_so_in_its_custody(cast: Cast) -> None:
    vote = noticed_vote(cast)
    paper = printed_paper(cast, vote, "3-301")
    read(cast, "he", paper, at=AFTER)
    read(cast, "sun", paper, at=AFTER)
    events = list(paper.sheet.custody.filter(kind="returned").values_list("note", flat=True))
    assert len(events) == 1 and events[0]
    assert Receipt.objects.get().cast_at < AFTER
    assert len(vote_files(vote)[1]["ballots"]) == 1


def test_paper_returned_in_time_needs_no_such_word(cast: Cast) -> None:
    vote = noticed_vote(cast)
    paper = printed_paper(cast, vote, "3-301")
    record_return(cast.actor("sun", at=WHILE_OPEN), sheet_ids=[paper.sheet_id])
    paper.sheet.refresh_from_db()
    with pytest.raises(WrongState):
        actions.keep_late_paper(cast.actor("he", at=AFTER), vote_id=vote.id, number=str(paper.number))
    read_though_not_in_the_box(cast, vote, paper)
    assert paper.sheet.readings.count() == 1


def test_scan_alone_takes_no_late_paper_in(cast: Cast) -> None:
    """A scan is one reading; the second is a person's, who must say where the paper lay."""
    vote = noticed_vote(cast)
    paper = printed_paper(cast, vote, "3-301")
    scanned(cast, paper, {"1": "yes", "signed_by": paper.entry.owners[0]})
    paper.sheet.refresh_from_db()
    assert (paper.sheet.state, Receipt.objects.count()) == ("read_once", 0)


def test_who_keeps_no_late_register(cast: Cast) -> None:
    vote = noticed_vote(cast)
    for who in ("wu", "zhou", "zhao", "feng", "chen", "li", "qian", "stranger"):
        with pytest.raises(NotAllowed):
            actions.keep_late_paper(cast.actor(who, at=AFTER), vote_id=vote.id, number="7")
    assert not LatePaper.objects.exists()


def test_register_asks_for_a_code_a_number_and_each_paper_once(cast: Cast) -> None:
    vote, sun = noticed_vote(cast), cast.actor("sun", at=AFTER)
    with pytest.raises(NeedsSecondFactor):
        actions.keep_late_paper(cast.actor("sun", at=AFTER, second_factor=False), vote_id=vote.id, number="7")
    with pytest.raises(ValidationError):
        actions.keep_late_paper(sun, vote_id=vote.id, number=" ")
    actions.keep_late_paper(sun, vote_id=vote.id, number="7")
    with pytest.raises(ValidationError):
        actions.keep_late_paper(sun, vote_id=vote.id, number="7")


def test_nothing_is_late_while_the_vote_is_open(cast: Cast) -> None:
    vote = noticed_vote(cast)
    with pytest.raises(WrongState):
        actions.keep_late_paper(cast.actor("sun", at=WHILE_OPEN), vote_id=vote.id, number="7")


def test_register_as_a_table(cast: Cast) -> None:
    vote = noticed_vote(cast)
    paper = printed_paper(cast, vote, "3-301")
    sun = cast.actor("sun", at=AFTER)
    actions.keep_late_paper(sun, vote_id=vote.id, number=paper.token, note="楼组长送来")
    actions.keep_late_paper(sun, vote_id=vote.id, number="=1+1")
    sheet = openpyxl.load_workbook(BytesIO(late_workbook(vote))).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    assert [row[0] for row in rows] == [str(paper.number), "=1+1"]
    assert rows[0][1:3] == ["3-301", "2026-08-01 00:00"]
    assert rows[0][4] == "楼组长送来"
    [printed] = late_register_facts(vote, "dongzhen", sample=True).parts
    assert [list(row) for row in printed.rows] == rows  # on paper the same
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
