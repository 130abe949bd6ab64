"""One sheet: what its printed square says to whoever scans it, and its custody for those in charge."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from linmeng.pages.papers.forms import ReadingForm, ReasonForm
from linmeng.pages.papers.gates import check_logged_in, run_for, sheet_for
from linmeng.pages.papers.piles import door_words
from linmeng.pages.papers.taking_in import READ_HERE, read_and_take_in, take_in
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.papers import actions
from linmeng.papers.models import PrintRun, Sheet
from linmeng.papers.permissions import may_print, may_read
from linmeng.papers.queries import custody_of, has_read, runs_for


@require_GET
def sheet(request: VisitorRequest, slug: str, token: str) -> HttpResponse:
    """Behind a printed square: what the sheet is and what to do. The token alone tells nothing of a home."""
    rows = Sheet.objects.select_related("run__compound")
    found = get_object_or_404(rows, token=token.upper())
    actor, kind = request.visitor.actor, found.run.kind
    if runs_for(actor).filter(pk=found.run_id).exists() and may_read(actor, kind, found.run.compound_id):
        return redirect("sheet_history", slug, found.run_id, found.id)
    if kind == PrintRun.Kind.CODE_LETTER and found.state != Sheet.State.VOID:
        return redirect(f"{reverse('bind', args=[slug])}?door={found.token}")
    context = {"sheet": found, "run": found.run, "known": actor.person_id is not None}
    return render(request, "papers/sheet.html", context)


@require_GET
def history(request: VisitorRequest, slug: str, pk: int, sheet_pk: int) -> HttpResponse:
    """Who had the sheet in hand, when; and what may be done with it now."""
    run, actor = run_for(request, pk), request.visitor.actor
    found = sheet_for(request, run, sheet_pk)
    reads = may_read(actor, run.kind, run.compound_id)
    done = found.state in (Sheet.State.SETTLED, Sheet.State.VOID)
    context = {
        "run": run,
        "sheet": found,
        "door": door_words(found),
        "events": custody_of(found),
        "reads": reads and run.kind in READ_HERE and not done and not has_read(found, actor.person_id),
        "corrects": reads and run.kind in READ_HERE and found.state == "settled" and run.readings_needed == 1,
        "sets_aside": not done and (reads or may_print(actor, run.compound_id)),
        "form": ReasonForm(),
    }
    return render(request, "papers/sheet_history.html", context)


@require_POST
def aside(request: VisitorRequest, slug: str, pk: int, sheet_pk: int) -> HttpResponse:
    """Lost, torn, answered twice: it counts no more, and the reason stays."""
    run = run_for(request, pk)
    found = sheet_for(request, run, sheet_pk)
    try:
        actions.set_aside(request.visitor.actor, sheet_id=found.id, reason=request.POST.get("reason", ""))
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
    return redirect("sheet_history", slug, pk, sheet_pk)


def read(request: VisitorRequest, slug: str, pk: int, sheet_pk: int) -> HttpResponse:
    """Enter what stands on a sheet in hand; or correct what was read, with a reason."""
    check_logged_in(request)
    run = get_object_or_404(runs_for(request.visitor.actor).filter(kind__in=READ_HERE), pk=pk)
    found = sheet_for(request, run, sheet_pk)
    corrects = found.state == Sheet.State.SETTLED
    form = ReadingForm(request.POST or None, run=run)
    reason = ReasonForm(request.POST or None) if corrects else None
    ready = request.method == "POST" and form.is_valid() and (reason is None or reason.is_valid())
    if ready and _kept(request, found, form, reason):
        return redirect("sheet_history", slug, pk, sheet_pk)
    context = {"run": run, "sheet": found, "door": door_words(found), "form": form, "reason": reason}
    return render(request, "papers/sheet_read.html", context)


def _kept(request: VisitorRequest, found: Sheet, form: ReadingForm, reason: ReasonForm | None) -> bool:
    actor = request.visitor.actor
    if not form.values():
        form.add_error(None, _("Nothing is ticked and nothing written: set the sheet aside instead."))
        return False
    if reason is None:
        read_and_take_in(actor, sheet_id=found.id, values=form.values())
        messages.success(request, _("Your reading of No. %s is kept.") % found.number)
        return True
    words = reason.cleaned_data["reason"]
    take_in(actor, actions.correct_reading(actor, sheet_id=found.id, values=form.values(), reason=words))
    messages.success(request, _("No. %s is corrected; what was read before stays on record.") % found.number)
    return True
