"""Forms of skills, recommendations and requests."""

from django import forms
from django.utils.translation import gettext_lazy as _

from linmeng.people.models import Reach, Trade


class SkillForm(forms.Form):
    """What I can do and gladly do."""

    title = forms.CharField(
        label=_("What can you do?"), help_text=_("In a few words: lift engineer, calligraphy."), max_length=60
    )
    trade = forms.ChoiceField(label=_("Which field is it?"), choices=Trade.choices, initial=Trade.OTHER)
    words = forms.CharField(
        label=_("What exactly, and when?"),
        help_text=_("For example: retired, weekday mornings. No phone number is needed."),
        max_length=160,
        required=False,
    )
    reach = forms.ChoiceField(
        label=_("Who may find it?"),
        help_text=_("Your name stands there as 张*, your phone nowhere. You can take it back at any time."),
        choices=Reach.choices,
        widget=forms.RadioSelect,
        initial=Reach.COMPOUND,
    )


class RecommendForm(forms.Form):
    """What a neighbour does well."""

    unit_code = forms.CharField(label=_("Their door"), help_text=_("For example 3-101."), max_length=24)
    name = forms.CharField(label=_("Their whole name"), max_length=60)
    trade = forms.ChoiceField(label=_("Which field is it?"), choices=Trade.choices, initial=Trade.OTHER)
    words = forms.CharField(
        label=_("What do they do well?"),
        help_text=_("They read it first; nobody else sees it before they say yes."),
        max_length=160,
        min_length=4,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class AskForm(forms.Form):
    """What I need."""

    words = forms.CharField(
        label=_("What do you need, and when?"),
        help_text=_("The neighbour reads it with your name as 张* and answers yes or no."),
        max_length=200,
        min_length=4,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class YesForm(forms.Form):
    """How they may reach me."""

    contact = forms.CharField(
        label=_("How may they reach you?"),
        help_text=_("Only this neighbour sees it: a phone, or “ring at my door after six”."),
        max_length=120,
        min_length=2,
    )
