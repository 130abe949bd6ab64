"""Forms of meetings: calling, attendance, minutes, decisions."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linmeng.common.clock import SHANGHAI
from linmeng.meetings.actions import NewItem
from linmeng.meetings.bridge import FrozenMatter
from linmeng.meetings.models import AgendaItem, Invitation, Meeting, MemberVote
from linmeng.pages.shared.uploads import DocumentField
from linmeng.pages.templatetags.ui_formats import in_chinese
from linmeng.pages.voices.forms import WordsField

Choices = Sequence[tuple[str, str]]
DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
HOUR = forms.TimeInput(attrs={"type": "time"})


class HourForm(forms.Form):
    """When and where."""

    day = forms.DateField(label=_("Day"), widget=DAY)
    hour = forms.TimeField(label=_("Hour"), widget=HOUR)
    place = forms.CharField(label=_("Place"), min_length=2, max_length=60)

    def starts_at(self) -> datetime:
        """The instant in Shanghai."""
        return datetime.combine(self.cleaned_data["day"], self.cleaned_data["hour"], SHANGHAI)


class CallForm(HourForm):
    """A meeting with the first lines of its agenda."""

    kind = forms.ChoiceField(label=_("What kind of meeting"))
    compound = forms.ChoiceField(label=_("Of which compound"), required=False)
    title = forms.CharField(label=_("What it is called"), min_length=2, max_length=80)
    agenda = WordsField(
        label=_("Agenda: one item a line"),
        max_length=1200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What is to be decided begins with “!”. You can add words to each item afterwards."),
    )
    field_order = ["kind", "compound", "title", "day", "hour", "place", "agenda"]

    def __init__(self, *args: Any, kinds: Choices, compounds: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        self.fields["compound"].choices = compounds  # type: ignore[attr-defined]

    def items(self) -> list[NewItem]:
        """The lines as items; 「!」 marks what is to be decided."""
        lines = [line.strip() for line in self.cleaned_data["agenda"].split("\n") if line.strip()]
        return [
            NewItem(title=line.lstrip("!！").strip()[:80], for_decision=line[:1] in ("!", "！"))
            for line in lines
            if line.lstrip("!！").strip()
        ]

    def compound_id(self) -> int | None:
        """The compound chosen; none for a joint meeting of the alliance."""
        chosen = self.cleaned_data["compound"]
        return int(chosen) if chosen else None


class MoveForm(HourForm):
    """Another hour or place, with the reason."""

    because = forms.CharField(label=_("The reason, for everyone to read"), min_length=4, max_length=200)


class ReasonForm(forms.Form):
    """A reason everyone can read."""

    because = forms.CharField(label=_("The reason, for everyone to read"), min_length=4, max_length=200)


class ItemForm(forms.Form):
    """One more point of the agenda."""

    title = forms.CharField(label=_("What it is about"), min_length=2, max_length=80)
    text = WordsField(
        label=_("In a few sentences"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    for_decision = forms.BooleanField(label=_("To be decided"), required=False)
    matter = forms.ChoiceField(label=_("Is it one of these matters?"), required=False)
    emergency = forms.BooleanField(label=_("It is an emergency repair"), required=False)

    def __init__(self, *args: Any, matters: Sequence[FrozenMatter], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chinese = in_chinese()
        choices = [(one.code, one.title if chinese else one.title_en) for one in matters]
        self.fields["matter"].choices = [("", _("none of them")), *choices]  # type: ignore[attr-defined]
        if not matters:
            del self.fields["matter"], self.fields["emergency"]

    def item(self) -> NewItem:
        """As the action takes it."""
        return NewItem(**self.cleaned_data)


class ToldForm(forms.Form):
    """Who was told, when and how."""

    whom = forms.ChoiceField(label=_("Who was told"), choices=Invitation.Whom.choices)
    sent_on = forms.DateField(label=_("On which day"), widget=DAY)
    way = forms.CharField(label=_("How"), min_length=2, max_length=60)


class AttendanceForm(forms.Form):
    """Who is there: ticks, and guests one a line."""

    present = forms.TypedMultipleChoiceField(
        label=_("Who is here"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    guests = WordsField(
        label=_("Guests, one a line: as what they came"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, seats: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["present"].choices = seats  # type: ignore[attr-defined]

    def guest_list(self) -> list[str]:
        """One a line."""
        return [line for line in self.cleaned_data["guests"].split("\n") if line.strip()]


class ItemWordsForm(forms.Form):
    """What was said about one item, and what came of it."""

    said = WordsField(
        label=_("Views, without names"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    concluded = WordsField(
        label=_("Conclusion"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    outcome = forms.ChoiceField(
        label=_("What came of it"),
        choices=AgendaItem.Outcome.choices,
        required=False,
        widget=forms.RadioSelect,
    )


class TaskForm(forms.Form):
    """What follows: who does it by when."""

    text = forms.CharField(label=_("What is to be done"), min_length=2, max_length=200)
    seat = forms.TypedChoiceField(label=_("Who, by office"), coerce=int, empty_value=None, required=False)
    who = forms.CharField(label=_("Or who else"), max_length=40, required=False)
    due_on = forms.DateField(label=_("By when"), widget=DAY)
    item_id = forms.TypedChoiceField(label=_("From which item"), coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, seats: Choices, items: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seat"].choices = [("", "—"), *seats]  # type: ignore[attr-defined]
        self.fields["item_id"].choices = [("", "—"), *items]  # type: ignore[attr-defined]


class PutForm(forms.Form):
    """A decision as it will be signed."""

    text = WordsField(
        label=_("The decision, as it will be signed"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Whole sentences with figures and days: this hangs on the board if it passes."),
    )


class SignForm(forms.Form):
    """A member's own signature."""

    choice = forms.ChoiceField(
        label=_("Do you agree?"), choices=MemberVote.Choice.choices, widget=forms.RadioSelect
    )


class PaperForm(forms.Form):
    """What stands on the signed paper, line by line."""

    seat = forms.TypedChoiceField(label=_("Which member"), coerce=int)
    choice = forms.ChoiceField(
        label=_("What the member signed"), choices=MemberVote.Choice.choices, widget=forms.RadioSelect
    )
    by_own_hand = forms.BooleanField(label=_("The member signed by the own hand"), required=False)
    because = forms.CharField(
        label=_("Why the earlier entry was wrong, if there is one"), max_length=120, required=False
    )

    def __init__(self, *args: Any, seats: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seat"].choices = [("", "—"), *seats]  # type: ignore[attr-defined]


class SignedSheetForm(forms.Form):
    """The sheet that members signed by hand."""

    scan = DocumentField(
        label=_("The signed sheet"),
        help_text=_("A scan or photo: PDF, JPG, PNG, HEIC or WebP, up to 20 MB."),
    )


class DemandForm(forms.Form):
    """Why a meeting is wanted."""

    reason = forms.CharField(label=_("What the meeting should be about"), min_length=4, max_length=300)


KINDS = dict(Meeting.Kind.choices)
