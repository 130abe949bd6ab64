"""What stands on a ballot, in words for people."""

from django.utils.translation import gettext as _

from linmeng.assembly.bridge import parse_marks
from linmeng.assembly.models import Question
from linmeng.assembly.queries.ballot_lists import names_on_ballot
from linmeng.pages.assembly.forms import PAPER_ANSWERS


def choice_words(question: Question, choice: str) -> str:
    """ "yes" → agree; of an election "1+3" → the two names."""
    if question.kind != Question.Kind.ELECTION:
        return str(dict(PAPER_ANSWERS).get(choice, choice))
    marks, names = parse_marks(choice), names_on_ballot(question)
    if marks.unclear:
        return _("Unclear mark")
    if marks.against_all:
        return _("Against all candidates")
    return "、".join(names.get(number, str(number)) for number in marks.numbers) or _("Nobody marked")


def written_words(questions: list[Question], instructions: dict[str, str]) -> list[tuple[str, str]]:
    """Each question with what a principal wrote."""
    return [
        (question.text, choice_words(question, instructions[str(question.number)]))
        for question in questions
        if str(question.number) in instructions
    ]
