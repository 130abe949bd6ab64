"""Substitutes: the next in line takes a free seat, or is passed over with a reason."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from linmeng.alliance.queries import present_term
from linmeng.assembly import permissions
from linmeng.assembly.actions.term import move_up_substitute, pass_over_substitute
from linmeng.assembly.models import Candidacy
from linmeng.assembly.queries.substitutes import waiting_substitutes
from linmeng.pages.alliance.keeping import form_page, kept
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.pages.term.forms import WhyForm


def move_up(request: VisitorRequest, slug: str, code: str) -> HttpResponse:
    """The free seat goes to the next in line."""
    compound = kept(request, code, permissions.may_complete_filing)

    def perform() -> None:
        seat = move_up_substitute(request.visitor.actor, compound_id=compound.id)
        messages.success(request, _("%s sits in the committee from today.") % seat.person.name)

    return form_page(
        request, compound, forms.Form(request.POST or None), _next_in_line(compound.id), perform,
        home=reverse("committee_life", args=[slug, code]),
        lead=_("The notice goes on the board, and the change is to be reported to the street."),
        button=_("Moves up"),
    )  # fmt: skip


def _next_in_line(compound_id: int) -> str:
    term = present_term(compound_id)
    waiting = waiting_substitutes(term) if term is not None else []
    if not waiting:
        return _("Nobody is next in line. The seat is filled by a by-election.")
    return _("Does %s move up?") % waiting[0].person.masked


def pass_over(request: VisitorRequest, slug: str, code: str, pk: int) -> HttpResponse:
    """Somebody next in line steps back."""
    compound = kept(request, code, permissions.may_complete_filing)
    row = get_object_or_404(Candidacy, pk=pk, election__compound=compound)
    form = WhyForm(request.POST or None)
    return form_page(
        request, compound, form, _("Why does %s not move up?") % row.person.masked,
        lambda: pass_over_substitute(request.visitor.actor, candidacy_id=pk, **form.cleaned_data),
        home=reverse("committee_life", args=[slug, code]), button=_("Steps back"),
    )  # fmt: skip
