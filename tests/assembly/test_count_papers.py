"""Page, poster, report, tables and published facts say the same figures; no paper says a choice of one home."""

import io
import json
from zipfile import ZipFile

import pypdfium2
from openpyxl import load_workbook

from linmeng.assembly.actions import publish_result, recount
from linmeng.assembly.models import Vote
from linmeng.assembly.queries.signatures import signed
from linmeng.pages.printing.count_papers.report import report_facts
from linmeng.publishing.models import Publication
from tests.assembly.test_whole_vote import voted
from tests.assembly.votes import AFTER, close_and
from tests.browser.test_thread import plain
from tests.browsing import Visits, path
from tests.cast import Cast


def pdf_words(content: bytes) -> str:
    with pypdfium2.PdfDocument(io.BytesIO(content)) as document:
        return plain(" ".join(page.get_textpage().get_text_range() for page in document))


def test_all_papers_say_the_figures_of_the_facts(cast: Cast, page: Visits) -> None:
    vote = voted(cast, paper_units=("3-301", "3-302"))
    close_and(cast, vote, "published")
    facts = json.loads(Publication.objects.get(subject="vote_result").facts)
    assert facts["received"] == {"web": 6, "paper": 2, "city": 0} and facts["papers"]["printed"] == 9
    assert [one["agrees"] for one in facts["signatures"]] == [True, True]
    answer = page("sun").get(path(cast, f"print/votes/{vote.id}/count.zip"))
    with ZipFile(io.BytesIO(answer.content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    papers = [pdf_words(content) for name, content in files.items() if name.endswith(".pdf")]
    figures = {cell: one["area_m2"] for cell, one in facts["questions"][0]["cells"].items()}
    assert (figures["participating"], figures["yes"], figures["no"]) == ("800.00", "600.00", "100.00")
    with_figures = [words for words in papers if all(figure in words for figure in figures.values())]
    assert len(papers) == 4 and len(with_figures) == 2  # the report and the poster; registers tell no answers
    public = plain(page("stranger").get(path(cast, f"votes/{vote.id}/")).content.decode())
    assert all(figures[cell] in public for cell in ("total", "participating", "yes", "no", "abstain"))
    table = next(content for name, content in files.items() if "统计" in name or "statistics" in name)
    rows = list(load_workbook(io.BytesIO(table)).worksheets[0].iter_rows(values_only=True))
    assert (800, 8) in {row[1:3] for row in rows} and (600, 6) in {row[1:3] for row in rows}


def test_register_tells_paper_home_and_return_but_no_answer(cast: Cast, page: Visits) -> None:
    vote = voted(cast)
    close_and(cast, vote, "counted")
    content = page("li").get(path(cast, f"votes/{vote.id}/register.xlsx")).content
    rows = list(load_workbook(io.BytesIO(content)).active.iter_rows(min_row=3, values_only=True))
    by_unit = {row[2]: row for row in rows}
    assert len(rows) == 9 and by_unit["3-301"][3] == "7" and by_unit["3-301"][5] != by_unit["3-303"][5]
    words = " ".join(str(cell) for row in rows for cell in row)
    assert "同意" not in words and "yes" not in words


def report_words(cast: Cast, page: Visits, vote: Vote) -> str:
    """Of the count report, without blanks: how a hash breaks over lines says nothing."""
    answer = page("sun").get(path(cast, f"print/votes/{vote.id}/report.pdf"))
    return "".join(pdf_words(answer.content).split())


def test_report_of_a_published_count_leads_to_its_bundle_with_the_whole_hash(
    cast: Cast, page: Visits
) -> None:
    vote = voted(cast)
    close_and(cast, vote, "counted")
    before = report_words(cast, page, vote)
    assert "SHA-256" in before or "指纹" in before
    assert not vote.bundles.exists() and path(cast, f"votes/{vote.id}/bundle") not in before
    signed_by_whom = [one.seat for one in signed(vote, 1)]
    publish_result(cast.actor("wang", at=AFTER), vote_id=vote.id)
    bundle, after = vote.bundles.get(), report_words(cast, page, vote)
    assert bundle.sha256 in after and bundle.sha256 not in before
    assert path(cast, f"votes/{vote.id}/bundle/") in after
    assert all("".join(seat.split()) in after for seat in signed_by_whom) and len(signed_by_whom) == 2


def test_report_of_a_recount_names_no_bundle_before_its_own_is_published(cast: Cast) -> None:
    vote = voted(cast)
    close_and(cast, vote, "published")
    vote.refresh_from_db()
    recount(cast.actor("sun", at=AFTER), vote_id=vote.id, reason="业主要求复核")
    first, known = vote.bundles.get(), {}
    for version in (1, 2):
        parts = report_facts(vote, version, cast.alliance.slug, sample=False).parts
        cells = [cell.replace(" ", "") for part in parts for row in part.rows for cell in row]
        known[version] = first.sha256 in cells
    assert known == {1: True, 2: False}
