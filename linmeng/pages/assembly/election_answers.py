"""The answer to an election on screen: candidates to tick, one box against all, and what it says in words."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.assembly.bridge import joined, parse_marks
from linmeng.assembly.models import Question
from linmeng.assembly.queries.ballot_lists import names_on_ballot, too_many_words

PLAIN = ("yes", "no", "abstain", "unclear")


def words_alone() -> dict[str, str]:
    """Answers that stand alone."""
    return {
        "against": _("Against all candidates"),
        "abstain": _("I mark nobody (abstention)"),
        "unclear": _("The marks cannot be made out"),
    }


def answer_words(question: Question, choice: str) -> str:
    """What was chosen, as people read it: 同意, or 1 张三、3 李四."""
    if question.kind != Question.Kind.ELECTION:
        plain = (_("Agree"), _("Against"), _("Abstain"), _("Unclear mark"))
        return dict(zip(PLAIN, plain, strict=True)).get(choice, choice)
    marks = parse_marks(choice)
    if not marks.numbers:
        return words_alone()[choice]
    names = names_on_ballot(question)
    return "、".join(f"{number} {names.get(number, '')}".strip() for number in marks.numbers)


class ElectionField(forms.MultipleChoiceField):
    """Candidates to tick; cleaned to the one text that a ballot keeps ("1+3", "against" …)."""

    is_election = True
    widget = forms.CheckboxSelectMultiple

    def __init__(
        self, *, question: Question, names: Mapping[int, str], on_paper: bool, **kwargs: Any
    ) -> None:
        self.question, self.on_paper = question, on_paper
        alone = words_alone()
        if not on_paper:
            del alone["unclear"]
        rows = [(str(number), f"{number}. {name}") for number, name in names.items()]
        super().__init__(choices=[*rows, *alone.items()], **kwargs)

    def to_python(self, value: Any) -> list[str]:
        """Also what stands in the hidden field of the page on which the choice is read once more."""
        return [part for one in super().to_python(value) for part in one.split("+")]

    def clean(self, value: Any) -> str:  # type: ignore[override]
        marked = super().clean(value)
        names = [one for one in marked if one.isdigit()]
        if self.on_paper:
            return joined(marked)
        if len(marked) > len(names) and len(marked) > 1:
            raise ValidationError(_("Please mark names, or one of the last two lines, not both."))
        if len(names) > self.question.seats:
            raise ValidationError(too_many_words(self.question.seats, len(names)))
        return joined(marked)


def election_field(question: Question, label: str, *, on_paper: bool) -> ElectionField:
    """The field of one election question."""
    help_text = _("Mark %(seats)s at most.") % {"seats": question.seats}
    return ElectionField(
        question=question,
        names=names_on_ballot(question),
        on_paper=on_paper,
        label=label,
        help_text="" if on_paper else help_text,
    )
