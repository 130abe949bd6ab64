"""The desk's person card: doors, ways of contact (masked until asked for), who acts for whom, moving in and out."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from linmeng.alliance.models import Compound, Unit
from linmeng.common.errors import NotAllowed
from linmeng.common.second_factor import demand_second_factor
from linmeng.pages.binding.person_forms import ActsForForm, ResidenceForm, SpeakerForm, TransferForm, WayForm
from linmeng.pages.binding.transfers import transferred
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.people import actions
from linmeng.people.actions.residents import end_residence, register_representation
from linmeng.people.models import Person, Residence
from linmeng.people.permissions import COMMITTEE, may_keep_roll
from linmeng.people.queries import owners_on
from linmeng.people.queries.card import may_open_card, people_called, person_card, unit_kept
from linmeng.people.queries.doors import unit_at
from linmeng.publishing.permissions import may_set_preferences_for
from linmeng.publishing.queries.preferences import homes_of


def _keeper(request: VisitorRequest) -> None:
    actor = request.visitor.actor
    if not actor.wears("clerk", *COMMITTEE):
        raise NotAllowed(_("The roll is seen by those whose office needs it."))
    demand_second_factor(actor, _("Before working on the roll, please confirm with a code by SMS."))


def _person(request: VisitorRequest, pk: int) -> Person:
    _keeper(request)
    found = get_object_or_404(Person, pk=pk)
    if not may_open_card(request.visitor.actor, pk):
        raise Http404
    return found


def _unit(request: VisitorRequest, pk: int) -> Unit:
    _keeper(request)
    unit = unit_kept(request.visitor.actor, pk)
    if unit is None:
        raise Http404
    return unit


@login_required
@require_GET
def people(request: VisitorRequest, slug: str) -> HttpResponse:
    """Find somebody by name or door; names stay masked until a card is opened."""
    _keeper(request)
    words = request.GET.get("q", "")[:40]
    found = people_called(request.visitor.actor, words)
    return render(request, "binding/people.html", {"found": found, "words": words})


@login_required
@require_GET
def person(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """The card. Numbers are masked until “show”; either look is noted for the person to read."""
    found, actor = _person(request, pk), request.visitor.actor
    shown = request.GET.get("show") == "1"
    what = "contact" if shown else "card"
    actions.note_look(actor, person_ids=[found.id], what=what, path=request.path)
    may_set_reach = may_set_preferences_for(actor, homes_of(found.id, actor.today))
    context = {"card": person_card(found, actor), "shown": shown, "may_set_reach": may_set_reach}
    return render(request, "binding/person.html", context)


def _tried(form: Form, act: object, **told: object) -> bool:
    """Do the act; what it finds wrong stands at the form."""
    try:
        act(**told)  # type: ignore[operator]
    except ValidationError as fault:
        form.add_error(None, fault.messages)  # type: ignore[arg-type]
        return False
    return True


def _form_page(request: VisitorRequest, form: Form, title: str, back: Person) -> HttpResponse:
    actions.note_look(request.visitor.actor, person_ids=[back.id], what="card", path=request.path)
    return render(request, "binding/person_form.html", {"form": form, "title": title, "back": back})


@login_required
def add_way(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """One more way to reach them."""
    found, form = _person(request, pk), WayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actor = request.visitor.actor
        if _tried(form, actions.add_contact_way, actor=actor, person_id=pk, **form.cleaned_data):
            return redirect("person", slug, pk)
    return _form_page(request, form, _("How %(name)s is reached") % {"name": found.name}, found)


@login_required
def represent(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Somebody acts for this owner; they are found by name first."""
    found, actor = _person(request, pk), request.visitor.actor
    words = request.GET.get("q", "")[:40]
    agents = [(p.id, p.name) for p in people_called(actor, words) if p.id != pk]
    form = ActsForForm(request.POST or None, people=agents)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        kind, agent_id = told["kind"], told["agent"]
        if _tried(form, register_representation, actor=actor, principal_id=pk, agent_id=agent_id, kind=kind):
            return redirect("person", slug, pk)
    actions.note_look(actor, person_ids=[pk, *(a for a, _name in agents)], what="card", path=request.path)
    context = {"form": form, "principal": found, "words": words, "agents": agents}
    return render(request, "binding/represent.html", context)


@login_required
def residence(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """They move in."""
    found, actor = _person(request, pk), request.visitor.actor
    rows = Compound.objects.filter(id__in=actor.hat.compounds if actor.hat else ()).order_by("code")
    kept = [(row.id, row.name) for row in rows if may_keep_roll(actor, row.id)]
    form = ResidenceForm(request.POST or None, compounds=kept)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        unit = unit_at(told["compound"], told["door"])
        if unit is None:
            form.add_error("door", _("There is no such door in this compound."))
        elif _tried(
            form, actions.register_residence, actor=actor, unit_id=unit.id, person_id=pk, kind=told["kind"]
        ):
            return redirect("person", slug, pk)
    return _form_page(request, form, _("Where %(name)s lives") % {"name": found.name}, found)


@login_required
@require_POST
def move_out(request: VisitorRequest, slug: str, pk: int, row: int) -> HttpResponse:
    """They moved out today."""
    _person(request, pk)
    get_object_or_404(Residence, pk=row, person_id=pk)
    end_residence(request.visitor.actor, residence_id=row)
    return redirect("person", slug, pk)


@login_required
def transfer(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """The unit passes to new owners."""
    unit, actor = _unit(request, pk), request.visitor.actor
    form = TransferForm(request.POST or None, initial={"on": actor.today})
    if request.method == "POST" and form.is_valid():
        new = transferred(actor, unit, form)
        if new:
            return redirect("person", slug, new[0])
    owners = [row.person for row in owners_on([pk], actor.today)[pk]]
    actions.note_look(actor, person_ids=[p.id for p in owners], what="card", path=request.path)
    return render(request, "binding/transfer.html", {"form": form, "unit": unit, "owners": owners})


@login_required
def speaker(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Who votes for the unit of several owners."""
    unit, actor = _unit(request, pk), request.visitor.actor
    owners = [row.person for row in owners_on([pk], actor.today)[pk]]
    form = SpeakerForm(request.POST or None, owners=[(p.id, p.name) for p in owners])
    if request.method == "POST" and form.is_valid():
        person_id = form.cleaned_data["person"]
        if _tried(form, actions.name_representative, actor=actor, unit_id=pk, person_id=person_id):
            return redirect("person", slug, person_id)
    actions.note_look(actor, person_ids=[p.id for p in owners], what="card", path=request.path)
    return render(request, "binding/speaker.html", {"form": form, "unit": unit, "owners": owners})
