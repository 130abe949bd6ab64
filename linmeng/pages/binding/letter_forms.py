"""Forms of code letters."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linmeng.alliance.models import Building, Compound
from linmeng.pages.alliance.forms import day_field
from linmeng.people.actions.letters import GOOD_FOR, LONGEST
from linmeng.people.queries.doors import unit_at


class IssueForm(forms.Form):
    """For whom, until when, in which print."""

    building = forms.TypedChoiceField(
        label=_("Building"), required=False, coerce=int, empty_value=None, help_text=_("Empty: the compound")
    )
    door = forms.CharField(
        label=_("Only this door"), required=False, max_length=24, help_text=_("For example: 3-101")
    )
    expires_on = day_field(label=_("Good until"))
    large_print = forms.BooleanField(label=_("In large print"), required=False)

    def __init__(self, *args: Any, compound: Compound, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.compound, self.today = compound, today
        buildings = Building.objects.filter(compound=compound).order_by("walk_order", "code")
        choices = [("", gettext("the whole compound")), *((str(b.id), b.name) for b in buildings)]
        self.fields["building"].choices = choices  # type: ignore[attr-defined]
        self.fields["expires_on"].initial = today + GOOD_FOR

    def clean_expires_on(self) -> date:
        day: date = self.cleaned_data["expires_on"]
        if not self.today <= day <= self.today + LONGEST:
            raise forms.ValidationError(gettext("A letter is good from today for at most a year."))
        return day

    def clean_door(self) -> int | None:
        words = self.cleaned_data["door"]
        unit = unit_at(self.compound.id, words) if words else None
        if words and unit is None:
            raise forms.ValidationError(gettext("There is no such door in this compound."))
        return unit.id if unit is not None else None

    def told(self) -> dict[str, Any]:
        """As the act takes it."""
        told = self.cleaned_data
        door = told["door"]
        return {
            "building_id": None if door else told["building"],
            "units": [door] if door else None,
            "expires_on": told["expires_on"],
            "large_print": told["large_print"],
        }


class RevokeForm(forms.Form):
    """Why a letter is no longer good."""

    reason = forms.CharField(label=_("Why, in a few words"), max_length=200)
