"""The officers' roll page and the import of a roll: upload, preview, confirm."""

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from linmeng.alliance.models import Compound
from linmeng.common.errors import NeedsSecondFactor, NotAllowed
from linmeng.ground.actions.forms import take_in_once
from linmeng.pages.people.forms import UploadForm
from linmeng.pages.people.readers import read_preview, roll_page_lines
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.pages.shared.workbook import workbook_response
from linmeng.people import actions
from linmeng.people.bridge import roll_workbook
from linmeng.people.models import RollImport
from linmeng.people.permissions import may_keep_roll
from linmeng.people.queries import (
    compounds_with_roll,
    imports_of,
    people_on_roll,
    roll_lines,
    roll_numbers,
    units_on_roll,
)

UNITS_A_PAGE = 50
FAULTS_A_PAGE = 50


def _seen(request: VisitorRequest, code: str) -> Compound:
    """A compound whose roll this officer may see: neighbours without the office are told so, others find nothing."""
    found = get_object_or_404(Compound, code=code)
    actor = request.visitor.actor
    if compounds_with_roll(actor).filter(pk=found.pk).exists():
        return found
    reaches = actor.hat is not None and found.id in actor.hat.compounds
    if actor.person_id is None or actor.lives_in(found.id) or reaches:
        raise NotAllowed(_("The roll is seen by those whose office needs it."))
    raise Http404


def _kept(request: VisitorRequest, code: str) -> Compound:
    """The same for who keeps the roll, confirmed by code."""
    found = _seen(request, code)
    if not may_keep_roll(request.visitor.actor, found.id):
        raise NotAllowed(_("The roll is kept by the owners' committee and the community worker."))
    if not request.visitor.actor.second_factor:
        raise NeedsSecondFactor(_("Before working on the roll, please confirm with a code by SMS."))
    return found


@require_GET
def roll(request: VisitorRequest, slug: str, code: str) -> HttpResponse:
    """Units with their owners."""
    found, actor = _seen(request, code), request.visitor.actor
    words = request.GET.get("q", "")[:80]
    page = Paginator(units_on_roll(found.id, actor.today, words), UNITS_A_PAGE).get_page(
        request.GET.get("page")
    )
    lines = roll_page_lines(actor, list(page.object_list))
    seen = [person for line in lines for person in line.shown_whole]
    actions.note_look(actor, person_ids=seen, what="roll", path=request.path)
    context = {
        "compound": found,
        "page": page,
        "lines": lines,
        "words": words,
        "numbers": roll_numbers(found.id, actor.today),
        "imports": list(imports_of(actor, found.id)[:5]),
        "keeps": may_keep_roll(actor, found.id),
    }
    return render(request, "people/roll.html", context)


@require_GET
def roll_excel(request: VisitorRequest, slug: str, code: str) -> HttpResponse:
    """The present roll in the columns of the template: change it and read it in again."""
    found, actor = _kept(request, code), request.visitor.actor
    today = actor.today
    seen = people_on_roll(found.id, today)
    actions.note_look(actor, person_ids=seen, what="roll_file", path=request.path)
    content = roll_workbook(roll_lines(found.id, today), with_example=False)
    return workbook_response(content, f"{found.name}-" + _("roll") + f"-{today:%Y-%m-%d}")


@require_GET
def template(request: VisitorRequest, slug: str, code: str) -> HttpResponse:
    """The empty template with drop-downs, explanations and an example."""
    _seen(request, code)
    return workbook_response(roll_workbook(), _("roll template"))


def new_import(request: VisitorRequest, slug: str, code: str) -> HttpResponse:
    """Upload a file."""
    found = _kept(request, code)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(_preview_once(request, slug, found, form))
        except ValidationError as fault:
            form.add_error("file", fault.messages)  # type: ignore[arg-type]
    return render(request, "people/import_new.html", {"compound": found, "form": form})


def _preview_once(request: VisitorRequest, slug: str, found: Compound, form: UploadForm) -> str:
    actor, file = request.visitor.actor, form.cleaned_data["file"]

    def perform() -> str:
        made = actions.preview_roll(actor, compound_id=found.id, name=file.name, content=file.read())
        return reverse("roll_import", args=[slug, found.code, made.id])

    return take_in_once(actor, act="preview_roll", key=request.POST.get("once", "")[:40], perform=perform)


def _upload(request: VisitorRequest, code: str, pk: int) -> tuple[Compound, RollImport]:
    found = _kept(request, code)
    return found, get_object_or_404(imports_of(request.visitor.actor, found.id), pk=pk)


@require_GET
def preview(request: VisitorRequest, slug: str, code: str, pk: int) -> HttpResponse:
    """What a commit would do, and what stands in its way."""
    found, upload = _upload(request, code, pk)
    shown = read_preview(upload)
    column, kind = request.GET.get("column", ""), request.GET.get("kind", "")
    faults = [fault for fault in shown.faults if column in ("", fault.column or fault.sheet)]
    changes = [line for line in shown.changes if kind in ("", line.kind)]
    context = {
        "compound": found,
        "upload": upload,
        "preview": shown,
        "column": column,
        "kind": kind,
        "page": Paginator(faults or changes, FAULTS_A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "people/import.html", context)


def commit(request: VisitorRequest, slug: str, code: str, pk: int) -> HttpResponse:
    """The page before the point of no return, and the commit itself."""
    found, upload = _upload(request, code, pk)
    if request.method == "POST" and request.POST.get("understood"):
        actions.commit_roll(request.visitor.actor, import_id=pk)
        return redirect("roll_import", slug, code, pk)
    if upload.state != RollImport.State.PREVIEWED or not read_preview(upload).may_commit:
        return redirect("roll_import", slug, code, pk)
    return render(request, "people/import_commit.html", {"compound": found, "upload": upload})


def set_aside(request: VisitorRequest, slug: str, code: str, pk: int) -> HttpResponse:
    """Do not use this upload."""
    _upload(request, code, pk)
    if request.method == "POST":
        actions.set_aside_roll(request.visitor.actor, import_id=pk)
        return redirect("roll", slug, code)
    return redirect("roll_import", slug, code, pk)
