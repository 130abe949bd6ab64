"""What an owner wrote into a mandate, in words."""

from linmeng.assembly.models import Question
from linmeng.pages.assembly.election_answers import answer_words


def written_words(questions: list[Question], instructions: dict[str, str]) -> list[tuple[str, str]]:
    """Each question with what a principal wrote on it."""
    return [
        (question.text, str(answer_words(question, instructions[str(question.number)])))
        for question in questions
        if str(question.number) in instructions
    ]
