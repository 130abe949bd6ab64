"""The clerk's Monday: all boards with one press, all group texts on one page."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from linmeng.common.errors import NotAllowed
from linmeng.ground.actions.documents import document_path
from linmeng.ground.actions.forms import take_in_once
from linmeng.pages.notices import monday_boards
from linmeng.pages.publishing.papers import group_words
from linmeng.pages.publishing.serving import language
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.publishing.models import BoardRun


def _boards(request: VisitorRequest) -> list[monday_boards.BoardOf]:
    boards = monday_boards.boards_of(request.visitor.actor)
    if not boards:
        raise NotAllowed(_("Boards are printed by the community worker and the owners' committee."))
    return boards


@login_required
@require_GET
def monday(request: VisitorRequest, slug: str) -> HttpResponse:
    """What each board holds; those where something changed are ticked."""
    boards = _boards(request)
    context = {
        "boards": boards,
        "changed": sum(bool(one.changed) for one in boards),
        "posters": sum(len(one.changed) for one in boards),
        "last": BoardRun.objects.filter(by_person_id=request.visitor.actor.person_id).order_by("-id").first(),
    }
    return render(request, "notices/monday.html", context)


@login_required
@require_POST
def print_boards(request: VisitorRequest, slug: str) -> HttpResponse:
    """Hang what changed and order one file with all posters."""
    actor = request.visitor.actor
    _boards(request)

    def perform() -> str:
        run = monday_boards.print_boards(actor, request.POST.getlist("compound"), language=language())
        return reverse("monday_run", args=[slug, run.id])

    try:
        return redirect(take_in_once(actor, act="boards", key=request.POST.get("once", ""), perform=perform))
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
        return redirect("monday", slug)


@login_required
@require_GET
def run(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """How far the file is; the page looks again by itself."""
    one = get_object_or_404(BoardRun, pk=pk, by_person_id=request.visitor.actor.person_id)
    return render(
        request,
        "notices/monday_run.html",
        {"run": one, "all": len(one.publications), "hung": monday_boards.publications_of(one)},
    )


@login_required
@require_GET
def boards_pdf(request: VisitorRequest, slug: str, pk: int) -> FileResponse:
    """All posters, A3, one after the other."""
    one = get_object_or_404(BoardRun, pk=pk, by_person_id=request.visitor.actor.person_id)
    if one.file is None:
        raise Http404
    content = document_path(one.file).open("rb")
    return FileResponse(content, content_type="application/pdf", filename="boards.pdf")


@login_required
@require_GET
def groups(request: VisitorRequest, slug: str) -> HttpResponse:
    """Text and long picture of everything new, compound by compound, to copy into the groups."""
    alliance = request.visitor.alliance
    told = [
        (one.compound, item.publication, group_words(item.publication, alliance, lang=language()))
        for one in _boards(request)
        for item in one.items
        if item.publication is not None
    ]
    return render(request, "notices/monday_groups.html", {"told": told})
