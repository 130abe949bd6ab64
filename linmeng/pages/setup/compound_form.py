"""One compound with all that is told of it, on one page."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linmeng.alliance.models import Body, Compound
from linmeng.common.actor import Actor
from linmeng.common.errors import AgainstTheLaw
from linmeng.pages.alliance.forms import day_field
from linmeng.pages.setup.compound_lines import CompoundTold, enter_compound, next_code

STATES = [
    ("", gettext_lazy("told later")),
    ("in_office", gettext_lazy("in office")),
    ("in_reelection", gettext_lazy("in re-election")),
    ("vacant", gettext_lazy("vacant")),
    ("acting", gettext_lazy("acting")),
]


class CompoundForm(forms.Form):
    """Name and address are needed; the rest may follow."""

    name = forms.CharField(label=gettext_lazy("Name of the compound"), max_length=40)
    address = forms.CharField(label=gettext_lazy("Address"), max_length=80)
    code = forms.SlugField(
        label=gettext_lazy("Short code"),
        max_length=12,
        help_text=gettext_lazy("Small letters and digits; it stands in printed addresses and stays."),
    )
    built_year = forms.IntegerField(
        label=gettext_lazy("Built in (year)"), required=False, min_value=1900, max_value=2100
    )
    company = forms.CharField(
        label=gettext_lazy("Property company"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"list": "companies"}),
        help_text=gettext_lazy("A new name enters a new company."),
    )
    service_from = day_field(label=gettext_lazy("Serves from"), required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("How does its owners' committee stand?"), required=False, choices=STATES
    )
    term = forms.IntegerField(
        label=gettext_lazy("Number of the term"), required=False, min_value=1, max_value=99
    )
    members = forms.IntegerField(label=gettext_lazy("Members"), required=False, min_value=3, max_value=99)
    starts_on = day_field(label=gettext_lazy("The term began on (or vacant, acting since)"), required=False)
    ends_on = day_field(label=gettext_lazy("Term ends on"), required=False)
    filing = forms.CharField(
        label=gettext_lazy("Number of the filing certificate"), max_length=40, required=False
    )

    FIRST = ("name", "address", "code", "built_year", "company", "service_from")
    STANDING = ("state", "term", "members", "starts_on", "ends_on", "filing")

    def __init__(self, *args: Any, may_set: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].initial = next_code()
        self.companies = list(
            Body.objects.filter(kind=Body.Kind.PROPERTY_COMPANY)
            .order_by("name")
            .values_list("name", flat=True)
        )
        if not may_set:
            for field in self.STANDING:
                del self.fields[field]

    def first_fields(self) -> list[forms.BoundField]:
        """What it is and who serves it."""
        return [self[name] for name in self.FIRST]

    def standing_fields(self) -> list[forms.BoundField]:
        """How its committee stands; only for who may enter that."""
        return [self[name] for name in self.STANDING if name in self.fields]

    def clean(self) -> dict[str, Any]:
        """A company has its first day, a committee in office its term."""
        given = super().clean() or {}
        if given.get("company") and not given.get("service_from") and "service_from" in given:
            self.add_error("service_from", _("Since when does it serve here?"))
        if given.get("state") in ("in_office", "in_reelection"):
            for field in ("term", "members", "starts_on", "filing"):
                if field in given and not given[field]:
                    self.add_error(field, _("A committee in office is told with this."))
        return given

    def enter(self, actor: Actor) -> Compound:
        """Take it in. That name and code are there once is looked at here, so that a form sent twice is no fault."""
        given, known = self.cleaned_data, {}
        if Compound.objects.filter(name=given["name"]).exists():
            known["name"] = _("A compound of this name is in the alliance already.")
        if Compound.all_ever.filter(code=given["code"]).exists():
            known["code"] = _("Another compound has this code already.")
        if known:
            raise ValidationError(known)
        try:
            return enter_compound(actor, self.told())
        except AgainstTheLaw as refusal:  # said on the form, where what was typed still stands
            raise ValidationError(f"{refusal.sentence}（{refusal.article}）") from refusal

    def told(self) -> CompoundTold:
        """As it is entered."""
        return CompoundTold(**{key: value for key, value in self.cleaned_data.items() if value != ""})
