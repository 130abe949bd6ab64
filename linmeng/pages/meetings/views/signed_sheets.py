"""The scan of a decision's signed sheet: put in, and opened by those who keep it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from linmeng.common.errors import NotAllowed
from linmeng.common.second_factor import demand_second_factor
from linmeng.ground.actions.documents import document_path
from linmeng.meetings import actions
from linmeng.meetings.models import Resolution
from linmeng.meetings.permissions import may_enter_signed_paper
from linmeng.pages.meetings import gates
from linmeng.pages.meetings.forms import SignedSheetForm
from linmeng.pages.papers.gates import private
from linmeng.pages.shared.visitor import VisitorRequest


def _kept_by(request: VisitorRequest, pk: int) -> Resolution:
    found = gates.resolution_at(request, pk)
    if not may_enter_signed_paper(request.visitor.actor, found.compound_id):
        raise NotAllowed(
            _("Signed papers are kept by the community worker and the members of the committee.")
        )
    return found


@require_http_methods(["GET", "POST"])
def put_in(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Put in the scan; a better one takes its place."""
    found, actor = _kept_by(request, pk), request.visitor.actor
    demand_second_factor(actor, _("Before this step, please confirm with a code by SMS."))
    form = SignedSheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep_signed_sheet(actor, resolution_id=pk, scan=form.cleaned_data["scan"])
        except ValidationError as fault:
            form.add_error("scan", fault.messages)  # type: ignore[arg-type]
        else:
            messages.success(request, _("The signed sheet is kept with the decision."))
            return redirect("resolution", slug, pk)
    return render(request, "meetings/scan.html", {"resolution": found, "form": form})


@require_GET
def scan(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """The signed sheet as it was scanned; signatures are shown to nobody else."""
    found = _kept_by(request, pk)
    if found.paper is None:
        raise Http404
    content = document_path(found.paper).read_bytes()
    return private(content, found.paper.media_type, found.paper.name, attachment=True)
