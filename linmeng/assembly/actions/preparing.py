"""Preparing an owners' vote, with a project behind it or without, and correcting its draft."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.alliance.models import Compound
from linmeng.assembly.actions.drafting import demand_caller, keep_draft, put_questions, put_words
from linmeng.assembly.actions.linked import draft_second_vote
from linmeng.assembly.actions.locking import locked_vote
from linmeng.assembly.models import Vote
from linmeng.common.actor import Actor
from linmeng.common.errors import WrongState
from linmeng.ground.acts import action
from linmeng.projects.models import Project
from linmeng.projects.queries import Finding, deed_of, deed_of_project, find
from linmeng.record.actions import write


@action
def prepare_vote(
    actor: Actor, *, project_id: int, title: str, summary: str, questions: Sequence[str]
) -> Vote:
    """Draft a vote for a project whose legality gate is open; scope and matter come from the project.

    A lift that takes common ground is drafted as two linked votes; the building's is returned.
    """
    project = Project.objects.select_for_update(of=("self",)).select_related("compound").get(id=project_id)
    demand_caller(actor, project.compound_id, project.matter_class)
    if project.state != "legal":
        raise WrongState(
            _("First the legality of the project must be checked, and no other vote may be running.")
        )
    if Vote.objects.filter(project=project).exclude(state="cancelled").exists():
        raise WrongState(_("There is already a vote on this project."))
    vote = Vote(
        compound=project.compound,
        project=project,
        title=title,
        summary=summary,
        matter_class=project.matter_class,
        scope=project.scope,
        building_id=project.building_id,
        entrance_id=project.entrance_id,
        created_at=actor.at,
    )
    return _drafted(actor, vote, questions, deed_of_project(project))


@action
def prepare_free_vote(
    actor: Actor,
    *,
    compound_id: int,
    matter_class: str,
    scope: str = "compound",
    building_id: int | None = None,
    entrance_id: int | None = None,
    title: str,
    summary: str,
    questions: Sequence[str],
    deed: str = "",
) -> Vote:
    """Draft a vote without a project: rules, covenant, the property company, an election, other major matters.

    `deed` says in neighbours' words what is to be done (`projects.queries.deeds`); a lift on common ground
    becomes two linked votes, the building's is returned.
    """
    compound = Compound.objects.select_for_update().get(id=compound_id)
    demand_caller(actor, compound_id, matter_class)
    place = {"compound": None, "building": building_id, "entrance": entrance_id}
    if scope not in place or (scope != "compound" and place[scope] is None):
        raise ValidationError({"place": _("Please choose which part it touches.")})
    vote = Vote(
        compound=compound,
        title=title,
        summary=summary,
        matter_class=matter_class,
        scope=scope,
        building_id=building_id if scope == "building" else None,
        entrance_id=entrance_id if scope == "entrance" else None,
        created_at=actor.at,
    )
    return _drafted(actor, vote, questions, deed)


@action
def prepare_for_deed(
    actor: Actor,
    *,
    compound_id: int,
    deed: str,
    place: str,
    title: str,
    summary: str,
    questions: Sequence[str],
) -> Vote:
    """Draft a vote from what is to be done and which part it touches; matter and scope follow from the law."""
    compound = Compound.objects.get(id=compound_id)
    found: Finding = find(compound, deed_of(deed), place, actor.today)
    return prepare_free_vote(
        actor,
        compound_id=compound_id,
        matter_class=found.matter.key,
        scope=found.scope,
        building_id=found.building_id,
        entrance_id=found.entrance_id,
        title=title,
        summary=summary,
        questions=questions,
        deed=deed,
    )


def _drafted(actor: Actor, vote: Vote, questions: Sequence[str], deed: str) -> Vote:
    keep_draft(vote, questions)
    facts = {"vote": str(vote.id), "matter": vote.matter_class, "scope": vote.scope, "deed": deed}
    project = {"project": str(vote.project_id)} if vote.project_id is not None else {}
    write(actor, "vote_prepared", facts | project | {"questions": len(questions)})
    if deed and deed_of(deed).common_ground:
        draft_second_vote(actor, vote)
    return vote


@action
def edit_vote(
    actor: Actor,
    *,
    vote_id: int,
    title: str,
    summary: str,
    questions: Sequence[str],
    delivery_rule: str = "",
) -> Vote:
    """Reword a draft, or ask more of a delivery than the assembly does. After notice nothing of it can
    change: everybody was told these words.
    """
    vote = locked_vote(vote_id)
    demand_caller(actor, vote.compound_id, vote.matter_class)
    if vote.state != "draft":
        raise WrongState(_("This vote was announced; its words can no longer change."))
    vote.delivery_rule = delivery_rule or vote.delivery_rule
    put_words(vote, title, summary)
    vote.save(update_fields=["title", "summary", "delivery_rule"])
    put_questions(vote, questions)
    write(
        actor,
        "vote_edited",
        {"vote": str(vote.id), "questions": len(questions), "delivery": vote.delivery_rule},
    )
    return vote
