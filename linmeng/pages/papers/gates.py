"""What a request may reach of printed sheets; everything else is not there."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from linmeng.common.errors import NotAllowed
from linmeng.common.second_factor import demand_second_factor
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.papers.models import PrintRun, Scan, ScanPile, Sheet
from linmeng.papers.permissions import may_print
from linmeng.papers.queries import piles_for, runs_for, sheets_for


def check_logged_in(request: VisitorRequest) -> None:
    """Strangers are led to the log-in: whoever scans a list's square has come to work."""
    if request.visitor.actor.person_id is None:
        raise NotAllowed(_("Please log in first."))


def run_for(request: VisitorRequest, pk: int) -> PrintRun:
    """A run this hat works with."""
    check_logged_in(request)
    return get_object_or_404(runs_for(request.visitor.actor), pk=pk)


def printed_run(request: VisitorRequest, pk: int) -> PrintRun:
    """The same for who prints, confirmed by a code: its file holds the codes of every door."""
    run, actor = run_for(request, pk), request.visitor.actor
    if not may_print(actor, run.compound_id):
        raise NotAllowed(_("Only those who print sheets handle their file."))
    demand_second_factor(actor, _("Before handling printed sheets, please confirm with a code by SMS."))
    return run


def sheet_for(request: VisitorRequest, run: PrintRun, pk: int) -> Sheet:
    """A sheet of the run within this hat's reach."""
    return get_object_or_404(sheets_for(request.visitor.actor, run), pk=pk)


def pile_for(request: VisitorRequest, pk: int) -> ScanPile:
    """A pile of scans this hat may see."""
    check_logged_in(request)
    return get_object_or_404(piles_for(request.visitor.actor), pk=pk)


def scan_for(request: VisitorRequest, pk: int, page: int) -> Scan:
    """One page of such a pile."""
    pile = pile_for(request, pk)
    rows = Scan.objects.select_related("file", "sheet__run", "sheet__unit")
    scan = get_object_or_404(rows, pile=pile, page=page)
    scan.pile = pile
    return scan


def private(content: object, media_type: str, name: str, *, attachment: bool) -> HttpResponse:
    """A file for one pair of eyes: kept by no cache, never guessed at, named by us."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(attachment, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def not_there() -> Http404:
    """What is said of things out of reach."""
    return Http404(_("There is no such page."))
