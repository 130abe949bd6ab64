"""Print runs and the register of one."""

from collections.abc import Iterable

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from linmeng.common.clock import local_day
from linmeng.pages.papers.gates import check_logged_in, run_for
from linmeng.pages.papers.readers import SheetLine, carriers_of, run_lines, sheet_lines, state_tabs
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.pages.shared.workbook import Cell, workbook, workbook_response
from linmeng.papers.models import PrintRun
from linmeng.papers.permissions import may_fetch, may_print, may_scan
from linmeng.papers.queries import counts_by_state, entrances_of, found_sheets, runs_for, sheets_for

RUNS_A_PAGE = 20
SHEETS_A_PAGE = 50


@require_GET
def print_runs(request: VisitorRequest, slug: str) -> HttpResponse:
    """Every run in reach, newest first; for a carrier those with doors of the own building."""
    check_logged_in(request)
    actor, kind = request.visitor.actor, request.GET.get("kind", "")
    runs = runs_for(actor)
    found = runs.filter(kind=kind) if kind in PrintRun.Kind.values else runs
    page = Paginator(found, RUNS_A_PAGE).get_page(request.GET.get("page"))
    lines = run_lines(actor, list(page.object_list))
    context = {
        "page": page,
        "lines": lines,
        "waiting": sum(line.waiting for line in lines),
        "kinds": [("", _("All")), *PrintRun.Kind.choices],
        "kind": kind,
        "scans": actor.hat is not None and any(may_scan(actor, id) for id in actor.hat.compounds),
    }
    return render(request, "papers/print_runs.html", context)


@require_GET
def print_run(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """The register of a run in walking order, searched and narrowed."""
    run, actor = run_for(request, pk), request.visitor.actor
    sheets = sheets_for(actor, run)
    words, state, entrance = (request.GET.get(name, "")[:60] for name in ("q", "state", "entrance"))
    found = found_sheets(sheets, words=words, state=state, entrance=entrance)
    page = Paginator(found, SHEETS_A_PAGE).get_page(request.GET.get("page"))
    prints = may_print(actor, run.compound_id)
    context = {
        "run": run,
        "page": page,
        "lines": sheet_lines(page.object_list),
        "tabs": state_tabs(request.GET, counts_by_state(sheets)),
        "entrances": entrances_of(sheets),
        "entrance": entrance,
        "words": words,
        "prints": prints,
        "fetches": may_fetch(actor, run.kind, run.compound_id),
        "carriers": carriers_of(actor, run) if prints else [],
    }
    return render(request, "papers/print_run.html", context)


@require_GET
def register_excel(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """The register as it is narrowed now: doors and numbers, nobody's name."""
    run, actor = run_for(request, pk), request.visitor.actor
    words, state, entrance = (request.GET.get(name, "")[:60] for name in ("q", "state", "entrance"))
    found = found_sheets(sheets_for(actor, run), words=words, state=state, entrance=entrance)
    headers = [_("Number"), _("Entrance"), _("Unit"), _("State"), _("Last"), _("Returned on")]
    content = workbook(run.title, headers, [10, 20, 14, 16, 40, 14], _rows(sheet_lines(found)))
    return workbook_response(content, f"register-{run.id}-{actor.today.isoformat()}")


def _rows(lines: Iterable[SheetLine]) -> Iterable[list[Cell]]:
    for line in lines:
        sheet = line.sheet
        back = local_day(sheet.returned_at) if sheet.returned_at else None
        yield [sheet.number, line.entrance, line.door, str(sheet.get_state_display()), line.last, back]
