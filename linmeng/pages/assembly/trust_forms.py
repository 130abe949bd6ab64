"""Forms around a ballot: mandates, doubts, late papers, call-backs, who votes for a home."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linmeng.assembly.models import CallBack, Proxy
from linmeng.pages.assembly.forms import AnswersForm
from linmeng.pages.shared.uploads import DocumentField


class MandateForm(AnswersForm):
    """Who shall vote for a home, and how the owner wants it."""

    field_order = ["agent_name", "agent_phone", "relation"]

    def __init__(self, *args: Any, bound: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = bound
        self.fields["agent_name"] = forms.CharField(
            label=_("Who shall vote for you (full name)"), max_length=40
        )
        self.fields["agent_phone"] = forms.CharField(
            label=_("Their phone number"),
            max_length=20,
            required=False,
            help_text=_(
                "If they use this site they can vote on their phone. Without it they sign the paper."
            ),
        )
        self.fields["relation"] = forms.ChoiceField(
            label=_("What they are to you"), choices=Proxy.Relation.choices, widget=forms.RadioSelect
        )
        self.order_fields(self.field_order)


class PaperMandateForm(MandateForm):
    """The same from a signed paper, by who takes it in."""

    field_order = ["principal", "agent_name", "agent_phone", "relation"]

    def __init__(self, *args: Any, owners: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["principal"] = forms.ChoiceField(
            label=_("Which owner signed"),
            choices=list(owners),
            widget=forms.RadioSelect,
            initial=owners[0][0] if len(owners) == 1 else None,
        )
        self.fields["agent_name"].label = _("Who shall vote (full name)")
        self.fields["relation"].label = _("What they are to the owner")
        self.fields["scan"] = DocumentField(
            label=_("The signed mandate"),
            help_text=_("A scan or photo: PDF, JPG, PNG, HEIC or WebP, up to 20 MB."),
        )
        self.order_fields(self.field_order)


class RevokeForm(forms.Form):
    """Why a mandate ends before it was used."""

    why = forms.CharField(label=_("How the owner said so"), max_length=200, required=False)


class HomeForm(forms.Form):
    """A home by its code."""

    unit = forms.CharField(label=_("Home"), max_length=24, help_text=_("As on the roll, such as 3-101."))


class DoubtForm(forms.Form):
    """A few words, if one wants."""

    words = forms.CharField(
        label=_("What happened, if you want to say so"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DecideForm(forms.Form):
    """What came out of looking into a ballot."""

    stands = forms.ChoiceField(
        label=_("What you found"),
        choices=[
            ("yes", _("The ballot stands: it is the owner's")),
            ("no", _("The ballot is void: it is not")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("How you know"),
        min_length=4,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The owner reads it. Say nothing of what was chosen."),
    )


class LateForm(forms.Form):
    """A paper that came after closing."""

    number = forms.CharField(label=_("Number on the paper"), max_length=24)
    note = forms.CharField(label=_("Who brought it, and when"), max_length=200, required=False)


class CallBackSizeForm(forms.Form):
    """How many homes."""

    homes = forms.IntegerField(
        label=_("How many homes will be asked"), min_value=1, max_value=200, initial=10
    )


class CallForm(forms.Form):
    """What an owner said on the phone. What was chosen is not asked."""

    result = forms.ChoiceField(
        label=_("What they said"),
        choices=[one for one in CallBack.Result.choices if one[0] != CallBack.Result.WAITING],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=_("A note"), max_length=120, required=False)


class SpeakerForm(forms.Form):
    """Which of the owners votes for the home."""

    person = forms.TypedChoiceField(label=_("Who votes for this home"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, owners: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = list(owners)  # type: ignore[attr-defined]
