"""Setting out to do something about listed matters: start, edit while a draft, drop with a reason."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed, WrongState
from linmeng.ground.actions.search import index_thing
from linmeng.ground.acts import action
from linmeng.projects.actions.steps import tell_matters
from linmeng.projects.models import Gate, Project, ProjectMatter
from linmeng.projects.permissions import may_lead_projects
from linmeng.projects.queries import project_path
from linmeng.projects.states import PROJECT
from linmeng.record.actions import write
from linmeng.voices.models import Matter

EDITABLE = ("title", "summary", "scope", "building_id", "entrance_id", "cost_fen", "fund_source")


@action
def start_project(
    actor: Actor,
    *,
    compound_id: int,
    matter_ids: Collection[int],
    title: str,
    summary: str,
    scope: str,
    building_id: int | None = None,
    entrance_id: int | None = None,
    cost_fen: int | None = None,
    fund_source: str = "none",
) -> Project:
    """Make a project of one or more matters that stand on the compound's lists.

    Those who spoke are told. Refuses matters of another compound or not on a list.
    """
    _may_lead(actor, compound_id)
    matters = list(Matter.objects.select_for_update().filter(id__in=list(matter_ids)).order_by("id"))
    _check_matters(matters, compound_id, wanted=len(set(matter_ids)))
    project = Project(compound_id=compound_id, title=title.strip(), summary=summary.strip(), scope=scope)
    project.building_id, project.entrance_id = building_id, entrance_id
    project.cost_fen, project.fund_source = cost_fen, fund_source
    project.created_at = project.changed_at = actor.at
    _check(project)
    project.save(force_insert=True)
    ProjectMatter.objects.bulk_create([ProjectMatter(project=project, matter=m) for m in matters])
    path = project_path(project.id)
    words = _("It became the project “%s”.") % project.title
    tell_matters(actor, project, step="project", words=words, path=path, state="in_project")
    _make_findable(project, path)
    write(
        actor,
        "project_started",
        {"project": str(project.id), "matters": [str(m.id) for m in matters], "scope": scope},
    )
    return project


def _may_lead(actor: Actor, compound_id: int) -> None:
    if not may_lead_projects(actor, compound_id):
        raise NotAllowed(_("Only the owners' committee of this compound leads its projects."))


def _check_matters(matters: list[Matter], compound_id: int, *, wanted: int) -> None:
    if not matters or len(matters) != wanted or any(m.compound_id != compound_id for m in matters):
        raise ValidationError({"matter_ids": _("Please choose at least one matter of this compound.")})
    for matter in matters:
        if matter.state != "listed":
            raise WrongState(
                _("“%s” is not on a list now. A project begins with a matter that is.") % matter.title
            )


def _check(project: Project) -> None:
    """The fields, and that building and entrance lie in the compound and fit the scope."""
    project.full_clean(exclude=["compound", "building", "entrance", "alliance"], validate_unique=False)
    if project.cost_fen is not None and project.cost_fen < 0:
        raise ValidationError({"cost_fen": _("A cost is never below zero.")})
    wanted = {"compound": None, "building": project.building_id, "entrance": project.entrance_id}
    if project.scope != "compound" and wanted[project.scope] is None:
        raise ValidationError({"scope": _("Please name the building or entrance whose owners decide.")})
    place = project.entrance.building if project.entrance is not None else project.building
    if place is not None and place.compound_id != project.compound_id:
        raise ValidationError({"scope": _("This building is not in the compound.")})


def _make_findable(project: Project, path: str) -> None:
    index_thing(
        kind="project",
        object_id=project.id,
        compound_id=project.compound_id,
        audience="public",
        path=path,
        title=project.title,
        text=project.summary,
        happened_at=project.changed_at,
    )


@action
def edit_project(actor: Actor, *, project_id: int, **changes: object) -> Project:
    """Change a draft; once its legality is checked, what was checked stays as it is."""
    project = Project.objects.select_for_update().get(id=project_id)
    _may_lead(actor, project.compound_id)
    if project.state != "draft":
        raise WrongState(
            _("The legality of this project was checked. What was checked can no longer be edited.")
        )
    for name in EDITABLE:
        if name in changes:
            setattr(project, name, changes[name])
    project.changed_at = actor.at
    _check(project)
    project.save()
    _make_findable(project, project_path(project.id))
    write(
        actor, "project_edited", {"project": str(project.id), "changed": sorted(set(changes) & set(EDITABLE))}
    )
    return project


@action
def drop(actor: Actor, *, project_id: int, reason: str) -> Project:
    """Give a project up, with a reason that everyone can read; its matters return to the list."""
    project = Project.objects.select_for_update().get(id=project_id)
    _may_lead(actor, project.compound_id)
    PROJECT.check(project.state, "dropped", what=project.title)
    if len(reason.strip()) < 4:
        raise ValidationError({"reason": _("Please say in a few words why the project is dropped.")})
    project.state, project.changed_at = "dropped", actor.at
    project.save(update_fields=["state", "changed_at"])
    words = _("The project “%(title)s” was dropped: %(reason)s") % {
        "title": project.title,
        "reason": reason.strip()[:200],
    }
    tell_matters(actor, project, step="listed", words=words, path=project_path(project.id), state="listed")
    Gate.objects.create(
        project=project,
        kind=Gate.Kind.LEGALITY,
        state=Gate.State.FAILED,
        findings={"dropped_because": reason.strip()[:200]},
        article="",
        by_seat=actor.seat_title[:60],
        happened_at=actor.at,
    )
    write(actor, "project_dropped", {"project": str(project.id)})
    return project
