"""Tickets of a hotline: upload, name the columns, look, take in; and the answers back in their columns."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from linmeng.common.clock import day_start
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.pages.shared.workbook import workbook_response
from linmeng.pages.tickets.forms import AnswersForm, ColumnsForm, UploadForm
from linmeng.pages.tickets.readers import TICKETS_A_PAGE, filed_placements, read_preview, to_place
from linmeng.pages.voices.forms import show_faults
from linmeng.pages.voices.taking import act_and_return, once
from linmeng.people.actions import note_look
from linmeng.voices import actions
from linmeng.voices.actions.tickets import check_keeps_tickets
from linmeng.voices.bridge import answers_workbook
from linmeng.voices.models import TicketImport
from linmeng.voices.queries import (
    TicketAnswer,
    TicketSearch,
    answered_tables,
    open_table,
    reachable_compounds,
    ticket_answers,
    ticket_imports,
    ticket_sources,
)


def _import(request: VisitorRequest, pk: int) -> TicketImport:
    """An upload of the actor's own committee; others find nothing."""
    check_keeps_tickets(request.visitor.actor)
    return get_object_or_404(ticket_imports(request.visitor.actor), pk=pk)


@require_GET
def tickets(request: VisitorRequest, slug: str) -> HttpResponse:
    """Tickets taken in with their answers, the files they came in, and the way back."""
    actor = request.visitor.actor
    check_keeps_tickets(actor)
    answers = ticket_answers(actor, TicketSearch(state=request.GET.get("state", "")))
    answers.reverse()
    page = Paginator(answers, TICKETS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "waiting": sum(not answer.settled for answer in answers),
        "imports": list(ticket_imports(actor)[:10]),
        "form": AnswersForm(sources=list(ticket_sources(actor))),
        "state": request.GET.get("state", ""),
        "today": actor.today,
    }
    return render(request, "tickets/tickets.html", context)


def _note_authors(request: VisitorRequest, answers: list[TicketAnswer]) -> None:
    seen = {answer.ticket.voice.author_id for answer in answers if answer.ticket.voice.author_id}
    note_look(request.visitor.actor, person_ids=seen, what="voice", path=request.path)


@require_http_methods(["GET", "POST"])
def upload(request: VisitorRequest, slug: str) -> HttpResponse:
    """Choose a file; with a system known already the preview follows at once."""
    check_keeps_tickets(request.visitor.actor)
    sources = list(ticket_sources(request.visitor.actor))
    form = UploadForm(request.POST or None, request.FILES or None, sources=sources)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(once(request, "upload_tickets", lambda: _uploaded(request, slug, form)))
        except ValidationError as fault:
            form.add_error("file", fault.messages)  # type: ignore[arg-type]
    return render(request, "tickets/upload.html", {"form": form})


def _uploaded(request: VisitorRequest, slug: str, form: UploadForm) -> str:
    file = form.cleaned_data["file"]
    made = actions.upload_tickets(
        request.visitor.actor, source=form.system, name=file.name, content=file.read()
    )
    named = made.state == TicketImport.State.MAPPED
    return reverse("tickets_preview" if named else "tickets_columns", args=[slug, made.id])


@require_http_methods(["GET", "POST"])
def columns(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Their columns with their first cells, our fields; guessed by name, remembered for next time."""
    found = _import(request, pk)
    table = open_table(found)
    form = ColumnsForm(request.POST or None, table=table, initial=found.columns)
    if request.method == "POST" and form.is_valid():
        try:
            actions.name_columns(request.visitor.actor, import_id=pk, columns=form.cleaned_data)
        except ValidationError as fault:
            show_faults(form, fault)
        else:
            return redirect("tickets_preview", slug, pk)
    caller = found.columns.get("caller", "")
    samples = [(name, table.sample(name, masked=name == caller)) for name in table.headings if name]
    return render(request, "tickets/columns.html", {"upload": found, "form": form, "samples": samples})


@require_GET
def preview(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """What taking in would do: new, changed, known, without a place, and faults line by line."""
    found = _import(request, pk)
    if found.state == TicketImport.State.UPLOADED:
        return redirect("tickets_columns", slug, pk)
    if found.state != TicketImport.State.MAPPED:
        return render(request, "tickets/taken_in.html", {"upload": found})
    here = read_preview(request.visitor.actor, found, request.GET.get("kind", ""))
    page = Paginator(here.shown, TICKETS_A_PAGE).get_page(request.GET.get("page"))
    context = {"upload": found, "here": here, "page": page}
    return render(
        request, "tickets/preview.html", context | {"compounds": reachable_compounds(request.visitor.actor)}
    )


@require_POST
def places(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Compounds chosen by hand: for single tickets, or one for all that are left."""
    found, actor = _import(request, pk), request.visitor.actor
    back = reverse("tickets_preview", args=[slug, pk]) + "?kind=unplaced"
    placed = filed_placements(request.POST)
    rest = request.POST.get("rest", "")
    if rest:
        placed = dict.fromkeys(to_place(actor, found), rest) | placed
    return act_and_return(
        request,
        back,
        lambda: actions.place_tickets(actor, import_id=pk, placed=placed),
        done=_("Noted where these tickets belong."),
    )


@require_POST
def take_in(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Take in what has a place; sent twice it happens once."""
    _import(request, pk)
    done = actions.take_in_tickets(request.visitor.actor, import_id=pk)
    counts = {"new": done.new, "changed": done.changed}
    messages.success(request, _("Taken in: %(new)s new, %(changed)s changed.") % counts)
    return redirect("tickets_preview", slug, pk)


@require_POST
def set_aside(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Do not use this file."""
    _import(request, pk)
    actions.set_aside_tickets(request.visitor.actor, import_id=pk)
    return redirect("tickets", slug)


@require_GET
def answers_excel(request: VisitorRequest, slug: str) -> HttpResponse:
    """The answers in their columns, ready for their system."""
    actor = request.visitor.actor
    check_keeps_tickets(actor)
    form = AnswersForm(request.GET, sources=list(ticket_sources(actor)))
    asked = _asked(form) if form.is_valid() else TicketSearch()
    answers = ticket_answers(actor, asked)
    _note_authors(request, answers)
    content = answers_workbook(answered_tables(answers))
    return workbook_response(content, _("answers") + f"-{actor.today:%Y-%m-%d}")


def _asked(form: AnswersForm) -> TicketSearch:
    given = form.cleaned_data
    since = day_start(given["since"]) if given["since"] else None
    source = int(given["source"]) if given["source"] else None
    return TicketSearch(source_id=source, since=since, state=given["state"])
