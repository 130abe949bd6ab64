"""Forms of rights and offices."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linmeng.people.models import Role
from linmeng.rights.models import CorrectionRequest


class CorrectForm(forms.Form):
    """What is wrong, and what should stand there."""

    about = forms.ChoiceField(
        label=_("What is wrong?"), choices=CorrectionRequest.About.choices, widget=forms.RadioSelect
    )
    value = forms.CharField(
        label=_("What should stand there?"),
        help_text=_("Bring the paper that shows it to the residents' committee's desk."),
        max_length=60,
    )


class DecideForm(forms.Form):
    """Yes, or no with a reason."""

    decision = forms.ChoiceField(
        label=_("What did the papers show?"), choices=[("yes", ""), ("no", "")], widget=forms.RadioSelect
    )
    because = forms.CharField(label=_("The reason, for the person to read"), required=False, max_length=200)

    def __init__(self, *args: Any, yes: str, no: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"].choices = [("yes", yes), ("no", no)]  # type: ignore[attr-defined]


class PersonField(forms.TypedChoiceField):
    """One of the people found by the search on the page."""

    def __init__(self, people: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(coerce=int, empty_value=None, choices=people, widget=forms.RadioSelect, **kwargs)


class OpenSeatForm(forms.Form):
    """Which office of which body, from which day, in which building."""

    body = forms.TypedChoiceField(label=_("Body"), coerce=int)
    role = forms.ChoiceField(label=_("Office"), choices=Role.choices)
    building = forms.TypedChoiceField(
        label=_("Building (for a building leader)"), coerce=int, required=False, empty_value=None
    )
    valid_from = forms.DateField(
        label=_("From"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )

    def __init__(
        self,
        *args: Any,
        bodies: list[tuple[int, str]],
        buildings: list[tuple[int, str]],
        people: list[tuple[int, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = bodies  # type: ignore[attr-defined]
        self.fields["building"].choices = [("", _("no building")), *buildings]  # type: ignore[attr-defined]
        if people:
            self.fields["person"] = PersonField(people, label=_("Who takes it"), required=False)
        self.fields["new_name"] = forms.CharField(
            label=_("Or somebody who is on no roll: the name"), max_length=60, required=False
        )
        self.fields["new_phone"] = forms.CharField(
            label=_("Their mobile number"), max_length=20, required=False
        )


class EndSeatForm(forms.Form):
    """On which day an office ends."""

    on = forms.DateField(
        label=_("Last day before"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )


class HandOverForm(forms.Form):
    """Who takes the office over, on which day, and what they should know."""

    on = forms.DateField(
        label=_("On which day"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    note = forms.CharField(
        label=_("What the next holder should know"),
        help_text=_("No names and no phones of neighbours."),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, people: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_person"] = PersonField(people, label=_("Who takes it over"))
