"""Hand-over: seal, books and archive, item by item, signed by both sides."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from linmeng.alliance.queries import present_term
from linmeng.assembly.actions import term as actions
from linmeng.assembly.models import HandOver, HandOverItem
from linmeng.assembly.permissions import may_hand_over
from linmeng.pages.alliance.keeping import form_page, kept
from linmeng.pages.printing.list_sheet import ListSheet, list_sheet_pdf
from linmeng.pages.printing.responses import printed
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.pages.shared.workbook import workbook, workbook_response
from linmeng.pages.term.forms import BeginHandOverForm, GiveForm, ItemForm, WhyForm
from linmeng.pages.term.gates import hand_over_for
from linmeng.pages.term.readers import hand_over_heads, hand_over_rows


def begin(request: VisitorRequest, slug: str, code: str) -> HttpResponse:
    """Begin a hand-over."""
    compound, actor = kept(request, code, may_hand_over), request.visitor.actor
    term = present_term(compound.id)
    form = BeginHandOverForm(request.POST or None, initial={"since": actor.today})
    return form_page(
        request, compound, form, _("What is handed over?"),
        lambda: actions.open_hand_over(
            actor, compound_id=compound.id, from_term_id=term.id if term else None, **form.cleaned_data
        ),
        home=reverse("committee_life", args=[slug, code]),
    )  # fmt: skip


def _home(slug: str, pk: int) -> str:
    return reverse("hand_over", args=[slug, pk])


@require_GET
def hand_over(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """The list, and for those who sign the next step of each item."""
    found, actor = hand_over_for(request, pk), request.visitor.actor
    items = list(found.items.select_related("file"))
    context = {
        "found": found,
        "items": items,
        "left": sum(1 for item in items if item.state in ("waiting", "given")),
        "may_sign": may_hand_over(actor, found.compound_id) and found.finished_at is None,
        "me": actor.person_id,
    }
    return render(request, "term/hand_over.html", context)


def add(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """One more thing."""
    found = hand_over_for(request, pk, may_hand_over)
    form = ItemForm(request.POST or None)
    return form_page(
        request, found.compound, form, _("What else is handed over?"),
        lambda: actions.add_item(request.visitor.actor, hand_over_id=pk, **form.cleaned_data),
        home=_home(slug, pk),
    )  # fmt: skip


def _item(found: HandOver, item_pk: int) -> HandOverItem:
    return get_object_or_404(HandOverItem, pk=item_pk, hand_over=found)


def item(request: VisitorRequest, slug: str, pk: int, item_pk: int) -> HttpResponse:
    """GET or POST with a form: give; POST `received`: the other side has it."""
    found = hand_over_for(request, pk, may_hand_over)
    one, actor = _item(found, item_pk), request.visitor.actor
    if "received" in request.POST:
        actions.receive_item(actor, item_id=one.id)
        return redirect("hand_over", slug, pk)
    form = GiveForm(request.POST or None, request.FILES or None)
    return form_page(
        request, found.compound, form, _("Hand over: %s") % one.name,
        lambda: actions.give_item(actor, item_id=one.id, **form.cleaned_data),
        home=_home(slug, pk),
    )  # fmt: skip


def missing(request: VisitorRequest, slug: str, pk: int, item_pk: int) -> HttpResponse:
    """It is not there."""
    found = hand_over_for(request, pk, may_hand_over)
    one = _item(found, item_pk)
    form = WhyForm(request.POST or None)
    return form_page(
        request, found.compound, form, _("Missing: %s") % one.name,
        lambda: actions.miss_item(request.visitor.actor, item_id=one.id, **form.cleaned_data),
        home=_home(slug, pk),
    )  # fmt: skip


@require_POST
def finish(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Everything is received or told missing."""
    hand_over_for(request, pk, may_hand_over)
    actions.finish_hand_over(request.visitor.actor, hand_over_id=pk)
    return redirect("hand_over", slug, pk)


@require_GET
def paper(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """The list to be signed on paper."""
    found = hand_over_for(request, pk)
    sheet = ListSheet(
        compound=found.compound.name,
        title=_("Hand-over of the owners' committee"),
        lines=(found.get_kind_display(),),
        heads=tuple(hand_over_heads()),
        rows=tuple(tuple(row) for row in hand_over_rows(found)),
        signers=(_("Who gives"), _("Who receives"), _("Who watches"), _("Date")),
        sample=request.visitor.alliance.is_sample,
    )
    return printed(lambda: list_sheet_pdf(sheet), f"hand-over-{pk}")


@require_GET
def excel(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """The same list as a table."""
    found = hand_over_for(request, pk)
    above = [f"{found.compound.name} {found.get_kind_display()}"]
    heads, rows = hand_over_heads(), hand_over_rows(found)
    content = workbook(str(found.get_kind_display()), heads, (18,) * len(heads), rows, above=above)
    return workbook_response(content, f"hand-over-{pk}")
