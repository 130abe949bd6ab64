"""Forms of a committee's term: who leaves, what is filed, what is handed over."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linmeng.alliance.models import Compound
from linmeng.assembly.actions.term.hand_over import ITEM_KINDS, usual_names
from linmeng.assembly.models import HandOver, Leaving, Vote
from linmeng.pages.shared.uploads import DocumentField


def _document(label: Any, *, required: bool = False, help_text: Any = "") -> DocumentField:
    return DocumentField(
        label=label,
        required=required,
        max_length=120,
        help_text=help_text or gettext_lazy("A PDF or a photo, at most 20 MB."),
    )


class WhyForm(forms.Form):
    """A reason in a few words."""

    reason = forms.CharField(
        label=gettext_lazy("Why?"), max_length=200, widget=forms.Textarea(attrs={"rows": 3})
    )


class LeavingForm(forms.Form):
    """Why a member leaves, and who stands behind a removal."""

    kind = forms.ChoiceField(label=gettext_lazy("How does it come?"), choices=Leaving.Kind.choices)
    ground = forms.CharField(
        label=gettext_lazy("In a few sentences"), max_length=400, widget=forms.Textarea(attrs={"rows": 4})
    )
    members_agreed = forms.IntegerField(
        label=gettext_lazy("A removal: how many members propose it"),
        min_value=0,
        max_value=15,
        required=False,
    )
    by_owners = forms.BooleanField(
        label=gettext_lazy("A removal: a petition of owners reached its share"), required=False
    )
    path = forms.RegexField(
        r"^/a/[\w/.-]*$",
        label=gettext_lazy("Page of the petition or the minutes (/a/…)"),
        max_length=160,
        required=False,
    )

    def facts(self) -> dict[str, Any]:
        """What the action takes."""
        return self.cleaned_data | {"members_agreed": self.cleaned_data["members_agreed"] or 0}


class LeavingDecisionForm(forms.Form):
    """Leaves or stays; of a removal the vote that said so."""

    leaves = forms.ChoiceField(
        label=gettext_lazy("How did it end?"),
        choices=[
            ("yes", gettext_lazy("The seat is free from today")),
            ("no", gettext_lazy("The member stays")),
        ],
        widget=forms.RadioSelect,
    )
    vote_id = forms.TypedChoiceField(
        label=gettext_lazy("The owners' vote on it"), coerce=int, empty_value=None, required=False
    )

    def __init__(self, *args: Any, leaving: Leaving, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if leaving.kind != Leaving.Kind.REMOVAL:
            del self.fields["vote_id"]
            return
        votes = Vote.objects.filter(
            compound_id=leaving.compound_id,
            matter_class="elect_committee",
            state__in=["published", "archived"],
        )
        choices = [(vote.id, vote.title) for vote in votes.order_by("-closes_at")[:20]]
        self.fields["vote_id"].choices = [("", "—"), *choices]  # type: ignore[attr-defined]


class PaperForm(forms.Form):
    """One filing paper as a file."""

    file = _document(gettext_lazy("The paper as a file"), required=True)


class CompletionForm(forms.Form):
    """What stands on the filing certificate."""

    certificate = forms.CharField(label=gettext_lazy("Number of the filing certificate"), max_length=60)
    seal_text = forms.CharField(
        label=gettext_lazy("Words of the seal"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("With the number of the term, as it is cut."),
    )
    on = forms.DateField(
        label=gettext_lazy("Date"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )


class CorrectionForm(forms.Form):
    """A slip of the pen in the certificate."""

    certificate = forms.CharField(label=gettext_lazy("Number of the filing certificate"), max_length=60)
    seal_text = forms.CharField(label=gettext_lazy("Words of the seal"), max_length=80, required=False)


class BeginHandOverForm(forms.Form):
    """Which hand-over, and since when its clock runs."""

    kind = forms.ChoiceField(label=gettext_lazy("Which hand-over?"), choices=HandOver.Kind.choices)
    since = forms.DateField(
        label=gettext_lazy("Since when does its clock run?"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=gettext_lazy("The day the group was formed, the filing, or the member's leaving."),
    )


class ItemForm(forms.Form):
    """One more thing on the list."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"))
    name = forms.CharField(label=gettext_lazy("What it is"), max_length=80)
    count = forms.IntegerField(label=gettext_lazy("How many"), min_value=1, max_value=9999, initial=1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = usual_names() | {"other": _("Something else")}
        self.fields["kind"].choices = [(key, names[key]) for key in ITEM_KINDS]  # type: ignore[attr-defined]


class GiveForm(forms.Form):
    """The state of what is given, and a photo of it."""

    note = forms.CharField(
        label=gettext_lazy("In what state, with how many pages"), max_length=200, required=False
    )
    upload = _document(gettext_lazy("A photo or a scan of it"))


def filing_elections(compound: Compound) -> list[tuple[int, str]]:
    """Elections whose result can be filed."""
    rows = compound.elections.filter(state="elected", filings__isnull=True).order_by("-opened_at")
    return [(row.id, _("Term %s") % row.term_number) for row in rows]
