"""Forms of the person card and of a door's owners."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linmeng.pages.alliance.forms import day_field
from linmeng.people.models import ContactWay, Ownership, Representation, Residence


class WayForm(forms.Form):
    """One more way to reach somebody."""

    kind = forms.ChoiceField(label=_("How"), choices=ContactWay.Kind.choices)
    value = forms.CharField(
        label=_("Number or address"),
        max_length=120,
        required=False,
        help_text=_("A visit and an answer slip need none."),
    )
    preferred = forms.BooleanField(label=_("This is how they want to be reached"), required=False)


class ActsForForm(forms.Form):
    """Somebody acts for this owner."""

    kind = forms.ChoiceField(
        label=_("In which way"), choices=Representation.Kind.choices, widget=forms.RadioSelect
    )
    agent = forms.TypedChoiceField(label=_("Who acts"), coerce=int)

    def __init__(self, *args: Any, people: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agent"].choices = people  # type: ignore[attr-defined]


class ResidenceForm(forms.Form):
    """They live at a door from today."""

    compound = forms.TypedChoiceField(label=_("Compound"), coerce=int)
    door = forms.CharField(label=_("Door"), max_length=24, help_text=_("For example: 3-101"))
    kind = forms.ChoiceField(label=_("As"), choices=Residence.Kind.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, compounds: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["compound"].choices = compounds  # type: ignore[attr-defined]


class TransferForm(forms.Form):
    """A unit passes to new owners."""

    owners = forms.CharField(
        label=_("New owners, one a line"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=600,
        help_text=_("Full name, then the mobile number if you have it: Li Qiusheng 13800000000"),
    )
    on = day_field(label=_("Day of registration (or of what else makes them owners)"))
    basis = forms.ChoiceField(label=_("Why they own it"), choices=Ownership.Basis.choices)
    seen = forms.BooleanField(label=_("I have seen the certificate or the paper that takes its place"))


class SpeakerForm(forms.Form):
    """Who votes for several owners."""

    person = forms.TypedChoiceField(label=_("Who votes for this unit"), coerce=int, widget=forms.RadioSelect)
    signed = forms.BooleanField(label=_("All owners have signed the paper that names them"))

    def __init__(self, *args: Any, owners: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = owners  # type: ignore[attr-defined]
