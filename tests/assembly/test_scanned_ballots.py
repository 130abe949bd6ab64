"""A scan is one of the two readings of a ballot, where one person alone may sign; it never says who signed."""

from collections.abc import Mapping

from linmeng.assembly.background import take_in_read_papers
from linmeng.assembly.models import BallotPaper, CastBallot, Receipt
from linmeng.common.actor import Actor
from linmeng.ground.models import StoredFile
from linmeng.papers.actions import take_scan_reading
from linmeng.papers.models import Scan, ScanPile
from linmeng.people.models import Ownership
from tests.assembly.votes import WHILE_OPEN, noticed_vote, printed_paper, read
from tests.cast import SINCE, Cast


def scan_of(cast: Cast, paper: BallotPaper, values: Mapping[str, str]) -> None:
    """What the worker does with a page it could read."""
    sun = cast.actor("sun", at=WHILE_OPEN)
    pile = ScanPile.objects.create(
        compound=paper.vote.compound, name="a", by_person_id=sun.person_id, by_seat="x", put_in_at=WHILE_OPEN
    )
    file = StoredFile.objects.create(
        kind="document",
        name="a",
        folder="a",
        media_type="image/png",
        size=1,
        sha256="0" * 64,
        stored_at=WHILE_OPEN,
    )
    scan = Scan.objects.create(pile=pile, page=1, file=file, sheet=paper.sheet, state="read")
    take_scan_reading(
        Actor(at=WHILE_OPEN, system="scan"), sheet_id=paper.sheet_id, scan_id=scan.id, values=values
    )


def test_scan_then_person_cast_the_paper(cast: Cast) -> None:
    paper = printed_paper(cast, noticed_vote(cast), "3-101")
    scan_of(cast, paper, {"1": "yes"})
    assert Receipt.objects.count() == 0
    assert read(cast, "sun", paper, "yes", at=WHILE_OPEN).state == "settled"
    assert (CastBallot.objects.get().choice, Receipt.objects.get().by) == ("yes", paper.entry.owners[0])


def test_person_then_scan_are_taken_in_by_the_worker_once(cast: Cast) -> None:
    paper = printed_paper(cast, noticed_vote(cast), "3-101")
    read(cast, "sun", paper, "no", at=WHILE_OPEN)
    scan_of(cast, paper, {"1": "no"})
    assert Receipt.objects.count() == 0
    assert [take_in_read_papers(at=WHILE_OPEN), take_in_read_papers(at=WHILE_OPEN)] == [1, 0]
    assert (CastBallot.objects.get().choice, Receipt.objects.get().channel) == ("no", "paper")


def test_scan_that_differs_from_the_person_waits_for_a_third(cast: Cast) -> None:
    paper = printed_paper(cast, noticed_vote(cast), "3-101")
    scan_of(cast, paper, {"1": "no"})
    assert read(cast, "sun", paper, "yes", at=WHILE_OPEN).state == "read_apart"
    assert Receipt.objects.count() == 0
    assert read(cast, "he", paper, "yes", at=WHILE_OPEN).state == "settled"


def test_where_two_may_sign_a_scan_is_no_reading(cast: Cast) -> None:
    Ownership.objects.create(unit=cast.units["3-301"], person=cast.people["li"], valid_from=SINCE)
    paper = printed_paper(cast, noticed_vote(cast), "3-301")
    scan_of(cast, paper, {"1": "yes"})
    assert paper.sheet.readings.count() == 0
    assert read(cast, "sun", paper, "yes", at=WHILE_OPEN).state == "read_once"
