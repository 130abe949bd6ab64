"""Forms of binding: which door, who, and what the clerk saw."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linmeng.pages.login.adapter import MobileField
from linmeng.people.actions.binding import PROOFS
from linmeng.people.models import Binding
from linmeng.people.queries.doors import entrances_of


class DoorForm(forms.Form):
    """Which door: chosen and typed, or written as people say it."""

    entrance = forms.TypedChoiceField(
        label=_("Building and entrance"), required=False, coerce=int, empty_value=None
    )
    room = forms.CharField(label=_("Room"), max_length=12, required=False)
    door = forms.CharField(
        label=_("Or write it as you say it"),
        max_length=40,
        required=False,
        help_text=_("For example: building 3, 101"),
    )

    def __init__(self, *args: Any, compound_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(e.id), f"{e.building.name} · {e.name}") for e in entrances_of(compound_id)]
        self.fields["entrance"].choices = [("", gettext("Please choose")), *choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not told.get("door") and not (told.get("entrance") and told.get("room")):
            raise ValidationError(gettext("Please choose building and entrance and write the room."))
        return told


class WhoForm(forms.Form):
    """Who I am at this door."""

    name = forms.CharField(
        label=_("My full name"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    relation = forms.ChoiceField(
        label=_("At this home I am"), choices=Binding.Relation.choices, widget=forms.RadioSelect
    )
    code = forms.CharField(
        label=_("Code of the letter in my letterbox"),
        max_length=24,
        required=False,
        help_text=_("Twelve letters and digits. Capital or small, with or without dashes: all is fine."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )


class BecauseForm(forms.Form):
    """A reason in a sentence."""

    because = forms.CharField(
        label=_("Why, in a sentence"), max_length=200, widget=forms.Textarea(attrs={"rows": 2})
    )


class SettleForm(BecauseForm):
    """What the desk found in a dispute."""

    stands = forms.ChoiceField(
        label=_("What the papers show"),
        choices=[("yes", _("The log-in is who it says: it stands")), ("no", _("It is not: undo it"))],
        widget=forms.RadioSelect,
    )


class AcceptForm(forms.Form):
    """What the clerk saw on the table."""

    proof = forms.ChoiceField(label=_("Which papers I have seen"), widget=forms.RadioSelect)
    person = forms.TypedChoiceField(
        label=_("Who of the roll it is"), coerce=int, empty_value=None, required=False
    )
    principal = forms.TypedChoiceField(
        label=_("For which owner they act"), coerce=int, empty_value=None, required=False
    )
    new_log_in = forms.BooleanField(
        label=_("They lost the phone of their earlier log-in: this one replaces it"), required=False
    )

    def __init__(
        self, *args: Any, binding: Binding, at_door: list[tuple[int, str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        labels = dict(Binding.Proof.choices)
        fields: dict[str, Any] = self.fields
        fields["proof"].choices = [(proof, labels[proof]) for proof in PROOFS[binding.relation]]
        fields["proof"].initial = PROOFS[binding.relation][0]
        people = [(str(pk), f"{name} · {kind}") for pk, name, kind in at_door]
        new = [] if binding.relation == "owner" else [("", gettext("Somebody new at this door"))]
        fields["person"].choices = [*new, *people] or [("", gettext("The roll knows nobody here"))]
        if binding.relation in ("guardian", "company", "heir"):
            fields["principal"].choices = [("", gettext("Please choose")), *people]
        else:
            del fields["principal"]


class PhoneForm(forms.Form):
    """The phone of somebody who stands at the counter."""

    phone = MobileField(label=_("Mobile number of the neighbour"))


class StandingForm(forms.Form):
    """The code that came to the phone, the door, the name."""

    code = forms.CharField(
        label=_("The six digits on their phone"),
        max_length=6,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    compound = forms.TypedChoiceField(label=_("Compound"), coerce=int)
    door = forms.CharField(label=_("Door"), max_length=40, help_text=_("For example: 3-101"))
    name = forms.CharField(label=_("Full name as on the document"), max_length=60)
    relation = forms.ChoiceField(
        label=_("At this home they are"), choices=Binding.Relation.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, compounds: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["compound"].choices = compounds  # type: ignore[attr-defined]
