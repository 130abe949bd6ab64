"""Reading projects: what a compound sets out to do is public, from the first draft on."""

from collections.abc import Collection
from datetime import timedelta

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from linmeng.common.actor import Actor
from linmeng.common.dues import Due
from linmeng.ground.directory import slug_in_force
from linmeng.projects.models import Gate, Project
from linmeng.projects.permissions import COMMITTEE
from linmeng.voices.models import Matter

NEXT_STEP_DAYS = 14
"""Our own measure, not the law's: a project that rests longer than this shows up as due."""


def site_path(rest: str) -> str:
    """A path of the alliance in force, as it is kept in steps, notices and gates."""
    return f"/a/{slug_in_force()}/{rest}"


def project_path(project_id: int) -> str:
    """Where a project's page is."""
    return site_path(f"projects/{project_id}/")


def projects_visible() -> QuerySet[Project]:
    """Every project of the alliance: what is planned with common money hides from nobody."""
    return Project.objects.select_related("compound", "building", "entrance")


def projects_of(compound_ids: Collection[int] | None = None, state: str = "") -> QuerySet[Project]:
    """Projects, those touched last first."""
    rows = projects_visible().order_by("-changed_at", "-id")
    if compound_ids is not None:
        rows = rows.filter(compound_id__in=list(compound_ids))
    return rows.filter(state=state) if state else rows


def matters_to_start(compound_id: int) -> QuerySet[Matter]:
    """Matters on one of the compound's lists that no project has taken up, in the order of the lists."""
    listed = Matter.objects.filter(compound_id=compound_id, state="listed")
    return listed.filter(list_items__left_at__isnull=True).order_by("list_items__list", "list_items__place")


def matters_behind(project_id: int) -> QuerySet[Matter]:
    """Why a project is: the matters it answers."""
    return Matter.objects.filter(project_matters__project_id=project_id).order_by("created_at")


def newest_gate(project_id: int, kind: str) -> Gate | None:
    """The last word on one gate of a project."""
    return Gate.objects.filter(project_id=project_id, kind=kind).order_by("-happened_at", "-id").first()


def project_counts(compound_ids: Collection[int]) -> dict[int, dict[str, int]]:
    """For each compound how many projects stand in each state; one query."""
    counts: dict[int, dict[str, int]] = {compound_id: {} for compound_id in compound_ids}
    rows = Project.objects.filter(compound_id__in=list(compound_ids)).order_by()
    for compound_id, state, number in rows.values_list("compound_id", "state").annotate(Count("id")):
        counts[compound_id][state] = number
    return counts


def dues(actor: Actor) -> list[Due]:
    """What waits for the owners' committee: a legality check, or the vote after it."""
    if not actor.wears(*COMMITTEE) or actor.hat is None:
        return []
    waiting = Project.objects.filter(compound_id__in=actor.hat.compounds, state__in=["draft", "legal"])
    said = {"draft": _("Check the legality of “%s”"), "legal": _("Prepare the owners' vote on “%s”")}
    root = site_path("projects/")
    return [
        Due(
            by=actor.at_time(project.changed_at).today + timedelta(days=NEXT_STEP_DAYS),
            what=said[project.state] % project.title,
            path=f"{root}{project.id}/",
            role=actor.hat.role,
            compound_id=project.compound_id,
        )
        for project in waiting.order_by("changed_at")[:50]
    ]
