"""The words of a draft: what is checked and kept whenever one is written or reworded."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.assembly.actions.locking import demand
from linmeng.assembly.models import Question, Vote
from linmeng.assembly.queries.calling import calling
from linmeng.assembly.queries.problems import rules_in_force
from linmeng.common.actor import Actor
from linmeng.common.clock import local_day
from linmeng.common.wording import clean_line, clean_words

MOST_QUESTIONS = 12
LONGEST_QUESTION = 300


def demand_caller(actor: Actor, compound_id: int, matter_class: str) -> None:
    """Refuse whoever may not call owners to decide this matter, with the reason."""
    found = calling(actor, compound_id, matter_class)
    demand(found.may, found.reason)


def keep_draft(vote: Vote, questions: Sequence[str]) -> Vote:
    """A new draft with its questions."""
    put_words(vote, vote.title, vote.summary)
    rules = rules_in_force(vote.compound_id, local_day(vote.created_at))
    vote.delivery_rule = rules.delivery_rule if rules is not None else vote.delivery_rule
    vote.save(force_insert=True)
    put_questions(vote, questions)
    return vote


def put_words(vote: Vote, title: str, summary: str) -> None:
    """Title and summary, cleaned and checked; not yet saved."""
    vote.title, vote.summary = clean_line(title), clean_words(summary)
    foreign = ["alliance", "compound", "project", "linked_to", "building", "entrance"]
    vote.full_clean(
        exclude=[*foreign, "noticed_on", "opens_at", "closes_at"],
        validate_unique=False,
        validate_constraints=False,
    )


def put_questions(vote: Vote, questions: Sequence[str]) -> None:
    """One to twelve questions; a draft's can be reworded or added, not taken out."""
    texts = [cleaned for text in questions if (cleaned := clean_line(text))]
    if not texts or len(texts) > MOST_QUESTIONS or any(len(text) > LONGEST_QUESTION for text in texts):
        sentence = _("Please write one to twelve questions, each on its line, each with at most 300 signs.")
        raise ValidationError({"questions": sentence})
    known = {q.number: q for q in vote.questions.all()}
    for number, text in enumerate(texts, start=1):
        question = known.get(number) or Question(vote=vote, number=number)
        question.text = text
        question.save()
    if len(known) > len(texts):
        raise ValidationError(
            {"questions": _("A draft's questions can be reworded or added, not taken out.")}
        )
