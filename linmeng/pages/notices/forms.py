"""Forms of how people are reached."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linmeng.people.models import ContactWay
from linmeng.publishing.actions.preferences import WITHOUT_NUMBER, Chosen
from linmeng.publishing.models import Preference
from linmeng.publishing.queries.wishes import Reach

WAY_WORDS = {
    ContactWay.Kind.SMS: _("SMS to my phone"),
    ContactWay.Kind.EMAIL: _("e-mail"),
    ContactWay.Kind.LANDLINE: _("a call to my landline"),
    ContactWay.Kind.PAPER: _("a slip of paper at my door"),
    ContactWay.Kind.VISIT: _("somebody comes by"),
    ContactWay.Kind.WECHAT: _("only the WeChat group and this site"),
}
HOURS = [(hour, f"{hour}:00") for hour in range(24)]


class ReachForm(forms.Form):
    """Everything on the preference page beside the grid of switches."""

    preferred = forms.ChoiceField(label=_("How do you like to hear from us?"), widget=forms.RadioSelect)
    digest = forms.ChoiceField(
        label=_("How often?"), choices=Preference.Digest.choices, widget=forms.RadioSelect
    )
    quiet_from = forms.TypedChoiceField(label=_("Quiet from"), choices=HOURS, coerce=int)
    quiet_to = forms.TypedChoiceField(label=_("Quiet until"), choices=HOURS, coerce=int)
    large_print = forms.BooleanField(label=_("Paper in large print"), required=False)

    def __init__(self, data: Any = None, *, reach: Reach, large_print: bool) -> None:
        initial = {
            "preferred": reach.preferred or ContactWay.Kind.PAPER,
            "digest": reach.wishes.digest,
            "quiet_from": reach.wishes.quiet_from,
            "quiet_to": reach.wishes.quiet_to,
            "large_print": large_print,
        }
        super().__init__(data, initial=initial)
        known = [kind for kind in WAY_WORDS if kind in reach.kinds or kind in WITHOUT_NUMBER]
        self.fields["preferred"].choices = [(kind, WAY_WORDS[kind]) for kind in known]  # type: ignore[attr-defined]

    def chosen(self, ticked: list[str]) -> Chosen:
        """As the action takes it; `ticked` are the names of the switches that are on."""
        return Chosen(switches=dict.fromkeys(ticked, True), **self.cleaned_data)


class AddressForm(forms.Form):
    """An e-mail address of one's own."""

    mail_address = forms.EmailField(label=_("My e-mail address"), max_length=120)


class LandlineForm(forms.Form):
    """A landline of one's own."""

    landline = forms.CharField(label=_("My landline"), max_length=20, widget=forms.TextInput({"type": "tel"}))


class CallForm(forms.Form):
    """What came of a call."""

    result = forms.CharField(max_length=12)
    again_on = forms.DateField(required=False, widget=forms.DateInput({"type": "date"}))

    def ids(self) -> list[int]:
        """The deliveries told in this call."""
        return [int(word) for word in self.data.get("calls", "").split(",") if word.isdigit()]
