"""Preparing an owners' vote, correcting its draft, cancelling it with a reason."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.assembly.actions.locking import demand, locked_vote
from linmeng.assembly.models import Question, Vote, VoteDecision
from linmeng.assembly.permissions import may_call_votes
from linmeng.assembly.states import VOTE, phase
from linmeng.common.actor import Actor
from linmeng.common.errors import WrongState
from linmeng.ground.acts import action
from linmeng.projects.actions import back_to_legal
from linmeng.projects.models import Project
from linmeng.publishing.actions import end_notices
from linmeng.record.actions import write

MOST_QUESTIONS = 12
LONGEST_QUESTION = 300


@action
def prepare_vote(
    actor: Actor, *, project_id: int, title: str, summary: str, questions: Sequence[str]
) -> Vote:
    """Draft a vote for a project whose legality gate is open; scope and matter come from the project."""
    project = Project.objects.select_for_update().get(id=project_id)
    demand(
        may_call_votes(actor, project.compound_id),
        _("Only the owners' committee of this compound prepares votes."),
    )
    if project.state != "legal":
        raise WrongState(
            _("First the legality of the project must be checked, and no other vote may be running.")
        )
    if Vote.objects.filter(project=project).exclude(state="cancelled").exists():
        raise WrongState(_("There is already a vote on this project."))
    vote = Vote(
        compound_id=project.compound_id,
        project=project,
        title=title.strip(),
        summary=summary.strip(),
        matter_class=project.matter_class,
        scope=project.scope,
        building_id=project.building_id,
        entrance_id=project.entrance_id,
        created_at=actor.at,
    )
    _check(vote)
    vote.save(force_insert=True)
    _put_questions(vote, questions)
    write(
        actor,
        "vote_prepared",
        {"vote": str(vote.id), "project": str(project.id), "questions": len(questions)},
    )
    return vote


def _check(vote: Vote) -> None:
    vote.full_clean(
        exclude=[
            "alliance",
            "compound",
            "project",
            "building",
            "entrance",
            "noticed_on",
            "opens_at",
            "closes_at",
        ],
        validate_unique=False,
        validate_constraints=False,
    )


def _put_questions(vote: Vote, questions: Sequence[str]) -> None:
    texts = [text.strip() for text in questions if text.strip()]
    if not texts or len(texts) > MOST_QUESTIONS or any(len(text) > LONGEST_QUESTION for text in texts):
        raise ValidationError(
            {
                "questions": _(
                    "Please write one to twelve questions, each on its line, each with at most 300 signs."
                )
            }
        )
    known = {q.number: q for q in vote.questions.all()}
    for number, text in enumerate(texts, start=1):
        question = known.get(number) or Question(vote=vote, number=number)
        question.text = text
        question.save()
    if len(known) > len(texts):
        raise ValidationError(
            {"questions": _("A draft's questions can be reworded or added, not taken out.")}
        )


@action
def edit_vote(actor: Actor, *, vote_id: int, title: str, summary: str, questions: Sequence[str]) -> Vote:
    """Reword a draft. After notice nothing of it can change: everybody was told these words."""
    vote = locked_vote(vote_id)
    demand(
        may_call_votes(actor, vote.compound_id),
        _("Only the owners' committee of this compound prepares votes."),
    )
    if vote.state != "draft":
        raise WrongState(_("This vote was announced; its words can no longer change."))
    vote.title, vote.summary = title.strip(), summary.strip()
    _check(vote)
    vote.save(update_fields=["title", "summary"])
    _put_questions(vote, questions)
    write(actor, "vote_edited", {"vote": str(vote.id), "questions": len(questions)})
    return vote


@action
def cancel_vote(actor: Actor, *, vote_id: int, reason: str) -> VoteDecision:
    """Call a vote off before it is counted, with a reason everyone can read; the project may vote anew."""
    vote = locked_vote(vote_id)
    demand(
        may_call_votes(actor, vote.compound_id),
        _("Only the owners' committee of this compound cancels a vote."),
    )
    VOTE.check(vote.state, "cancelled", what=vote.title)
    if len(reason.strip()) < 4:
        raise ValidationError({"reason": _("Please say in a few words why the vote is cancelled.")})
    was = phase(vote, actor.at)
    vote.state = "cancelled"
    vote.save(update_fields=["state"])
    decision = VoteDecision.objects.create(
        vote=vote,
        kind=VoteDecision.Kind.CANCEL,
        reason=reason.strip()[:300],
        by_seat=actor.seat_title[:60],
        happened_at=actor.at,
    )
    if vote.project_id is not None:
        back_to_legal(actor, project_id=vote.project_id)
    end_notices(actor, subject="vote", subject_id=vote.id)
    write(actor, "vote_cancelled", {"vote": str(vote.id), "was": was})
    return decision
