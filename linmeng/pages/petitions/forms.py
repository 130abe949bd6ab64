"""Forms of a petition."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linmeng.alliance.models import Compound
from linmeng.assembly.models import Petition, Vote
from linmeng.assembly.queries.petition import MyHome
from linmeng.pages.shared.uploads import DocumentField
from linmeng.people.models import Seat


class OpenForm(forms.Form):
    """What an owner asks for, in which compound."""

    compound = forms.TypedChoiceField(label=gettext_lazy("In which compound?"), coerce=int)
    asks = forms.ChoiceField(
        label=gettext_lazy("What do you ask for?"),
        choices=Petition.Asks.choices,
        widget=forms.RadioSelect,
        initial=Petition.Asks.MEETING,
    )
    about = forms.TypedChoiceField(
        label=gettext_lazy("Whose removal?"),
        coerce=int,
        required=False,
        empty_value=None,
        help_text=gettext_lazy("Only where you ask for a removal."),
    )
    title = forms.CharField(
        label=gettext_lazy("In one sentence"),
        max_length=80,
        help_text=gettext_lazy("For example: a meeting about the parking fees."),
    )
    words = forms.CharField(
        label=gettext_lazy("What shall be decided, and why?"),
        max_length=800,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Everyone can read this. Please name no neighbours."),
    )

    def __init__(self, *args: Any, compounds: list[Compound], seats: list[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["compound"].choices = [(c.id, c.name) for c in compounds]  # type: ignore[attr-defined]
        if len(compounds) == 1:
            self.fields["compound"].widget = forms.HiddenInput()
            self.fields["compound"].initial = compounds[0].id
        named = [(s.person_id, f"{s.person.masked} · {s.get_role_display()}") for s in seats]
        self.fields["about"].choices = [("", _("nobody")), *named]  # type: ignore[attr-defined]
        if not named:
            del self.fields["about"], self.fields["asks"]

    def facts(self) -> dict[str, Any]:
        """As the action takes them."""
        given = self.cleaned_data
        asks = given.get("asks", Petition.Asks.MEETING)
        about = given.get("about") if asks == Petition.Asks.REMOVAL else None
        return {
            "compound_id": given["compound"],
            "asks": asks,
            "title": given["title"],
            "words": given["words"],
            "about_person_id": about,
        }


class SignForm(forms.Form):
    """For which of one's homes."""

    homes = forms.TypedMultipleChoiceField(
        label=gettext_lazy("My homes"), coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, homes: list[MyHome], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        open_ones = [(home.entry.unit_id, home.entry.unit_code) for home in homes if home.signature is None]
        self.fields["homes"].choices = open_ones  # type: ignore[attr-defined]
        self.fields["homes"].initial = [unit_id for unit_id, _code in open_ones]


class AnswerForm(forms.Form):
    """What the committee answers."""

    accepts = forms.TypedChoiceField(
        label=gettext_lazy("The committee"),
        choices=[("yes", gettext_lazy("calls the meeting")), ("no", gettext_lazy("refuses"))],
        coerce=lambda given: given == "yes",
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=gettext_lazy("When, or why not; for everyone to read"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class StepInForm(AnswerForm):
    """What the residents' committee does in its stead."""

    accepts = forms.TypedChoiceField(
        label=gettext_lazy("The residents' committee"),
        choices=[
            ("no", gettext_lazy("orders the committee to call it")),
            ("yes", gettext_lazy("calls the meeting itself")),
        ],
        coerce=lambda given: given == "yes",
        widget=forms.RadioSelect,
    )


class VoteForm(forms.Form):
    """Which vote came of it."""

    vote = forms.TypedChoiceField(label=gettext_lazy("Which vote came of it?"), coerce=int)

    def __init__(self, *args: Any, votes: list[Vote], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["vote"].choices = [(vote.id, vote.title) for vote in votes]  # type: ignore[attr-defined]


class PaperForm(forms.Form):
    """Signatures from a sheet of paper, with its scan."""

    lines = forms.CharField(
        label=gettext_lazy("Who signed, one home a line"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("Unit and name as signed, for example: 3-101 李秋生"),
    )
    scan = DocumentField(label=gettext_lazy("Scan or photo of the sheet"), max_length=120)

    def facts(self) -> dict[str, Any]:
        """As the action takes them."""
        lines = [line for line in self.cleaned_data["lines"].splitlines() if line.strip()]
        return {"lines": lines, "scan": self.cleaned_data["scan"]}
