"""Forms that put the directory right: compound, service, committee, buildings, entrances."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linmeng.alliance.models import Body
from linmeng.pages.alliance.forms import day_field


class CompoundEditForm(forms.Form):
    """What a compound is called and where it lies."""

    name = forms.CharField(label=_("Name"), max_length=40)
    address = forms.CharField(label=_("Address"), max_length=80)
    built_year = forms.IntegerField(
        label=_("Built in (year)"), required=False, min_value=1900, max_value=2100
    )
    residents_committee_id = forms.TypedChoiceField(label=_("Residents' committee"), coerce=int)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = Body.objects.filter(kind=Body.Kind.RESIDENTS_COMMITTEE).order_by("id")
        self.fields["residents_committee_id"].choices = [(b.id, b.name) for b in bodies]  # type: ignore[attr-defined]


class CloseForm(forms.Form):
    """Why it was a mistake."""

    because = forms.CharField(label=_("Why was it a mistake?"), max_length=80)


class ServiceForm(forms.Form):
    """Which company begins, by choice or by a new name."""

    company_id = forms.TypedChoiceField(
        label=_("Property company"), required=False, coerce=int, empty_value=None
    )
    new_name = forms.CharField(label=_("or a company not entered yet"), max_length=80, required=False)
    valid_from = day_field(label=_("Serves from"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        companies = Body.objects.filter(kind=Body.Kind.PROPERTY_COMPANY).order_by("name")
        choices = [("", "—"), *((str(one.id), one.name) for one in companies)]
        self.fields["company_id"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        given = super().clean() or {}
        if bool(given.get("company_id")) == bool(given.get("new_name", "").strip()):
            self.add_error("company_id", _("Choose a company, or write the name of a new one."))
        return given


class ServiceStartForm(forms.Form):
    """The right day on which it began."""

    valid_from = day_field(label=_("Serves from"))


class ServiceEndForm(forms.Form):
    """The first day on which it no longer serves."""

    on = day_field(label=_("Ends on"), help_text=_("The first day on which it no longer serves."))


class BodyNameForm(forms.Form):
    """What a body is called."""

    name = forms.CharField(label=_("Name"), max_length=80)


class BuildingForm(forms.Form):
    """What a building is called and how high it is."""

    name = forms.CharField(label=_("Name"), max_length=40)
    floors = forms.IntegerField(label=_("Floors"), min_value=1, max_value=120)
    lifts = forms.IntegerField(label=_("Lifts"), min_value=0, max_value=40)


class NewBuildingForm(forms.Form):
    """A building that came with no roll."""

    code = forms.CharField(
        label=_("Number"), max_length=12, help_text=_("As in unit codes, for example 3. It is never changed.")
    )
    name = forms.CharField(
        label=_("Name"), max_length=40, required=False, help_text=_("Left empty: the number with 号楼.")
    )
    floors = forms.IntegerField(label=_("Floors"), min_value=1, max_value=120, initial=6)
    lifts = forms.IntegerField(label=_("Lifts"), min_value=0, max_value=40, initial=0)


class EntranceForm(forms.Form):
    """What a staircase is called."""

    name = forms.CharField(label=_("Name"), max_length=40)


class NewEntranceForm(forms.Form):
    """A staircase that came with no roll."""

    code = forms.CharField(label=_("Number"), max_length=12)
    name = forms.CharField(
        label=_("Name"), max_length=40, required=False, help_text=_("Left empty: the number with 号.")
    )
