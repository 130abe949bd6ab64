"""Running an election: beginning it, its steps, its group, its moves; each with a page of its own."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from linmeng.alliance.models import Compound
from linmeng.assembly.actions import election as acts
from linmeng.assembly.bridge import committee_law
from linmeng.assembly.models import Election, ElectionStep
from linmeng.assembly.permissions import may_run_by_election
from linmeng.assembly.queries.election_ladder import BY_HAND, keys_of, step_title
from linmeng.assembly.queries.ways_on import ways_on
from linmeng.common.errors import NotAllowed
from linmeng.ground.actions.forms import take_in_once
from linmeng.pages.elections.forms import (
    GroupForm,
    OpenForm,
    PlanForm,
    PostForm,
    ReasonForm,
    StepForm,
    group_as_lines,
)
from linmeng.pages.elections.gates import run_election
from linmeng.pages.elections.moves import moves_of
from linmeng.pages.elections.papers import kept_file
from linmeng.pages.shared.visitor import VisitorRequest


def form_page(
    request: VisitorRequest, election: Election, form: forms.Form, perform: Callable[[], Any], **words: Any
) -> HttpResponse:
    """One form of an election; what the act finds wrong stands beside its field."""
    if request.method == "POST" and form.is_valid():
        try:
            perform()
        except ValidationError as fault:
            add_faults(form, fault)
        else:
            return redirect(words.get("then") or reverse("election", args=[words["slug"], election.id]))
    return render(request, "elections/form.html", {"election": election, "form": form} | words)


def add_faults(form: forms.Form, fault: ValidationError) -> None:
    """By field where the form has it, above the form otherwise."""
    told = fault.message_dict if hasattr(fault, "error_dict") else {"": fault.messages}
    for name, sentences in told.items():
        form.add_error(name if name in form.fields else None, sentences)


def open_election(request: VisitorRequest, slug: str, code: str) -> HttpResponse:
    """The lawful ways on today, and the beginning of one."""
    compound, actor = get_object_or_404(Compound, code=code), request.visitor.actor
    if not may_run_by_election(actor, compound.id):
        raise NotAllowed(_("The clerk of the residents' committee begins an election."))
    ways = ways_on(compound, actor.today)
    form = OpenForm(request.POST or None, ways=[(w.kind, str(Election.Kind(w.kind).label)) for w in ways])
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(_opened(request, slug, compound, form))
        except ValidationError as fault:
            add_faults(form, fault)
    context = {"compound": compound, "ways": ways, "form": form}
    return render(request, "elections/open.html", context)


def _opened(request: VisitorRequest, slug: str, compound: Compound, form: OpenForm) -> str:
    actor = request.visitor.actor

    def perform() -> str:
        election = acts.open_election(actor, compound_id=compound.id, **form.facts())
        return reverse("election", args=[slug, election.id])

    return take_in_once(actor, act="open_election", key=request.POST.get("once", "")[:40], perform=perform)


def plan(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Seats and years put right."""
    election, actor = run_election(request, pk), request.visitor.actor
    form = PlanForm(request.POST or None, initial={"seats": election.seats, "years": election.years})
    return form_page(
        request, election, form,
        lambda: acts.change_plan(actor, election_id=pk, **form.cleaned_data),
        slug=slug, title=_("How many seats, for how many years?"), action_label=_("Save"),
    )  # fmt: skip


def step(request: VisitorRequest, slug: str, pk: int, key: str) -> HttpResponse:
    """Record a step that people did elsewhere."""
    election, actor = run_election(request, pk), request.visitor.actor
    if key not in BY_HAND or key not in keys_of(election):
        raise Http404
    form = StepForm(request.POST or None, request.FILES or None, initial={"done_on": actor.today})

    def perform() -> None:
        facts = {name: form.cleaned_data[name] for name in ("done_on", "words", "path")}
        file_id = kept_file(actor, form.cleaned_data["file"])
        acts.record_step(actor, election_id=pk, key=key, file_id=file_id, **facts)

    title = step_title(election, key)
    return form_page(request, election, form, perform, slug=slug, title=title, action_label=_("Record it"))


def step_back(request: VisitorRequest, slug: str, pk: int, step_pk: int) -> HttpResponse:
    """A step recorded by mistake."""
    election, actor = run_election(request, pk), request.visitor.actor
    found = get_object_or_404(ElectionStep, pk=step_pk, election=election)
    form = ReasonForm(request.POST or None)
    return form_page(
        request, election, form,
        lambda: acts.withdraw_step(actor, step_id=found.id, reason=form.cleaned_data["reason"]),
        slug=slug, title=_("Take this step back?"), lead=step_title(election, found.key),
        action_label=_("Take it back"),
    )  # fmt: skip


def group(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """The election group."""
    election, actor = run_election(request, pk), request.visitor.actor
    form = GroupForm(request.POST or None, initial={"formed_on": actor.today} | _group_so_far(election))

    def perform() -> None:
        given = form.cleaned_data
        acts.form_group(
            actor, election_id=pk, members=form.members(), formed_on=given["formed_on"], words=given["words"]
        )

    lead = _("Odd in number, owners at least half, the head from the street office.")
    return form_page(
        request, election, form, perform,
        slug=slug, title=_("Who is in the election group?"), lead=lead, action_label=_("Enter the group"),
    )  # fmt: skip


def _group_so_far(election: Election) -> dict[str, Any]:
    """What stands in the form already: whoever corrects a name types no other again."""
    before = election.steps.filter(key="group", withdrawn_at__isnull=True).first()
    if before is None:
        return {}
    members = election.group.filter(left_on__isnull=True).order_by("id")
    return group_as_lines(members) | {"formed_on": before.done_on, "words": before.words}


def group_post(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """The group's list onto the board."""
    election, actor = run_election(request, pk), request.visitor.actor
    law = committee_law(election.compound.place, actor.today)
    form = PostForm(request.POST or None, initial={"days": law.group_list_days() if law else 15})
    members = election.group.filter(left_on__isnull=True).order_by("-heads_group", "id")
    return form_page(
        request, election, form,
        lambda: acts.post_group(actor, election_id=pk, days=form.cleaned_data["days"]),
        slug=slug, title=_("Hang the list of the election group?"), action_label=_("Publish"),
        lead="、".join(members.values_list("name", flat=True)),
    )  # fmt: skip


def move(request: VisitorRequest, slug: str, pk: int, what: str) -> HttpResponse:
    """One move, with a page before it."""
    election = run_election(request, pk)
    found = moves_of(request.visitor.actor, election).get(what)
    if found is None:
        raise Http404
    if request.method == "POST":
        found.perform()
        messages.success(request, _("Done."))
        return redirect("election", slug, pk)
    context = {"election": election, "title": found.title, "consequences": found.consequences}
    context |= {"action_label": found.label, "understood": _("I have read this.")}
    return render(request, "elections/confirm.html", context)


def reason(request: VisitorRequest, slug: str, pk: int, what: str) -> HttpResponse:
    """What needs a reason: names again, the posting taken back, the end."""
    election, actor = run_election(request, pk), request.visitor.actor
    form = ReasonForm(request.POST or None)
    known: dict[str, tuple[str, Callable[..., Any]]] = {
        "reopen": (_("Take names again?"), acts.reopen_nomination),
        "take-back": (_("Take the posting back?"), acts.take_posting_back),
        "end": (_("End this election?"), acts.call_off_election),
    }
    if what not in known:
        raise Http404
    title, act = known[what]
    return form_page(
        request, election, form,
        lambda: act(actor, election_id=pk, reason=form.cleaned_data["reason"]),
        slug=slug, title=title, action_label=_("Yes"),
    )  # fmt: skip
