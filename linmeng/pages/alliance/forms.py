"""Forms of the alliance: charter, adoption, profile, rules of procedure, what is shown."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linmeng.alliance.models import Building, Compound, Facility, RulesOfProcedure, ShareSwitch, Strength


def day_field(**given: Any) -> forms.DateField:
    """A day, chosen from the calendar of the browser."""
    # the browser's own calendar reads and writes ISO days, whatever the page's language
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(widget=widget, input_formats=["%Y-%m-%d"], **given)


class CharterForm(forms.Form):
    """A new version of the charter."""

    title = forms.CharField(label=_("Name"), max_length=80)
    text = forms.CharField(label=_("Text"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 18}))


class AdoptionForm(forms.Form):
    """What the committee's meeting decided."""

    decided_on = day_field(label=_("Day of the meeting"))
    members_present = forms.IntegerField(label=_("Members who attended"), min_value=0, max_value=99)
    members_for = forms.IntegerField(
        label=_("Members who agreed"),
        min_value=0,
        max_value=99,
        help_text=_(
            "Adopted if more than half of all members agree, however many attended (Shanghai rules art. 26)."
        ),
    )


class FacilityForm(forms.Form):
    """A piece of shared equipment."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Facility.Kind.choices)
    name = forms.CharField(label=_("What it is called here"), max_length=60)
    building = forms.TypedChoiceField(label=_("Building"), required=False, coerce=int, empty_value=None)
    since_year = forms.IntegerField(
        label=_("In use since (year)"), required=False, min_value=1900, max_value=2100
    )
    condition = forms.ChoiceField(label=_("Condition"), choices=Facility.Condition.choices)
    risk = forms.TypedChoiceField(
        label=_("Risk, 1 calm to 5 dangerous"), choices=[(n, n) for n in range(1, 6)], coerce=int
    )
    note = forms.CharField(label=_("A word about it"), max_length=200, required=False)

    def __init__(self, *args: Any, compound: Compound, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        buildings = Building.objects.filter(compound=compound).order_by("walk_order", "code")
        choices = [("", _("the whole compound")), *((str(b.id), b.name) for b in buildings)]
        self.fields["building"].choices = choices  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        """As the action takes them."""
        given = dict(self.cleaned_data)
        building_id = given.pop("building")
        return given | {"building_id": building_id}


class FacilityChangeForm(forms.Form):
    """Condition and risk change."""

    condition = forms.ChoiceField(label=_("Condition"), choices=Facility.Condition.choices)
    risk = forms.TypedChoiceField(
        label=_("Risk, 1 calm to 5 dangerous"), choices=[(n, n) for n in range(1, 6)], coerce=int
    )
    note = forms.CharField(label=_("A word about it"), max_length=200, required=False)


class StrengthChangeForm(forms.Form):
    """What is said about a strength."""

    title = forms.CharField(label=_("What you have"), max_length=60)
    words = forms.CharField(
        label=_("What others should know"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    offered = forms.BooleanField(label=_("Offer it to the other compounds"), required=False)


class StrengthForm(StrengthChangeForm):
    """A strength of the compound."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Strength.Kind.choices)
    field_order = ("kind", "title", "words", "offered")


class RulesForm(forms.Form):
    """What the owners' assembly adopted about its way of deciding."""

    valid_from = day_field(label=_("In force from"))
    web_ballots = forms.BooleanField(label=_("Owners may vote by phone"), required=False)
    silence_clause = forms.BooleanField(
        label=_("Ballots delivered and not returned follow the majority"),
        required=False,
        help_text=_("Only if the assembly itself adopted this clause; it is disputed before the courts."),
    )
    unclear = forms.ChoiceField(
        label=_("An unclear ballot"),
        choices=[("abstain", _("counts as abstention")), ("invalid", _("is invalid"))],
    )
    repeat = forms.ChoiceField(
        label=_("Two ballots of one owner"),
        choices=[
            ("first", _("the first counts")),
            ("last", _("the last counts")),
            ("paper", _("paper counts before the web")),
            ("refuse", _("the second is refused")),
        ],
    )
    owner_at = forms.ChoiceField(
        label=_("A home sold during a vote"),
        choices=[
            ("casting", _("whoever owns it when its first ballot comes")),
            ("notice", _("its owner on the day of notice")),
        ],
        initial="casting",
        help_text=_("A vote that is announced keeps the rules of its day of notice."),
    )
    delivery_rule = forms.ChoiceField(
        label=_("When a ballot counts as delivered"),
        choices=RulesOfProcedure.DeliveryRule.choices,
        initial=RulesOfProcedure.DeliveryRule.USUAL,
        required=False,
        help_text=_(
            "No law names a proof; stricter only if the assembly adopted it. Only a proven delivery lets "
            "ballots that were not returned follow the majority."
        ),
    )
    proxy_limit = forms.IntegerField(
        label=_("Most proxies one person may hold"), required=False, min_value=0, max_value=999
    )
    small_works_limit = forms.DecimalField(
        label=_("Small works the committee may order itself, up to (yuan)"),
        required=False,
        min_value=0,
        max_digits=11,
        decimal_places=2,
    )

    def facts(self) -> dict[str, Any]:
        """As the action takes them: money in fen."""
        given = dict(self.cleaned_data)
        limit = given.pop("small_works_limit")
        given["delivery_rule"] = given["delivery_rule"] or RulesOfProcedure.DeliveryRule.USUAL
        return given | {"small_works_limit_fen": None if limit is None else int(limit * 100)}


class ShareForm(forms.Form):
    """How much of each subject the alliance sees."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for subject, label in ShareSwitch.Subject.choices:
            self.fields[subject] = forms.ChoiceField(
                label=label, choices=ShareSwitch.Level.choices, widget=forms.RadioSelect
            )


class CommitteeStateForm(forms.Form):
    """How the committee stands now."""

    state = forms.ChoiceField(label=_("State"))
    on = day_field(label=_("Since"))
    filing = forms.CharField(label=_("Number of the paper that says so"), max_length=40, required=False)


class TermForm(forms.Form):
    """A newly elected committee."""

    number = forms.IntegerField(label=_("Number of the term"), min_value=1, max_value=99)
    members = forms.IntegerField(label=_("Members"), min_value=3, max_value=99)
    starts_on = day_field(label=_("Begins on"))
    ends_on = day_field(label=_("Ends on"))
    filing = forms.CharField(label=_("Number of the filing certificate"), max_length=40)
