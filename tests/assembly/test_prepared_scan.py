"""A paper that a phone prepared, printed, signed and scanned with a pile: known by its code or its number,
read by the machine, and cast by a second, blind reading like every other paper."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from linmeng.assembly import actions
from linmeng.assembly.models import BallotPaper, CastBallot, Receipt, Vote
from linmeng.common.errors import NotAllowed
from linmeng.ground.actions.documents import Incoming
from linmeng.pages.printing.prepared_ballot import prepared_layout, prepared_pdf
from linmeng.papers.actions import name_scan, put_in_pile
from linmeng.papers.background import read_waiting_scans
from linmeng.papers.models import Scan, ScanPile
from linmeng.papers.queries.scans import sheets_by_sign
from tests.assembly.test_prepared_paper import paper_vote
from tests.assembly.votes import WHILE_OPEN, entry_of, owner_of, printed_paper, read
from tests.browsing import Visits, path
from tests.cast import Cast
from tests.printing.papers import pages_of

BLANK = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU"
    b"\x00\x00\x00\nIDATx\x9cc\xf8\x0f\x00\x01\x01\x01\x00\x1b\xb6\xeeV\x00\x00\x00\x00IEND\xaeB`\x82"
)


def prepared(cast: Cast, vote: Vote, choice: str = "yes", unit: str = "3-101") -> tuple[BallotPaper, bytes]:
    """The paper as the owner prints it at home, its box marked in print."""
    paper = actions.prepare_paper(
        owner_of(cast, unit, WHILE_OPEN),
        vote_id=vote.id,
        entry_id=entry_of(vote, unit).id,
        layout=prepared_layout(vote, sample=False),
        key=unit,
    )
    return paper, prepared_pdf(paper, {1: choice}, cast.alliance.slug, sample=False)


def piled(cast: Cast, content: bytes, name: str = "a.pdf") -> ScanPile:
    pile = put_in_pile(
        cast.actor("sun", at=WHILE_OPEN),
        compound_id=cast.compound.id,
        name="七月二十五日",
        files=[Incoming(name, len(content), lambda: content)],
    )
    read_waiting_scans(WHILE_OPEN + timedelta(minutes=1))
    return pile


def test_scan_is_known_by_its_code_and_read_beside_those_of_the_office(cast: Cast) -> None:
    vote = paper_vote(cast)
    printed_paper(cast, vote, "3-101")
    paper, sheet = prepared(cast, vote, "no")
    scan = piled(cast, sheet).scans.get()
    assert (scan.sheet_id, scan.state) == (paper.sheet_id, "read")
    assert Receipt.objects.count() == 0  # one reading alone casts nothing
    assert read(cast, "he", paper, "no", at=WHILE_OPEN).state == "settled"
    receipt = Receipt.objects.get()
    assert (receipt.paper_id, receipt.by, receipt.channel) == (paper.id, str(cast.people["li"].id), "paper")
    assert CastBallot.objects.get().choice == "no"


def test_second_entry_that_differs_from_the_scan_waits_for_a_third_person(cast: Cast) -> None:
    vote = paper_vote(cast)
    paper, sheet = prepared(cast, vote, "no")
    piled(cast, sheet)
    assert read(cast, "he", paper, "yes", at=WHILE_OPEN).state == "read_apart"
    assert Receipt.objects.count() == 0
    assert read(cast, "sun", paper, "no", at=WHILE_OPEN).state == "settled"
    assert CastBallot.objects.get().choice == "no"


def test_page_without_a_readable_code_is_named_by_the_number_and_entered_by_two(cast: Cast) -> None:
    vote = paper_vote(cast)
    printed_paper(cast, vote, "3-102")
    paper, sheet = prepared(cast, vote)
    assert str(paper.number) in "".join(pages_of(sheet))
    scan = piled(cast, BLANK, "a.png").scans.get()
    assert (scan.state, scan.sheet) == ("no_code", None)
    (found,) = sheets_by_sign(str(paper.number), cast.compound.id)
    assert found.id == paper.sheet_id
    named = name_scan(cast.actor("sun", at=WHILE_OPEN), scan_id=scan.id, sheet_id=found.id)
    assert (named.state, named.sheet_id) == ("unsure", paper.sheet_id)
    assert read(cast, "he", paper, "yes", at=WHILE_OPEN).state == "read_once"
    assert Receipt.objects.count() == 0
    assert read(cast, "sun", paper, "yes", at=WHILE_OPEN).state == "settled"
    assert CastBallot.objects.get().choice == "yes"


def test_reader_finds_it_by_number_and_sees_the_page_but_no_answer(cast: Cast, page: Visits) -> None:
    vote = paper_vote(cast)
    paper, sheet = prepared(cast, vote)
    scan = piled(cast, sheet).scans.get()
    enter = path(cast, f"votes/{vote.id}/enter/?paper={paper.number}")
    with time_machine.travel(WHILE_OPEN, tick=False):
        shown: Any = page("sun").get(enter)
        assert f"scans/{scan.pile_id}/1/page.jpg" in shown.text
        assert not any(field.value() for field in shown.context["form"] if field.name.startswith("q"))
        assert page("li").get(enter).status_code == 403


def test_paper_that_was_replaced_is_set_aside_when_its_scan_comes(cast: Cast) -> None:
    vote = paper_vote(cast)
    paper, sheet = prepared(cast, vote)
    again = actions.prepare_paper(
        owner_of(cast, "3-101", WHILE_OPEN),
        vote_id=vote.id,
        entry_id=paper.entry_id,
        layout=prepared_layout(vote, sample=False),
        key="again",
    )
    scan = piled(cast, sheet).scans.get()
    assert (scan.state, again.number) == ("set_aside", paper.number + 1)
    assert Scan.objects.get().sheet_id == paper.sheet_id and Receipt.objects.count() == 0


def test_nobody_enters_the_own_prepared_paper(cast: Cast) -> None:
    vote = paper_vote(cast)
    who = next(one for one in ("wang", "he") if cast.actor(one).units)
    unit = next(code for code, unit in cast.units.items() if unit.id in cast.actor(who).units)
    paper, _sheet = prepared(cast, vote, unit=unit)
    with pytest.raises(NotAllowed):
        read(cast, who, paper, "yes", at=WHILE_OPEN)
