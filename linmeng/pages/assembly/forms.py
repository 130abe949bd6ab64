"""Forms of a vote: its draft, its days, its answers, its papers."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from linmeng.alliance.models import RulesOfProcedure
from linmeng.assembly.models import BallotPaper, Question
from linmeng.assembly.queries.entitled import Signer
from linmeng.pages.assembly.election_answers import answer_words, election_field
from linmeng.pages.templatetags.ui_formats import numbered

ISO_DAY = "%Y-%m-%d"
WEB_ANSWERS = [("yes", _("Agree")), ("no", _("Against")), ("abstain", _("Abstain"))]
PAPER_ANSWERS = [*WEB_ANSWERS, ("unclear", _("Unclear mark"))]


class VoteForm(forms.Form):
    """The words of a draft."""

    title = forms.CharField(label=_("What owners decide"), max_length=80)
    summary = forms.CharField(
        label=_("What they should know"),
        max_length=800,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    questions = forms.CharField(
        label=_("Questions, one on each line"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Each can be answered with agree, against or abstain."),
    )

    def facts(self) -> dict[str, Any]:
        """As the action takes them."""
        given = self.cleaned_data
        return {
            "title": given["title"],
            "summary": given["summary"],
            "questions": given["questions"].splitlines(),
        }


class DraftForm(VoteForm):
    """A draft that is there: its words, and what proves that a ballot reached its home."""

    delivery_rule = forms.ChoiceField(
        label=_("When a ballot counts as delivered in this vote"),
        choices=RulesOfProcedure.DeliveryRule.choices,
        widget=forms.RadioSelect,
        required=False,
        help_text=_(
            "Frozen with the notice. The assembly's own rules are the least; this vote may ask for more. "
            "Only a proven delivery lets ballots that were not returned follow the majority."
        ),
    )

    def facts(self) -> dict[str, Any]:
        """As the action takes them."""
        return super().facts() | {"delivery_rule": self.cleaned_data["delivery_rule"]}


def _day_input() -> forms.DateInput:
    # the browser's own calendar reads and writes ISO days, whatever the page's language
    return forms.DateInput(format=ISO_DAY, attrs={"type": "date"})


class NoticeForm(forms.Form):
    """From which day to which day."""

    opens_on = forms.DateField(label=_("First day of voting"), widget=_day_input(), input_formats=[ISO_DAY])
    closes_on = forms.DateField(label=_("Last day of voting"), widget=_day_input(), input_formats=[ISO_DAY])
    understood = forms.BooleanField(
        label=_("I have checked roll and questions, and know that neither can change after this.")
    )


class AnswersForm(forms.Form):
    """One answer to each question."""

    answers: Sequence[tuple[str, Any]] = WEB_ANSWERS

    def __init__(self, *args: Any, questions: Sequence[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for question in questions:
            label = f"{question.number}. {question.text}" if len(questions) > 1 else question.text
            self.fields[f"q{question.number}"] = self._field(question, label)

    def _field(self, question: Question, label: str) -> forms.Field:
        if question.kind == Question.Kind.ELECTION:
            return election_field(question, label, on_paper=self.answers is PAPER_ANSWERS)
        return forms.ChoiceField(label=label, choices=self.answers, widget=forms.RadioSelect)

    def choices(self) -> dict[int, str]:
        """Question number → choice."""
        return {q.number: self.cleaned_data[f"q{q.number}"] for q in self.questions}

    def chosen(self) -> list[tuple[Question, str, Any]]:
        """Each question with the answer's key and word, to be read once more before casting."""
        chosen = self.choices()
        return [(q, chosen[q.number], answer_words(q, chosen[q.number])) for q in self.questions]


def choices_read_once_more(post: QueryDict) -> dict[int, str]:
    """Question number → choice, as the page on which it was read once more sends it: one text a question.

    Empty where anything else was sent; what may be chosen the action knows.
    """
    numbers = {int(key[1:]): key for key in post if re.fullmatch(r"q[1-9]\d{0,2}", key)}
    if any(len(post.getlist(key)) != 1 for key in numbers.values()):
        return {}
    return {number: post.getlist(key)[0] for number, key in numbers.items()}


class PaperForm(AnswersForm):
    """What stands on a signed paper."""

    answers = PAPER_ANSWERS

    def __init__(
        self, *args: Any, signers: Sequence[Signer], after_closing: bool = False, **kwargs: Any
    ) -> None:
        """`after_closing`: the paper was not back before, so where it lay must be said."""
        super().__init__(*args, **kwargs)
        self.fields["signed_by"] = forms.ChoiceField(
            label=_("Signed by"),
            choices=[(signer.key, signer.words) for signer in signers],
            widget=forms.RadioSelect,
            initial=signers[0].key if len(signers) == 1 else None,
        )
        if after_closing:
            self.fields["lay"] = forms.ChoiceField(
                label=_("Where this paper lay"),
                choices=[
                    ("box", _("In the box or envelope that was sealed at closing")),
                    ("late", _("It came after closing: into the late register, not counted")),
                ],
                widget=forms.RadioSelect,
            )


class ReasonForm(forms.Form):
    """A reason that stays."""

    reason = forms.CharField(label=_("The reason, for everyone to read"), min_length=4, max_length=200)


def paper_label(paper: BallotPaper) -> str:
    """第 12 号 · 3-101."""
    return f"{numbered(paper.number)} · {paper.entry.unit_code}"
