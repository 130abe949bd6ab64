"""The file of a run: fetched, asked for again, removed."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from linmeng.common.errors import NotAllowed, WrongState
from linmeng.ground.actions.documents import document_path
from linmeng.pages.papers.gates import printed_run
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.papers import actions
from linmeng.papers.permissions import may_fetch


@require_GET
def file(request: VisitorRequest, slug: str, pk: int) -> FileResponse:
    """The PDF, or a zip with one PDF an entrance."""
    run = printed_run(request, pk)
    if not may_fetch(request.visitor.actor, run.kind, run.compound_id):
        raise NotAllowed(_("The codes of letters are for those alone who issue them."))
    if run.file is None:
        raise WrongState(_("The file is not ready, or was removed after its time. Ask for it again."))
    response = FileResponse(document_path(run.file).open("rb"), content_type=run.file.media_type)
    response["Content-Disposition"] = content_disposition_header(True, run.file.name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
def again(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Ask for the file once more; numbers and codes stay."""
    printed_run(request, pk)
    actions.make_again(request.visitor.actor, run_id=pk)
    return redirect("print_run", slug, pk)


@require_POST
def forget(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Remove the file now."""
    printed_run(request, pk)
    actions.forget_file(request.visitor.actor, run_id=pk)
    messages.success(request, _("The file is removed. Its sheets stay in the register."))
    return redirect("print_run", slug, pk)
