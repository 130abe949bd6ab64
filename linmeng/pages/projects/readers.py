"""What a project's page shows, read in a constant number of queries."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from linmeng.assembly.models import Vote
from linmeng.assembly.queries import votes_visible
from linmeng.common.actor import Actor
from linmeng.common.clock import local_day
from linmeng.pages.templatetags.ui_formats import with_words
from linmeng.projects.models import Gate, Project
from linmeng.projects.permissions import may_lead_projects
from linmeng.projects.queries import check_questions, matters_behind
from linmeng.voices.models import Matter

TONES = {"decided": "done", "rejected": "plain", "voting": "due"}


@dataclass(frozen=True)
class NextAction:
    """The one thing to do next, for whoever may."""

    url: str
    label: str


@dataclass(frozen=True)
class ProjectPage:
    """Everything on a project's page."""

    project: Project
    matters: list[Matter]
    gates: list[Gate]
    votes: list[Vote]
    leads: bool
    next: NextAction | None

    @property
    def checks(self) -> list[dict[str, str]]:
        """The checklist with its answers, once the gate was tried."""
        tried = [gate for gate in self.gates if gate.kind == "legality" and "matter_class" in gate.findings]
        if not tried:
            return []
        said = {"yes": _("Yes"), "no": _("No"), "not_needed": _("Does not arise")}
        found = tried[-1].findings
        return [
            {"question": q.question, "article": q.article, "answer": said[found[q.key]["answer"]],
             "note": found[q.key]["note"]}
            for q in check_questions()
            if q.key in found
        ]  # fmt: skip


def headline(project: Project) -> str:
    """The state as a sentence."""
    return {
        "draft": _("Being prepared: its legality is not yet checked"),
        "legal": _("Lawful: next, owners are asked"),
        "voting": _("Owners are deciding now"),
        "decided": _("Owners agreed"),
        "rejected": _("Owners did not agree"),
        "dropped": _("Dropped, with the reason below"),
    }[project.state]


def read_project(actor: Actor, project: Project, slug: str) -> ProjectPage:
    """The project with what is behind it and what came of it."""
    leads = may_lead_projects(actor, project.compound_id)
    votes = list(votes_visible(actor).filter(project=project).order_by("created_at"))
    return ProjectPage(
        project=project,
        matters=list(matters_behind(project.id)),
        gates=list(project.gates.all()),
        votes=votes,
        leads=leads,
        next=_next(project, votes, slug) if leads else None,
    )


def _next(project: Project, votes: list[Vote], slug: str) -> NextAction | None:
    running = [vote for vote in votes if vote.state != "cancelled"]
    if project.state == "draft":
        return NextAction(reverse("project_legality", args=[slug, project.id]), _("Check its legality"))
    if project.state == "legal" and not running:
        return NextAction(reverse("vote_prepare", args=[slug, project.id]), _("Prepare the owners' vote"))
    if running and project.state in ("legal", "voting"):
        return NextAction(reverse("vote", args=[slug, running[-1].id]), _("Go to the vote"))
    return None


def timeline(page: ProjectPage, slug: str) -> list[dict[str, Any]]:
    """What happened to the project, oldest first."""
    steps: list[dict[str, Any]] = [{"day": local_day(page.project.created_at), "title": _("Project started")}]
    for gate in page.gates:
        dropped = gate.findings.get("dropped_because", "")
        title = _("Dropped") if dropped else with_words(gate.get_kind_display(), gate.get_state_display())
        steps.append(
            {
                "day": local_day(gate.happened_at),
                "title": title,
                "words": dropped or gate.article,
                "who": gate.by_seat,
                "url": gate.evidence_path,
            }
        )
    for vote in page.votes:
        if vote.noticed_on:
            url = reverse("vote", args=[slug, vote.id])
            steps.append(
                {"day": vote.noticed_on, "title": _("Owners called to vote: %s") % vote.title, "url": url}
            )
    return sorted(steps, key=lambda step: step["day"])
