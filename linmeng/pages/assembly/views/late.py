"""The register of papers that came after closing."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from linmeng.assembly import actions
from linmeng.assembly.permissions import may_keep_late_papers
from linmeng.assembly.queries.late import late_papers
from linmeng.common.errors import WrongState
from linmeng.pages.assembly.gates import inside_vote
from linmeng.pages.assembly.late_workbook import late_workbook
from linmeng.pages.assembly.trust_forms import LateForm
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.pages.shared.workbook import workbook_response

PAPERS_A_PAGE = 50


def late(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """What came late, and the form for one more."""
    vote = inside_vote(request, pk, may_keep_late_papers)
    form = LateForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _kept(request, pk, form):
        return redirect("vote_late", slug, pk)
    page = Paginator(late_papers(vote), PAPERS_A_PAGE).get_page(request.GET.get("page"))
    ended = vote.ends_at is not None and request.visitor.actor.at >= vote.ends_at
    context = {"vote": vote, "form": form, "page": page, "ended": ended}
    return render(request, "assembly/trust/late.html", context)


def _kept(request: VisitorRequest, pk: int, form: LateForm) -> bool:
    number, note = form.cleaned_data["number"], form.cleaned_data["note"]
    try:
        row = actions.keep_late_paper(request.visitor.actor, vote_id=pk, number=number, note=note)
    except (ValidationError, WrongState) as fault:
        form.add_error("number", fault.messages if isinstance(fault, ValidationError) else fault.sentence)  # type: ignore[arg-type]
        return False
    messages.success(request, _("Paper %s stands in the late register. It is not counted.") % row.number)
    return True


@require_GET
def late_excel(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """The register as a table."""
    vote = inside_vote(request, pk, may_keep_late_papers)
    return workbook_response(late_workbook(vote), f"late-{pk}")
