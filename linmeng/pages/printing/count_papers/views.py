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
from linmeng.common.errors import WrongState
from linmeng.pages.assembly.gates import inside_vote, vote_for
from linmeng.pages.assembly.register import register_workbook
from linmeng.pages.printing.count_papers.registers import (
    late_register_facts,
    late_workbook,
    stub_register_facts,
)
from linmeng.pages.printing.count_papers.report import language, report_facts
from linmeng.pages.printing.count_papers.sheets import TableSheetFacts, table_sheet_pdf
from linmeng.pages.printing.count_papers.workbook import statistics_workbook
from linmeng.pages.printing.typeset import MissingGlyph
from linmeng.pages.publishing.papers import poster_pdf
from linmeng.pages.shared.visitor import VisitorRequest

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF, ZIP = "application/pdf", "application/zip"


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    how = "inline" if media_type == PDF else "attachment"
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'{how}; filename="{name}"'
    return response


def _sheet(make: Callable[[], TableSheetFacts]) -> bytes:
    try:
        return table_sheet_pdf(make())
    except MissingGlyph as fault:
        raise WrongState(str(fault)) from fault


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
    return _file(content, PDF, f"count-{pk}-{version}.pdf")


@require_GET
def stub_register(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Which papers went out and came back."""
    vote = _noticed(request, pk)
    content = _sheet(lambda: stub_register_facts(vote, slug, sample=_sample(request)))
    return _file(content, PDF, f"stub-register-{pk}.pdf")


@require_GET
def late_register(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """What came after closing."""
    vote = _noticed(request, pk)
    content = _sheet(lambda: late_register_facts(vote, slug, sample=_sample(request)))
    return _file(content, PDF, f"late-{pk}.pdf")


@require_GET
def late_excel(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """The same as a table."""
    return _file(late_workbook(_noticed(request, pk)), EXCEL, f"late-{pk}.xlsx")


@require_GET
def statistics_excel(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """By way and by building."""
    vote, version = _counted(request, pk)
    return _file(statistics_workbook(vote, version), EXCEL, f"statistics-{pk}-{version}.xlsx")


@require_GET
def all_papers(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Everything that a count leaves behind, in one file for the archive."""
    vote = inside_vote(request, pk, may_count)
    version = newest_version(vote)
    if not version:
        raise Http404
    content = _zipped(_sheets(request, vote, version, slug), _tables(vote, version))
    return _file(content, ZIP, f"count-{pk}-{version}.zip")


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
