"""Forms of circles, of doors in somebody's charge, and of errands."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linmeng.alliance.models import Compound, Entrance, Unit
from linmeng.circles.models import Circle, Errand

Choices = Sequence[tuple[str, str]]


class CircleForm(forms.Form):
    """A new circle."""

    kind = forms.ChoiceField(label=_("Which circle"), choices=Circle.Kind.choices)
    name = forms.CharField(label=_("What it is called"), min_length=2, max_length=40)
    aim = forms.CharField(label=_("What it is for"), max_length=200, required=False)


class MemberForm(forms.Form):
    """An office takes a place in a circle."""

    seat = forms.TypedChoiceField(label=_("Which office"), coerce=int)
    charge = forms.CharField(label=_("What this member looks after"), max_length=60, required=False)

    def __init__(self, *args: Any, seats: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seat"].choices = [("", "—"), *seats]  # type: ignore[attr-defined]


def place_choices(compound: Compound) -> list[tuple[str, str]]:
    """Each building, each entrance under it."""
    entrances = Entrance.objects.filter(building__compound=compound).select_related("building")
    choices: list[tuple[str, str]] = []
    seen: set[int] = set()
    for one in entrances.order_by("building__walk_order", "building__code", "walk_order", "code"):
        if one.building_id not in seen:
            seen.add(one.building_id)
            choices.append((f"building:{one.building_id}", one.building.name))
        choices.append((f"entrance:{one.id}", f"　{one.building.name} {one.name}"))
    return choices


class DutyForm(forms.Form):
    """Doors into somebody's charge: a building, an entrance, or single doors written as people write them."""

    seat = forms.TypedChoiceField(label=_("Who takes them"), coerce=int)
    place = forms.ChoiceField(label=_("Which doors"), required=False)
    doors = forms.CharField(
        label=_("Or single doors"),
        required=False,
        max_length=400,
        help_text=_("Their codes as on the roll, with blanks between them: 3-101 3-102"),
    )

    def __init__(self, *args: Any, compound: Compound, seats: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.compound = compound
        self.fields["seat"].choices = [("", "—"), *seats]  # type: ignore[attr-defined]
        self.fields["place"].choices = [("", "—"), *place_choices(compound)]  # type: ignore[attr-defined]

    def clean_doors(self) -> list[int]:
        """The doors by their codes; a code that is none is named."""
        codes = self.cleaned_data["doors"].replace("，", " ").replace("、", " ").replace(",", " ").split()
        units = Unit.objects.filter(compound=self.compound, code__in=codes, valid_to__isnull=True)
        known = dict(units.values_list("code", "id"))
        unknown = [code for code in codes if code not in known]
        if unknown:
            raise forms.ValidationError(_("Not on the roll: %(codes)s"), params={"codes": " ".join(unknown)})
        return [known[code] for code in dict.fromkeys(codes)]

    def clean(self) -> dict[str, Any]:
        """Either a place or doors."""
        given = super().clean() or {}
        if not given.get("place") and not given.get("doors") and "doors" not in self.errors:
            self.add_error("place", _("Please choose doors."))
        return given

    def facts(self) -> dict[str, Any]:
        """As the action takes them; single doors come before a place."""
        doors = self.cleaned_data["doors"]
        kind, _colon, number = self.cleaned_data["place"].partition(":")
        place_id = int(number) if number and not doors else None
        return {
            "seat_id": self.cleaned_data["seat"],
            "unit_ids": doors,
            "building_id": place_id if kind == "building" else None,
            "entrance_id": place_id if kind == "entrance" else None,
        }


class ErrandForm(forms.Form):
    """Send people to doors: what for, by when, to which."""

    kind = forms.ChoiceField(label=_("What for"), choices=Errand.Kind.choices, initial=Errand.Kind.ASK)
    title = forms.CharField(
        label=_("In a few words"),
        min_length=2,
        max_length=80,
        help_text=_("What is to be brought, asked or said. Never how somebody will vote."),
    )
    due_on = forms.DateField(
        label=_("By when"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    places = forms.MultipleChoiceField(
        label=_("At which doors"), widget=forms.CheckboxSelectMultiple, required=True
    )

    def __init__(self, *args: Any, compound: Compound, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.compound = compound
        entrances = Entrance.objects.filter(building__compound=compound).select_related("building")
        rows = entrances.order_by("building__walk_order", "building__code", "walk_order", "code")
        self.fields["places"].choices = [  # type: ignore[attr-defined]
            (str(one.id), f"{one.building.name} {one.name}") for one in rows
        ]

    def unit_ids(self) -> list[int]:
        """The doors behind the entrances chosen."""
        chosen = [int(pk) for pk in self.cleaned_data["places"]]
        units = Unit.objects.filter(
            compound=self.compound, entrance_id__in=chosen, valid_to__isnull=True, kind__in=["home", "shop"]
        )
        return list(units.values_list("id", flat=True))
