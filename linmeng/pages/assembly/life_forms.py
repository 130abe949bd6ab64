"""Forms of a vote's life: what is to be done, its days, decisions on the way, the posting of its roll."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linmeng.alliance.models import Compound
from linmeng.assembly.actions.roll_posting import FEWEST_DAYS, MOST_DAYS
from linmeng.pages.assembly.forms import ReasonForm, _day_input
from linmeng.pages.projects.forms import deed_choices, scope_choices
from linmeng.projects.bridge import MatterClass

ISO_DAY = "%Y-%m-%d"
USUAL_DAYS = 7


class DeedForm(forms.Form):
    """What is to be done, and which part it touches: matter and scope follow from the law."""

    deed = forms.ChoiceField(
        label=_("What is to be done?"),
        help_text=_("From it follows how many must agree; the article stands beside it."),
        widget=forms.RadioSelect,
    )
    place = forms.ChoiceField(
        label=_("Which part does it touch?"),
        help_text=_("The owners of that part decide, where the law lets them decide by themselves."),
    )

    def __init__(
        self, *args: Any, compound: Compound, classes: tuple[MatterClass, ...], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["deed"].choices = deed_choices(classes)  # type: ignore[attr-defined]
        self.fields["place"].choices = scope_choices(compound)  # type: ignore[attr-defined]


class ExtendForm(ReasonForm):
    """A later last day, and why."""

    closes_on = forms.DateField(
        label=_("New last day of voting"), widget=_day_input(), input_formats=[ISO_DAY]
    )
    field_order = ("closes_on", "reason")


class ResumeForm(ExtendForm):
    """From when until when it goes on."""

    closes_on = forms.DateField(
        label=_("Last day of voting"),
        widget=_day_input(),
        input_formats=[ISO_DAY],
        help_text=_("At least the time that was lost is given back; a later day may be chosen."),
    )


class PostingForm(forms.Form):
    """For how many days the roll hangs."""

    days = forms.IntegerField(
        label=_("Days in which objections are taken"),
        min_value=FEWEST_DAYS,
        max_value=MOST_DAYS,
        initial=USUAL_DAYS,
        help_text=_("The day of posting is not counted (Civil Code 201)."),
    )
