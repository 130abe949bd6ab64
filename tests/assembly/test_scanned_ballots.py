"""A scan is one of the two readings of a ballot, where one person alone may sign; it never says who signed."""

import re

from linmeng.assembly.background import take_in_read_papers
from linmeng.assembly.models import CastBallot, Receipt
from linmeng.people.models import Ownership
from tests.assembly.votes import WHILE_OPEN, noticed_vote, printed_paper, read, scanned
from tests.browsing import Visits, path
from tests.cast import SINCE, Cast


def test_scan_then_person_cast_the_paper(cast: Cast) -> None:
    paper = printed_paper(cast, noticed_vote(cast), "3-101")
    scanned(cast, paper, {"1": "yes"})
    assert Receipt.objects.count() == 0
    assert read(cast, "sun", paper, "yes", at=WHILE_OPEN).state == "settled"
    assert (CastBallot.objects.get().choice, Receipt.objects.get().by) == ("yes", paper.entry.owners[0])


def test_person_then_scan_are_taken_in_by_the_worker_once(cast: Cast) -> None:
    paper = printed_paper(cast, noticed_vote(cast), "3-101")
    read(cast, "sun", paper, "no", at=WHILE_OPEN)
    scanned(cast, paper, {"1": "no"})
    assert Receipt.objects.count() == 0
    assert [take_in_read_papers(at=WHILE_OPEN), take_in_read_papers(at=WHILE_OPEN)] == [1, 0]
    assert (CastBallot.objects.get().choice, Receipt.objects.get().channel) == ("no", "paper")


def test_scan_that_differs_from_the_person_waits_for_a_third(cast: Cast) -> None:
    paper = printed_paper(cast, noticed_vote(cast), "3-101")
    scanned(cast, paper, {"1": "no"})
    assert read(cast, "sun", paper, "yes", at=WHILE_OPEN).state == "read_apart"
    assert Receipt.objects.count() == 0
    assert read(cast, "he", paper, "yes", at=WHILE_OPEN).state == "settled"


def test_where_two_may_sign_a_scan_is_no_reading(cast: Cast) -> None:
    Ownership.objects.create(unit=cast.units["3-301"], person=cast.people["li"], valid_from=SINCE)
    paper = printed_paper(cast, noticed_vote(cast), "3-301")
    scanned(cast, paper, {"1": "yes"})
    assert paper.sheet.readings.count() == 0
    assert read(cast, "sun", paper, "yes", at=WHILE_OPEN).state == "read_once"


def test_reader_sees_the_page_beside_the_boxes_and_nothing_of_what_was_read(cast: Cast, page: Visits) -> None:
    vote = noticed_vote(cast)
    paper = printed_paper(cast, vote, "3-101")
    scan = scanned(cast, paper, {"1": "yes"})
    enter = path(cast, f"votes/{vote.id}/enter/?paper={paper.token}")
    shown = page("sun").get(enter).content.decode()
    answers = re.findall(r'<input[^>]*name="q1"[^>]*>', shown)
    assert f"scans/{scan.pile_id}/1/page.jpg" in shown
    assert len(answers) == 4 and not any("checked" in answer for answer in answers)
