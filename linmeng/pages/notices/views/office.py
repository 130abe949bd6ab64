"""Who was reached: for the office that told them. Names are masked, numbers are not shown at all."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from linmeng.pages.notices import asking
from linmeng.pages.notices.gates import office_compounds
from linmeng.pages.notices.readers import read_thing
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.pages.shared.workbook import workbook, workbook_response
from linmeng.publishing import actions
from linmeng.publishing.models import Delivery
from linmeng.publishing.queries.delivery_log import log_of_thing, narrowed, told_things

ROWS_A_PAGE = 50
THINGS_A_PAGE = 20
MOST_EXCEL_ROWS = 10_000


@login_required
@require_GET
def things(request: VisitorRequest, slug: str) -> HttpResponse:
    """What was told in my compounds, with how many were reached."""
    rows = told_things(office_compounds(request))
    words = request.GET.get("q", "").strip()[:60]
    if words:
        rows = rows.filter(notice__title__contains=words)
    page = Paginator(rows, THINGS_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "notices/things.html", {"page": page, "rows": list(page.object_list), "words": words}
    )


@login_required
@require_GET
def thing(request: VisitorRequest, slug: str, subject: str, pk: int) -> HttpResponse:
    """Who was told of one thing, by which way, and whom it did not reach."""
    everything = log_of_thing(office_compounds(request), subject, pk)
    told = read_thing(everything)
    if told is None:
        raise Http404
    rows = narrowed(everything, asking.log_search(request.GET))
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "told": told,
        "page": page,
        "rows": list(page.object_list),
        "subject": subject,
        "pk": pk,
        "way_tabs": asking.way_tabs(request.GET),
        "state_tabs": asking.state_tabs(request.GET),
    }
    return render(request, "notices/thing.html", context)


@login_required
@require_GET
def thing_excel(request: VisitorRequest, slug: str, subject: str, pk: int) -> HttpResponse:
    """The same as a table, masked as on the page."""
    everything = log_of_thing(office_compounds(request), subject, pk)
    rows = narrowed(everything, asking.log_search(request.GET))[:MOST_EXCEL_ROWS]
    lines = [
        (
            row.unit.compound.name if row.unit else "",
            row.unit.code if row.unit else "",
            row.notice.person.masked,
            row.notice.title,
            *asking.way_and_state(row),
            row.changed_at.date(),
        )
        for row in rows
    ]
    headers = [_("Compound"), _("Unit"), _("Name"), _("Title"), _("Way"), _("State"), _("Why not"), _("Day")]
    content = workbook(_("Who was reached"), headers, [14, 10, 10, 30, 12, 16, 28, 12], lines)
    return workbook_response(content, "who-was-reached")


@login_required
@require_POST
def again(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """What failed: try again, give it to the call list, or print a slip."""
    row = (
        Delivery.objects.filter(pk=pk, unit__compound_id__in=office_compounds(request))
        .select_related("notice")
        .first()
    )
    if row is None:
        raise Http404
    way = request.POST.get("way", "")
    actions.try_another_way(request.visitor.actor, delivery_id=pk, way=way)
    told = {"call": _("It stands on the call list now."), "slip": _("It goes on the next answer slips.")}
    messages.success(request, told.get(way, _("It is tried again now.")))
    return redirect("told_thing", slug, row.notice.subject, row.notice.subject_id)
