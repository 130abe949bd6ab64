"""The gate before owners are asked: legality; and the way to their vote and back from it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.common.actor import Actor
from linmeng.common.errors import AgainstTheLaw, NotAllowed, WrongState
from linmeng.ground.acts import action
from linmeng.projects.actions.steps import keep_gate, locked_project, tell_matters
from linmeng.projects.bridge import MatterClass, matter_classes
from linmeng.projects.models import Gate, Project
from linmeng.projects.permissions import may_bring_evidence, may_lead_projects
from linmeng.projects.queries import CHECKLIST, check_questions, deed_of, find, project_path
from linmeng.projects.states import PROJECT
from linmeng.record.actions import write

ANSWERS = ("yes", "no", "not_needed")


@action
def check_legality(
    actor: Actor,
    *,
    project_id: int,
    findings: dict[str, Any],
    passed: bool,
    matter_class: str = "",
    deed: str = "",
) -> Gate:
    """Answer the checklist and say what is to be done: from that follows the matter of Civil Code art. 278.

    `deed` is a key of `queries.deeds`; whoever knows the matter itself may give `matter_class` instead.

    `findings[key]` is `{"answer": "yes"|"no"|"not_needed", "note": …}` for each key of CHECKLIST. A gate
    with a "no" cannot pass; a gate not passed is kept, and the project stays a draft.
    """
    project = locked_project(project_id)
    if not may_lead_projects(actor, project.compound_id):
        raise NotAllowed(_("Only the owners' committee of this compound checks its projects."))
    if project.state != "draft":
        raise WrongState(_("The legality of a project is checked once, while it is a draft."))
    chosen = _found_class(project, actor, deed) if deed else _chosen_class(project, actor, matter_class)
    answers = _answers(findings)
    if passed:
        _refuse_a_no(answers)
    known = {"matter_class": chosen.key} | ({"deed": deed} if deed else {})
    gate = keep_gate(actor, project, "legality", passed, chosen.article, findings=known | answers)
    if passed:
        project.state, project.matter_class = "legal", chosen.key
        project.changed_at = actor.at
        project.save(update_fields=["state", "matter_class", "changed_at"])
        words = _("Legality was checked: owners decide this as “%(what)s” (%(article)s).") % {
            "what": chosen.title,
            "article": chosen.article,
        }
        tell_matters(actor, project, step="legal", words=words, path=project_path(project.id))
    facts = {"project": str(project.id), "matter_class": chosen.key, "passed": passed}
    write(actor, "legality_checked", facts)
    return gate


def _found_class(project: Project, actor: Actor, key: str) -> MatterClass:
    """What the law makes of the deed; refused where other owners decide than those the project names."""
    number = project.entrance_id if project.scope == "entrance" else project.building_id
    place = project.scope if project.scope == "compound" else f"{project.scope}:{number}"
    found = find(project.compound, deed_of(key), place, actor.today)
    if found.scope != project.scope:
        raise AgainstTheLaw(
            _("All owners of the compound decide this together. Please correct whose part it is first."),
            article=found.scope_article,
        )
    return found.matter


def _chosen_class(project: Project, actor: Actor, key: str) -> MatterClass:
    known = matter_classes(project.compound.place, actor.today)
    if not known:
        raise AgainstTheLaw(_("No law pack is in force for this place today."), article="民法典 278")
    for matter in known:
        if matter.key == key:
            return matter
    raise ValidationError({"matter_class": _("Please choose which of the nine matters this is.")})


def _answers(findings: dict[str, Any]) -> dict[str, Any]:
    """Every question of the checklist with its answer and a note; nothing else is kept."""
    answers = {}
    for key in CHECKLIST:
        given = findings.get(key) or {}
        if given.get("answer") not in ANSWERS:
            raise ValidationError({key: _("Please answer this question.")})
        answers[key] = {"answer": given["answer"], "note": str(given.get("note", "")).strip()[:200]}
    return answers


def _refuse_a_no(answers: dict[str, Any]) -> None:
    articles = {question.key: question.article for question in check_questions()}
    for key, given in answers.items():
        if given["answer"] == "no":
            raise AgainstTheLaw(
                _("One answer is “no”: the gate cannot pass until that is put right."), article=articles[key]
            )


@action
def mark_voting(actor: Actor, *, project_id: int, path: str) -> Project:
    """Owners have been called to decide; called by the vote when its notice is given."""
    project = locked_project(project_id)
    if not may_bring_evidence(actor, project.compound_id):
        raise NotAllowed(_("Only those who may call owners to a vote set a project to it."))
    PROJECT.check(project.state, "voting", what=project.title)
    project.state, project.changed_at = "voting", actor.at
    project.save(update_fields=["state", "changed_at"])
    words = _("Owners are called to vote on “%s”.") % project.title
    tell_matters(actor, project, step="noticed", words=words, path=path)
    return project


@action
def back_to_legal(actor: Actor, *, project_id: int) -> Project:
    """The vote was cancelled before owners decided: the project may be put to a new one."""
    project = locked_project(project_id)
    if not may_bring_evidence(actor, project.compound_id):
        raise NotAllowed(_("Only the owners' committee of this compound leads its projects."))
    if project.state == "voting":
        PROJECT.check(project.state, "legal", what=project.title)
        project.state, project.changed_at = "legal", actor.at
        project.save(update_fields=["state", "changed_at"])
    return project
