"""The charter: its text, its versions, and who adopted it."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from linmeng.alliance import actions
from linmeng.alliance.models import Charter, Compound
from linmeng.alliance.permissions import may_adopt_charter_for, may_propose_charter
from linmeng.alliance.queries import charter_table, committee_state, latest_charter, leads_text, numbers_of
from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed
from linmeng.ground.actions.forms import take_in_once
from linmeng.pages.alliance.charter_template import charter_to_begin_with
from linmeng.pages.alliance.forms import AdoptionForm, CharterForm
from linmeng.pages.shared.visitor import VisitorRequest


def _own_compound(actor: Actor) -> Compound | None:
    """The compound for which this visitor's hat may adopt."""
    reached = actor.hat.compounds if actor.hat is not None else frozenset()
    own = [pk for pk in reached if may_adopt_charter_for(actor, pk)]
    return Compound.objects.filter(id__in=own).first() if own else None


def charter(request: VisitorRequest, slug: str, version: int | None = None) -> HttpResponse:
    """One version with its adoption table: 11 of 13."""
    actor = request.visitor.actor
    shown = get_object_or_404(Charter, version=version) if version is not None else latest_charter()
    rows = charter_table(shown) if shown is not None else []
    own = _own_compound(actor)
    mine = next((row for row in rows if own is not None and row.compound.id == own.id), None)
    context = {
        "charter": shown,
        "rows": rows,
        "numbers": numbers_of(rows),
        "versions": Charter.objects.order_by("-version").defer("text"),
        "may_adopt": mine is not None and mine.state in ("undecided", "not_adopted"),
        "may_propose": may_propose_charter(actor),
        "leads": leads_text(),
    }
    return render(request, "alliance/charter.html", context)


def propose(request: VisitorRequest, slug: str) -> HttpResponse:
    """A new version, beginning from the text that stands; the first one from the model charter."""
    if not may_propose_charter(request.visitor.actor):
        raise NotAllowed(_("A charter is proposed by the Party organisation or by a committee director."))
    last = latest_charter()
    template = charter_to_begin_with(request.visitor.alliance)
    known = {"title": last.title, "text": last.text} if last is not None else template
    form = CharterForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        return redirect(_propose_once(request, slug, form))
    context = {
        "form": form,
        "title": _("Propose a new version of the charter"),
        "back": reverse("charter", args=[slug]),
    }
    return render(
        request, "alliance/edit.html", context | {"back_label": _("Charter"), "button": _("Propose")}
    )


def _propose_once(request: VisitorRequest, slug: str, form: CharterForm) -> str:
    actor = request.visitor.actor

    def perform() -> str:
        made = actions.propose_charter(actor, **form.cleaned_data)
        return reverse("charter_version", args=[slug, made.version])

    return take_in_once(actor, act="propose_charter", key=request.POST.get("once", "")[:40], perform=perform)


def adopt(request: VisitorRequest, slug: str, version: int) -> HttpResponse:
    """What one's own committee decided; nobody decides for another."""
    shown = get_object_or_404(Charter, version=version)
    own = _own_compound(request.visitor.actor)
    if own is None:
        raise NotAllowed(_("Only a compound's own owners' committee decides about the charter."))
    form = AdoptionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(_adopt_once(request, slug, shown, own, form))
        except ValidationError as fault:
            form.add_error(None, fault.messages)  # type: ignore[arg-type]
    context = {"form": form, "charter": shown, "compound": own, "committee": committee_state(own.id)}
    return render(request, "alliance/adopt.html", context)


def _adopt_once(request: VisitorRequest, slug: str, shown: Charter, own: Compound, form: AdoptionForm) -> str:
    actor = request.visitor.actor

    def perform() -> str:
        actions.record_adoption(actor, charter_id=shown.id, compound_id=own.id, **form.cleaned_data)
        return reverse("charter_version", args=[slug, shown.version])

    return take_in_once(actor, act="adopt_charter", key=request.POST.get("once", "")[:40], perform=perform)
