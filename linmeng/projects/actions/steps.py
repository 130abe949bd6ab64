"""What every step of a project shares: its lock, its gates, and carrying it back to everyone who spoke."""

from typing import Any

from linmeng.common.actor import Actor
from linmeng.ground.acts import action
from linmeng.projects.models import Gate, Project, ProjectMatter
from linmeng.voices.actions import record_step


def locked_project(project_id: int) -> Project:
    """Its row, locked until the act is over."""
    return Project.objects.select_for_update(of=("self",)).select_related("compound").get(id=project_id)


def keep_gate(actor: Actor, project: Project, kind: str, passed: bool, article: str, **known: Any) -> Gate:
    """A gate as it was found; a later one stands beside it."""
    return Gate.objects.create(
        **known,
        project=project,
        kind=kind,
        state=Gate.State.PASSED if passed else Gate.State.FAILED,
        article=article[:80],
        by_seat=actor.seat_title[:60],
        happened_at=actor.at,
    )


@action
def tell_matters(
    actor: Actor, project: Project, *, step: str, words: str, path: str, state: str | None = None
) -> None:
    """Record a step on every matter that the project answers."""
    behind = ProjectMatter.objects.filter(project=project).order_by("matter_id")
    for matter_id in list(behind.values_list("matter_id", flat=True)):
        record_step(actor, matter_id=matter_id, step=step, words=words, path=path, state=state)
