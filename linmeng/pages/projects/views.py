"""Projects: what a compound sets out to do, why, and through which gates."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from linmeng.alliance.models import Compound
from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed
from linmeng.ground.actions.forms import take_in_once
from linmeng.pages.projects.forms import LegalityForm, ProjectForm, ReasonForm, StartForm, said_of
from linmeng.pages.projects.readers import TONES, headline, read_project, timeline
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.projects import actions
from linmeng.projects.bridge import matter_classes
from linmeng.projects.models import Project
from linmeng.projects.permissions import may_lead_projects
from linmeng.projects.queries import matters_to_start, projects_of, projects_visible, proposed_deed

PROJECTS_A_PAGE = 20


def project_list(request: VisitorRequest, slug: str) -> HttpResponse:
    """All projects, of one compound or of all, in one state or in all."""
    compounds = list(Compound.objects.order_by("code"))
    here = next((c for c in compounds if c.code == request.GET.get("c")), None)
    state = request.GET.get("state", "")
    rows = projects_of([here.id] if here else None, state if state in Project.State.values else "")
    page = Paginator(rows, PROJECTS_A_PAGE).get_page(request.GET.get("page"))
    own = _led_compound(request.visitor.actor)
    context = {"page": page, "compounds": compounds, "here": here, "state": state, "tones": TONES, "own": own}
    context["states"] = Project.State.choices
    return render(request, "projects/list.html", context)


def project(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """One project, for everyone."""
    found = get_object_or_404(projects_visible(), pk=pk)
    page = read_project(request.visitor.actor, found, slug)
    context = {"page": page, "project": found, "headline": headline(found), "steps": timeline(page, slug)}
    return render(request, "projects/project.html", context)


def _led_compound(actor: Actor) -> Compound | None:
    if actor.hat is None or not any(may_lead_projects(actor, c) for c in actor.hat.compounds):
        return None
    return Compound.objects.filter(id__in=actor.hat.compounds).order_by("code").first()


def _led_project(request: VisitorRequest, pk: int) -> Project:
    """A project of one's own compound: 404 for those of another, 403 for neighbours who do not lead."""
    actor = request.visitor.actor
    found = get_object_or_404(projects_visible(), pk=pk)
    if may_lead_projects(actor, found.compound_id):
        return found
    reaches = actor.hat is not None and found.compound_id in actor.hat.compounds
    if actor.person_id is None or actor.lives_in(found.compound_id) or reaches:
        raise NotAllowed(_("Only the owners' committee of this compound leads its projects."))
    raise Http404


def start(request: VisitorRequest, slug: str) -> HttpResponse:
    """From listed matters to a project."""
    compound = _led_compound(request.visitor.actor)
    if compound is None:
        raise NotAllowed(_("Only the owners' committee of a compound starts its projects."))
    chosen = request.GET.getlist("matter")
    form = StartForm(
        request.POST or None, compound=compound, initial={"matters": chosen, "place": "compound"}
    )
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(_start_once(request, slug, form, compound))
        except ValidationError as fault:
            form.add_error(None, fault.messages)  # type: ignore[arg-type]
    context = {"form": form, "compound": compound, "waiting": matters_to_start(compound.id).exists()}
    return render(request, "projects/start.html", context)


def _start_once(request: VisitorRequest, slug: str, form: StartForm, compound: Compound) -> str:
    actor, matter_ids = request.visitor.actor, form.cleaned_data["matters"]

    def perform() -> str:
        made = actions.start_project(actor, compound_id=compound.id, matter_ids=matter_ids, **form.facts())
        return reverse("project", args=[slug, made.id])

    return take_in_once(actor, act="start_project", key=request.POST.get("once", "")[:40], perform=perform)


def edit(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Correct a draft."""
    found = _led_project(request, pk)
    form = ProjectForm(request.POST or None, compound=found.compound, initial=said_of(found))
    if request.method == "POST" and form.is_valid():
        actions.edit_project(request.visitor.actor, project_id=pk, **form.facts())
        return redirect("project", slug, pk)
    return render(request, "projects/edit.html", {"form": form, "project": found})


def legality(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """The gate before owners are asked: class of matter and checklist."""
    found = _led_project(request, pk)
    classes = matter_classes(found.compound.place, request.visitor.actor.today)
    form = LegalityForm(request.POST or None, classes=classes, initial={"deed": proposed_deed(found)})
    if request.method == "POST" and form.is_valid():
        return _checked(request, slug, pk, form)
    return render(request, "projects/legality.html", {"form": form, "project": found, "classes": classes})


def _checked(request: VisitorRequest, slug: str, pk: int, form: LegalityForm) -> HttpResponse:
    findings = form.findings()
    passed = all(found["answer"] != "no" for found in findings.values())
    actions.check_legality(
        request.visitor.actor,
        project_id=pk,
        deed=form.cleaned_data["deed"],
        findings=findings,
        passed=passed,
    )
    said = _("The gate is open: owners can be asked.") if passed else _("Kept. One “no” keeps the gate shut.")
    messages.info(request, said)
    return redirect("project", slug, pk)


def drop(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Give a project up, with a reason."""
    found = _led_project(request, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.drop(request.visitor.actor, project_id=pk, reason=form.cleaned_data["reason"])
        return redirect("project", slug, pk)
    return render(request, "projects/drop.html", {"form": form, "project": found})
