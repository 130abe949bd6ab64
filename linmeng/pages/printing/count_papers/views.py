"""The papers of a count as files: each alone, or all of them in one."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from linmeng.assembly.models import Vote
from linmeng.assembly.permissions import may_count, may_see_register
from linmeng.assembly.queries import register
from linmeng.assembly.queries.recount import published_result, published_version
from linmeng.assembly.queries.signatures import newest_version
from linmeng.pages.assembly.gates import inside_vote, vote_for
from linmeng.pages.assembly.late_workbook import late_workbook
from linmeng.pages.assembly.register import register_workbook
from linmeng.pages.printing.count_papers.registers import late_register_facts, stub_register_facts
from linmeng.pages.printing.count_papers.report import language, report_facts
from linmeng.pages.printing.count_papers.sheets import TableSheetFacts, table_sheet_pdf
from linmeng.pages.printing.count_papers.workbook import statistics_workbook
from linmeng.pages.printing.responses import typeset
from linmeng.pages.publishing.papers import poster_pdf
from linmeng.pages.shared.files import attached, pdf_response
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.pages.shared.workbook import workbook_response

ZIP = "application/zip"


def _sheet(make: Callable[[], TableSheetFacts]) -> bytes:
    return typeset(lambda: table_sheet_pdf(make()))


def _counted(request: VisitorRequest, pk: int) -> tuple[Vote, int]:
    """Those who count see the newest count; everyone the one that hangs on the board."""
    vote = vote_for(request, pk)
    counts = may_count(request.visitor.actor, vote.compound_id)
    version = newest_version(vote) if counts else published_version(vote)
    if not version:
        raise Http404
    return vote, version


def _sample(request: VisitorRequest) -> bool:
    return request.visitor.alliance.is_sample


def _noticed(request: VisitorRequest, pk: int) -> Vote:
    vote = inside_vote(request, pk, may_see_register)
    if vote.noticed_on is None:
        raise Http404
    return vote


@require_GET
def report(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """The count report."""
    vote, version = _counted(request, pk)
    content = _sheet(lambda: report_facts(vote, version, slug, sample=_sample(request)))
    return pdf_response(content, f"count-{pk}-{version}")


@require_GET
def stub_register(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Which papers went out and came back."""
    vote = _noticed(request, pk)
    content = _sheet(lambda: stub_register_facts(vote, slug, sample=_sample(request)))
    return pdf_response(content, f"stub-register-{pk}")


@require_GET
def late_register(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """What came after closing."""
    vote = _noticed(request, pk)
    content = _sheet(lambda: late_register_facts(vote, slug, sample=_sample(request)))
    return pdf_response(content, f"late-{pk}")


@require_GET
def late_excel(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """The same as a table."""
    return workbook_response(late_workbook(_noticed(request, pk)), f"late-{pk}")


@require_GET
def statistics_excel(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """By way and by building."""
    vote, version = _counted(request, pk)
    return workbook_response(statistics_workbook(vote, version), f"statistics-{pk}-{version}")


@require_GET
def all_papers(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Everything that a count leaves behind, in one file for the archive."""
    vote = inside_vote(request, pk, may_count)
    version = newest_version(vote)
    if not version:
        raise Http404
    content = _zipped(_sheets(request, vote, version, slug), _tables(vote, version))
    return attached(content, ZIP, f"count-{pk}-{version}.zip")


def _sheets(request: VisitorRequest, vote: Vote, version: int, slug: str) -> dict[str, bytes]:
    sample, board = _sample(request), published_result(vote)
    sheets = {
        _("count report"): _sheet(lambda: report_facts(vote, version, slug, sample=sample)),
        _("stub register"): _sheet(lambda: stub_register_facts(vote, slug, sample=sample)),
        _("late papers"): _sheet(lambda: late_register_facts(vote, slug, sample=sample)),
    }
    if board is not None:
        sheets[_("poster")] = poster_pdf(board, request.visitor.alliance, size="a3", lang=language())
    return sheets


def _tables(vote: Vote, version: int) -> dict[str, bytes]:
    return {
        _("stub register"): register_workbook(vote, list(register(vote))),
        _("late papers"): late_workbook(vote),
        _("statistics"): statistics_workbook(vote, version),
    }


def _zipped(sheets: dict[str, bytes], tables: dict[str, bytes]) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in sheets.items():
            archive.writestr(f"{name}.pdf", content)
        for name, content in tables.items():
            archive.writestr(f"{name}.xlsx", content)
    return file.getvalue()
