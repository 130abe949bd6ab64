"""Signatures on paper: the sheet to sign, what comes back with its scan, the list of homes that signed."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from linmeng.assembly.actions import petition as actions
from linmeng.assembly.queries.petition import standing_signatures
from linmeng.common.clock import local_day
from linmeng.common.second_factor import demand_second_factor
from linmeng.pages.petitions.forms import PaperForm
from linmeng.pages.petitions.gates import clerks_petition, counted_petition, petition_for
from linmeng.pages.petitions.printing import signature_sheet
from linmeng.pages.printing.responses import printed
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.pages.shared.workbook import Cell, workbook, workbook_response


def paper(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Take in a signed sheet: its lines and its scan."""
    petition = clerks_petition(request, pk)
    demand_second_factor(request.visitor.actor, _("Before this step, please confirm with a code by SMS."))
    form = PaperForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            fresh = actions.take_in_signatures(request.visitor.actor, petition_id=pk, **form.facts())
        except ValidationError as fault:
            form.add_error("lines", fault.messages)  # type: ignore[arg-type]
        else:
            messages.success(request, _("%s signatures are taken in.") % fresh)
            return redirect("petition", slug, pk)
    return render(request, "petitions/paper.html", {"petition": petition, "form": form})


@require_GET
def sheet(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """The sheet to sign by hand, A4; for everyone to print."""
    petition = petition_for(request, pk)
    sample = request.visitor.alliance.is_sample
    return printed(lambda: signature_sheet(petition, slug, sample=sample), f"petition-{pk}")


@require_GET
def signatures(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Which homes signed, names masked."""
    petition = counted_petition(request, pk)
    rows = [
        {"cells": [row.unit.code, row.person.masked, row.get_channel_display()]}
        for row in standing_signatures(petition)
    ]
    context = {"petition": petition, "rows": rows, "headers": [_("Unit"), _("Owner"), _("How")]}
    return render(request, "petitions/signatures.html", context)


@require_GET
def signatures_excel(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """The same as a table."""
    petition = counted_petition(request, pk)
    headers = [_("Unit"), _("Owner"), _("How"), _("Signed on")]
    rows: list[list[Cell]] = [
        [row.unit.code, row.person.masked, row.get_channel_display(), local_day(row.signed_at)]
        for row in standing_signatures(petition)
    ]
    return workbook_response(workbook(petition.title, headers, [14, 14, 12, 14], rows), f"petition-{pk}")
