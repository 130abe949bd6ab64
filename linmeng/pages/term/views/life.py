"""The committee's life: who sits, until when, what comes next; who leaves."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from linmeng.alliance.permissions import may_correct_compound
from linmeng.assembly import permissions
from linmeng.assembly.actions.term import decide_leaving, propose_leaving, take_back_leaving
from linmeng.assembly.models import Leaving
from linmeng.assembly.queries.term import committee_life
from linmeng.pages.alliance.keeping import form_page, kept
from linmeng.pages.printing.list_sheet import ListSheet, list_sheet_pdf
from linmeng.pages.printing.responses import printed
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.pages.shared.workbook import workbook, workbook_response
from linmeng.pages.term.forms import LeavingDecisionForm, LeavingForm, WhyForm, filing_elections
from linmeng.pages.term.gates import compound_of
from linmeng.pages.term.readers import (
    calendar_rows,
    headline,
    member_heads,
    members_rows,
    ways_to_go,
)
from linmeng.people.models import Seat


@require_GET
def life(request: VisitorRequest, slug: str, code: str) -> HttpResponse:
    """Public: the state, the members masked, the clocks; work for those who may."""
    compound, actor = compound_of(code), request.visitor.actor
    found = committee_life(compound, actor.today)
    rights = {
        "file": permissions.may_file(actor, compound.id),
        "hand_over": permissions.may_hand_over(actor, compound.id),
        "leave": permissions.may_propose_leaving(actor, compound.id),
        "decide": permissions.may_complete_filing(actor, compound.id),
        "see": permissions.may_see_term(actor, compound.id),
        "terms": may_correct_compound(actor, compound.id),
    }
    context = {"life": found, "compound": compound, "title": headline(found), "rights": rights}
    context |= {"ways": ways_to_go(actor, found, slug), "days": calendar_rows(found)}
    context["to_file"] = filing_elections(compound) if rights["file"] else []
    return render(request, "term/life.html", context)


@require_GET
def members_paper(request: VisitorRequest, slug: str, code: str) -> HttpResponse:
    """The list of members for the filing."""
    compound = kept(request, code, permissions.may_file)
    found = committee_life(compound, request.visitor.actor.today)
    sheet = ListSheet(
        compound=compound.name,
        title=_("Members of the owners' committee"),
        lines=(headline(found),),
        heads=tuple(member_heads()),
        rows=tuple(tuple(row) for row in members_rows(found, whole_names=True)),
        signers=(_("Signature of the director"), _("Date")),
        sample=request.visitor.alliance.is_sample,
    )
    return printed(lambda: list_sheet_pdf(sheet), f"members-{code}")


@require_GET
def members_excel(request: VisitorRequest, slug: str, code: str) -> HttpResponse:
    """The same list as a table."""
    compound = kept(request, code, permissions.may_file)
    rows = members_rows(committee_life(compound, request.visitor.actor.today), whole_names=True)
    title = _("Members of the owners' committee")
    content = workbook(title, member_heads(), (18, 18, 18), rows, above=[f"{compound.name} {title}"])
    return workbook_response(content, f"members-{code}")


def propose(request: VisitorRequest, slug: str, code: str, seat_pk: int) -> HttpResponse:
    """A member is to leave: how, why, who stands behind it."""
    compound = kept(request, code, permissions.may_propose_leaving)
    seat = get_object_or_404(Seat, pk=seat_pk, body__compound=compound, valid_to__isnull=True)
    form = LeavingForm(request.POST or None)
    return form_page(
        request, compound, form, _("Why does %s leave the committee?") % seat.person.masked,
        lambda: propose_leaving(request.visitor.actor, seat_id=seat.id, **form.facts()),
        home=_home(slug, code),
    )  # fmt: skip


def _home(slug: str, code: str) -> str:
    return reverse("committee_life", args=[slug, code])


def decide(request: VisitorRequest, slug: str, code: str, pk: int) -> HttpResponse:
    """The seat is free, or the member stays."""
    compound = kept(request, code, permissions.may_complete_filing)
    leaving = get_object_or_404(Leaving, pk=pk, compound=compound)
    form = LeavingDecisionForm(request.POST or None, leaving=leaving)

    def perform() -> None:
        leaves, vote_id = form.cleaned_data["leaves"] == "yes", form.cleaned_data.get("vote_id")
        decide_leaving(request.visitor.actor, leaving_id=pk, leaves=leaves, vote_id=vote_id)
        messages.success(request, _("Entered."))

    title = _("How did it end with %s?") % leaving.person.masked
    return form_page(request, compound, form, title, perform, home=_home(slug, code))


def take_back(request: VisitorRequest, slug: str, code: str, pk: int) -> HttpResponse:
    """The proposal is withdrawn."""
    compound = kept(request, code, permissions.may_propose_leaving)
    leaving = get_object_or_404(Leaving, pk=pk, compound=compound)
    form = WhyForm(request.POST or None)
    return form_page(
        request, compound, form, _("Take the proposal about %s back?") % leaving.person.masked,
        lambda: take_back_leaving(request.visitor.actor, leaving_id=pk, **form.cleaned_data),
        home=_home(slug, code),
    )  # fmt: skip
