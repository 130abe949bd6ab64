"""The pages of a committee's life: who reaches them, what they do, what they say to a wrong moment."""

from collections.abc import Callable, Iterator
from io import BytesIO

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from linmeng.alliance.models import CommitteeTerm
from linmeng.assembly.actions.term import open_hand_over, propose_leaving
from linmeng.assembly.models import Filing, HandOver, Leaving
from linmeng.people.models import Seat
from tests.cast import NOON, Cast
from tests.term.electing import elected
from tests.term.test_hand_over_and_leaving import GROUP_FORMED

PDF = b"%PDF-1.7\n%%EOF\n"
Page = Callable[..., Client]


@pytest.fixture(autouse=True)
def _on_that_day() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


def path(cast: Cast, name: str, *args: object) -> str:
    """The address of a page of the cast's alliance."""
    return reverse(name, args=[cast.alliance.slug, *args])


def _life(cast: Cast) -> str:
    return path(cast, "committee_life", "wt")


def test_life_is_public_and_masks_the_members(cast: Cast, page: Page) -> None:
    text = page("stranger").get(_life(cast)).content.decode()
    assert "王*" in text
    assert "王建国" not in text
    assert "第 2 届" in text
    assert "上海市住宅物业管理规定 28" in text


def test_vacant_compound_shows_the_lawful_ways_on(cast: Cast, page: Page) -> None:
    text = page("qian").get(path(cast, "committee_life", "ht")).content.decode()
    assert "海棠里没有业委会" in text
    assert "上海市居民委员会工作条例 20" in text
    assert "上海市住宅物业管理规定 73" in text


def test_whole_filing_by_its_pages(cast: Cast, page: Page) -> None:
    election, sun = elected(cast), page("sun", second_factor=True)
    begun = sun.post(path(cast, "filing_new", "wt"), {"election": election.id, "once": "a"})
    assert begun.status_code == 302
    filing = Filing.objects.get()
    for paper in filing.papers.all():
        form = {"file": SimpleUploadedFile("paper.pdf", PDF), "once": f"p{paper.id}"}
        assert sun.post(path(cast, "filing_paper", filing.id, paper.id), form).status_code == 302
    assert sun.post(path(cast, "filing_hand_in", filing.id)).status_code == 302
    for name in ("filing_answer", "filing_complete"):
        assert sun.get(path(cast, name, filing.id)).status_code == 200
    done = {"certificate": "长房备2026-3", "seal_text": "第三届", "on": "2026-07-05", "once": "c"}
    assert sun.post(path(cast, "filing_complete", filing.id), done).status_code == 302
    assert CommitteeTerm.objects.get(number=3).filing == "长房备2026-3"
    assert sun.get(path(cast, "filing_correct", filing.id)).status_code == 200
    paper = filing.papers.all()[0]
    file = sun.get(path(cast, "filing_paper_file", filing.id, paper.id))
    assert b"".join(file.streaming_content) == PDF
    assert page("chen").get(path(cast, "filing_paper_file", filing.id, paper.id)).status_code == 403


def test_wrong_file_gets_a_sentence(cast: Cast, page: Page) -> None:
    election, sun = elected(cast), page("sun", second_factor=True)
    sun.post(path(cast, "filing_new", "wt"), {"election": election.id, "once": "a"})
    paper = Filing.objects.get().papers.all()[0]
    form = {"file": SimpleUploadedFile("x.pdf", b"MZ no paper"), "once": "b"}
    answer = sun.post(path(cast, "filing_paper", paper.filing_id, paper.id), form)
    assert answer.status_code == 200
    assert "x.pdf" in answer.content.decode()


def test_hand_over_by_its_pages_and_as_a_list(cast: Cast, page: Page) -> None:
    term = CommitteeTerm.objects.get()
    found = open_hand_over(
        cast.actor("wang"), compound_id=cast.compound.id, kind="to_keeping", from_term_id=term.id, since=GROUP_FORMED
    )  # fmt: skip
    item = found.items.all()[0]
    wang, sun = page("wang"), page("sun")
    given = wang.post(path(cast, "hand_over_item", found.id, item.id), {"note": "完好", "once": "g"})
    assert given.status_code == 302
    assert "收到了" not in wang.get(path(cast, "hand_over", found.id)).content.decode()
    assert "收到了" in sun.get(path(cast, "hand_over", found.id)).content.decode()
    sun.post(path(cast, "hand_over_item", found.id, item.id), {"received": "1"})
    sheet = load_workbook(BytesIO(sun.get(path(cast, "hand_over_excel", found.id)).content)).active
    assert [cell.value for cell in sheet[3]][1:4] == ["业主委员会印章", "1", "已收到"]
    assert sun.get(path(cast, "hand_over_pdf", found.id)).content.startswith(b"%PDF")


@pytest.mark.parametrize(("who", "status"), [("li", 200), ("chen", 200), ("qian", 404), ("stranger", 302)])
def test_hand_over_is_read_by_neighbours_of_the_compound(
    cast: Cast, page: Page, who: str, status: int
) -> None:
    term = CommitteeTerm.objects.get()
    found = open_hand_over(
        cast.actor("wang"), compound_id=cast.compound.id, kind="to_keeping", from_term_id=term.id, since=GROUP_FORMED
    )  # fmt: skip
    assert page(who).get(path(cast, "hand_over", found.id)).status_code == status
    assert HandOver.objects.count() == 1


def test_leaving_by_its_pages(cast: Cast, page: Page) -> None:
    seat = Seat.objects.get(person=cast.people["he"], role="committee_member")
    sun = page("sun")
    form = {"kind": "resignation", "ground": "递交了书面辞呈", "once": "l"}
    assert sun.post(path(cast, "leaving_propose", "wt", seat.id), form).status_code == 302
    leaving = Leaving.objects.get()
    assert sun.get(path(cast, "leaving_take_back", "wt", leaving.id)).status_code == 200
    sun.post(path(cast, "leaving_decide", "wt", leaving.id), {"leaves": "yes", "once": "d"})
    leaving.refresh_from_db()
    assert leaving.state == "ended"
    again = sun.post(path(cast, "leaving_decide", "wt", leaving.id), {"leaves": "no", "once": "e"})
    assert again.status_code == 409


def test_life_asks_as_often_however_much_it_shows(
    cast: Cast, page: Page, django_assert_max_num_queries: Callable[..., object]
) -> None:
    seat = Seat.objects.get(person=cast.people["he"], role="committee_member")
    propose_leaving(cast.actor("sun"), seat_id=seat.id, kind="resignation", ground="递交了书面辞呈")
    sun = page("sun")
    sun.get(_life(cast))
    with django_assert_max_num_queries(40):
        sun.get(_life(cast))
