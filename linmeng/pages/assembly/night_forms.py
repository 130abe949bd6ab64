"""Forms of count night: signing, reading a paper again, finding a receipt."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linmeng.pages.assembly.forms import PAPER_ANSWERS, AnswersForm

AGREES = [("yes", _("I agree with this count")), ("no", _("I have a reservation"))]


class SignForm(forms.Form):
    """A signature under one version of the count."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    agrees = forms.ChoiceField(label=_("Your word"), choices=AGREES, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Your reservation, in your own words"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stays with the result and hangs beside it."),
    )

    def clean(self) -> dict[str, Any]:
        """As the action takes it."""
        given = super().clean() or {}
        if given.get("agrees") == "no" and not given.get("words", "").strip():
            self.add_error("words", _("Please say in a few words with what you do not agree."))
        return given | {"agrees": given.get("agrees") == "yes"}


class ReadAgainForm(AnswersForm):
    """What stands on a paper, read once more for a recount."""

    answers = PAPER_ANSWERS


class ReceiptCodeForm(forms.Form):
    """The code on a receipt."""

    code = forms.CharField(label=_("The code on the receipt"), max_length=24)
