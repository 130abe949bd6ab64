"""Calling owners to a vote: draft from a project, rewording, notice."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from linmeng.assembly import actions
from linmeng.assembly.bridge import law_on
from linmeng.assembly.queries import roll_on, rules_in_force
from linmeng.assembly.queries.calling import calling
from linmeng.assembly.queries.linked import partner_of
from linmeng.common.errors import NotAllowed
from linmeng.ground.actions.forms import take_in_once
from linmeng.pages.assembly.before_notice import advice, obstacles, signs_missing
from linmeng.pages.assembly.forms import DraftForm, NoticeForm, VoteForm
from linmeng.pages.assembly.gates import called_vote
from linmeng.pages.assembly.vote_page import notice_consequences
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.projects.models import Project
from linmeng.projects.queries import deed_of_project, projects_visible


def prepare(request: VisitorRequest, slug: str, project_pk: int) -> HttpResponse:
    """A vote's draft from a lawful project, with the finding of its legality gate beside the words."""
    project = get_object_or_404(projects_visible(), pk=project_pk)
    actor = request.visitor.actor
    called = calling(actor, project.compound_id, project.matter_class)
    if not called.may:
        raise NotAllowed(called.reason)
    initial = {"title": project.title, "summary": project.summary, "questions": project.title}
    form = VoteForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        return redirect(_prepare_once(request, slug, form, project))
    law = law_on(project.compound.place, project.matter_class, actor.today)
    two = deed_of_project(project) == "lift_on_common_ground"
    context = {"form": form, "project": project, "compound": project.compound, "law": law, "two_votes": two}
    context["about"] = project.title
    return render(request, "assembly/prepare.html", context)


def _prepare_once(request: VisitorRequest, slug: str, form: VoteForm, project: Project) -> str:
    actor = request.visitor.actor

    def perform() -> str:
        vote = actions.prepare_vote(actor, project_id=project.id, **form.facts())
        return reverse("vote_notice", args=[slug, vote.id])

    return take_in_once(actor, act="prepare_vote", key=request.POST.get("once", "")[:40], perform=perform)


def edit(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Reword a draft, or ask more of a delivery."""
    vote = called_vote(request, pk)
    texts = "\n".join(vote.questions.values_list("text", flat=True))
    initial = {"title": vote.title, "summary": vote.summary, "questions": texts}
    form = DraftForm(request.POST or None, initial=initial | {"delivery_rule": vote.delivery_rule})
    if request.method == "POST" and form.is_valid():
        actions.edit_vote(request.visitor.actor, vote_id=pk, **form.facts())
        return redirect("vote_notice", slug, pk)
    law = law_on(vote.compound.place, vote.matter_class, request.visitor.actor.today)
    context = {"form": form, "about": vote.title, "vote": vote, "compound": vote.compound, "law": law}
    return render(request, "assembly/prepare.html", context)


def notice(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """All obstacles at once; then the days, and the page before the point of no return."""
    vote, actor = called_vote(request, pk), request.visitor.actor
    law = law_on(vote.compound.place, vote.matter_class, actor.today)
    problems = obstacles(actor, vote)
    form = NoticeForm(request.POST or None, initial={"opens_on": law.earliest_opening if law else None})
    if request.method == "POST" and form.is_valid() and not signs_missing(vote):
        try:
            return _noticed(request, slug, pk, form)
        except ValidationError as fault:
            form.add_error("closes_on", fault.messages)  # type: ignore[arg-type]
    roll = roll_on(vote, actor.today) if vote.state == "draft" else []
    context = {"vote": vote, "form": form, "law": law, "problems": problems, "advice": advice(vote)}
    context["rules"] = rules_in_force(vote.compound_id, actor.today)
    context["consequences"] = notice_consequences(vote, len(roll), sum(entry.area_dm2 for entry in roll))
    context["heads"] = len({entry.head_key for entry in roll})
    context["partner"] = partner_of(vote)
    return render(request, "assembly/notice.html", context)


def _noticed(request: VisitorRequest, slug: str, pk: int, form: NoticeForm) -> HttpResponse:
    days = {"opens_on": form.cleaned_data["opens_on"], "closes_on": form.cleaned_data["closes_on"]}
    actions.give_notice(request.visitor.actor, vote_id=pk, **days)
    messages.success(request, _("Notice is given. Every owner is being told."))
    return redirect("vote", slug, pk)
