"""The desk: corrections and erasures to decide, consents on paper, and what was forgotten in time."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed
from linmeng.pages.rights import gates
from linmeng.pages.rights.forms import DecideForm
from linmeng.pages.rights.readers import clocks_shown, consents_shown, forgotten_words
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.pages.voices.forms import show_faults
from linmeng.people import actions as people
from linmeng.people.models import ContactWay, Person
from linmeng.people.permissions import may_enter_consent
from linmeng.people.queries import compounds_of_person, neighbours_found
from linmeng.rights import actions
from linmeng.rights.permissions import may_see_forgetting
from linmeng.rights.queries import corrections_waiting, erasures_waiting, fate_of, forgetting_runs, labels

RUNS_A_PAGE = 30


@require_GET
def requests(request: VisitorRequest, slug: str) -> HttpResponse:
    """What people asked for under their rights, the most pressing first."""
    actor = gates.clerk(request)
    corrections, erasures = corrections_waiting(actor), erasures_waiting(actor)
    asked_by = [row.person_id for row in corrections] + [person.id for _row, person in erasures]
    people.note_look(actor, person_ids=asked_by, what="request", path=request.path)
    context = {"corrections": corrections, "erasures": erasures, "today": actor.today}
    return render(request, "rights/requests.html", context)


def _asked_by(context: dict[str, list]) -> list[int]:
    corrections = [row.person_id for row in context["corrections"]]
    return corrections + [row.subject_id for row, _person in context["erasures"]]


@require_http_methods(["GET", "POST"])
def correction(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """One correction: what stands there, what should, and the decision with the papers in hand."""
    actor = gates.clerk(request)
    row = next((row for row in corrections_waiting(actor) if row.id == pk), None)
    if row is None:
        raise Http404
    form = DecideForm(request.POST or None, yes=_("They show it: correct it"), no=_("They do not show it"))
    if request.method == "POST" and form.is_valid():
        right, because = form.cleaned_data["decision"] == "yes", form.cleaned_data["because"]
        try:
            actions.decide_correction(actor, request_id=pk, correct=right, because=because)
            return redirect("rights_requests", slug)
        except ValidationError as fault:
            show_faults(form, fault)
    people.note_look(actor, person_ids=[row.person_id], what="request", path=request.path)
    context = {"row": row, "form": form, "stands": _what_stands(row.person, row.about)}
    return render(request, "rights/correction.html", context)


def _what_stands(person: Person, about: str) -> str:
    if about == "name":
        return person.name
    if about == "born_year":
        return str(person.born_year or "—")
    numbers = ContactWay.objects.filter(person=person, kind=ContactWay.Kind.SMS, ended_at=None)
    return "、".join(numbers.values_list("value", flat=True)) or "—"


@require_http_methods(["GET", "POST"])
def erasure(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """One erasure: what goes, what stays by which article, and the confirmation."""
    actor = gates.clerk(request)
    pair = next(((row, person) for row, person in erasures_waiting(actor) if row.id == pk), None)
    if pair is None:
        raise Http404
    form = DecideForm(request.POST or None, yes=_("Erase what may go"), no=_("Do not erase"))
    if request.method == "POST" and form.is_valid():
        erase, because = form.cleaned_data["decision"] == "yes", form.cleaned_data["because"]
        try:
            actions.decide_erasure(actor, erasure_id=pk, erase=erase, because=because)
            return redirect("rights_requests", slug)
        except ValidationError as fault:
            show_faults(form, fault)
    people.note_look(actor, person_ids=[pair[0].subject_id], what="request", path=request.path)
    return render(request, "rights/erasure.html", _erasure_context(pair[1], form))


def _erasure_context(person: Person, form: DecideForm) -> dict[str, object]:
    fate, said = fate_of(person.id), labels() | {"name": _("The name")}
    goes = [(said[kind], count) for kind, count in fate.goes.items() if count]
    return {"person_asked": person, "form": form, "fate": fate, "goes": goes}


@require_GET
def consents(request: VisitorRequest, slug: str) -> HttpResponse:
    """Whose paper lies on the desk?"""
    actor = gates.clerk(request)
    words = request.GET.get("q", "").strip()[:40]
    found = neighbours_found(actor, words) if words else []
    seen = [one.person.id for one in found]
    people.note_look(actor, person_ids=seen, what="consent", path=request.path)
    return render(request, "rights/desk_consents.html", {"words": words, "found": found})


def _neighbour(actor: Actor, pk: int) -> Person:
    person = get_object_or_404(Person, pk=pk)
    if not may_enter_consent(actor, pk, compounds_of_person(pk, actor.today)):
        raise Http404
    return person


@require_GET
def consents_of_person(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """What this neighbour agreed to."""
    actor = gates.clerk(request)
    person = _neighbour(actor, pk)
    people.note_look(actor, person_ids=[pk], what="consent", path=request.path)
    shown, before = consents_shown(pk)
    context = {"neighbour": person, "shown": shown, "before": before}
    return render(request, "rights/desk_consents_of.html", context)


@require_POST
def consent(request: VisitorRequest, slug: str, pk: int, purpose: str) -> HttpResponse:
    """Enter from paper what was agreed to, or taken back."""
    actor = gates.clerk(request)
    _neighbour(actor, pk)
    try:
        if request.POST.get("agree") == "yes":
            people.give_consent(actor, person_id=pk, purpose=purpose, way="paper")
        else:
            actions.withdraw(actor, person_id=pk, purpose=purpose)
    except ValidationError as fault:
        raise Http404 from fault
    messages.success(request, _("Entered, with today's date."))
    return redirect("desk_consents_of", slug, pk)


@require_GET
def forgotten(request: VisitorRequest, slug: str) -> HttpResponse:
    """What the clocks forgot, day by day, in figures."""
    actor = gates.known(request)
    if not may_see_forgetting(actor):
        raise NotAllowed(
            _("The community worker, the auditor and the secretary watch over what is forgotten.")
        )
    page = Paginator(forgetting_runs(actor), RUNS_A_PAGE).get_page(request.GET.get("page"))
    words = forgotten_words()
    rows = [
        (run, [(words.get(code, code), count) for code, count in run.forgotten.items()])
        for run in page.object_list
    ]
    return render(request, "rights/forgotten.html", {"page": page, "rows": rows, "clocks": clocks_shown()})
