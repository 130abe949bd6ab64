"""Carrying a project's steps back to the matters behind it, and so to everyone who spoke."""

from linmeng.common.actor import Actor
from linmeng.ground.acts import action
from linmeng.projects.models import Project, ProjectMatter
from linmeng.voices.actions import record_step


@action
def tell_matters(
    actor: Actor, project: Project, *, step: str, words: str, path: str, state: str | None = None
) -> None:
    """Record a step on every matter that the project answers."""
    behind = ProjectMatter.objects.filter(project=project).order_by("matter_id")
    for matter_id in list(behind.values_list("matter_id", flat=True)):
        record_step(actor, matter_id=matter_id, step=step, words=words, path=path, state=state)
