"""Forms of voices and matters."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from linmeng.alliance.models import Building
from linmeng.common.wording import clean_words
from linmeng.ground.actions.photos import MAX_PHOTO_BYTES
from linmeng.voices.actions.wording import ANSWER_MOST, MOST, SUMMARY_MOST, TITLE_MOST
from linmeng.voices.models import Matter, Voice

WORRIES = (
    ("1", _("not worried at all")),
    ("2", _("hardly worried")),
    ("3", _("a little worried")),
    ("4", _("worried")),
    ("5", _("very worried")),
)
HELPED = (("helper", _("at the door")), ("desk", _("at the desk")), ("phone", _("by phone")))


class WordsField(forms.CharField):
    """Words for people: cleaned before their length is measured."""

    def to_python(self, value: Any) -> str:
        """Line breaks as one sign each, no invisible signs."""
        return clean_words(super().to_python(value) or "")


class ManyPhotos(forms.ClearableFileInput):
    """A file field that takes several photos, and opens the camera on a phone."""

    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """Several photos, each with its own sentence if it cannot be taken."""

    widget = ManyPhotos

    def clean(self, data: Any, initial: Any = None) -> list[tuple[str, bytes]]:
        """(name, content) of each; what is too large is refused before it is read."""
        files = data if isinstance(data, list | tuple) else [data] if data else []
        return [(file.name or "", _content(file)) for file in files]


def _content(file: UploadedFile) -> bytes:
    if (file.size or 0) > MAX_PHOTO_BYTES:
        raise ValidationError(
            _("“%(name)s” is larger than 20 MB. Please choose a smaller photo.") % {"name": file.name}
        )
    return file.read()


class SayForm(forms.Form):
    """What a neighbour says."""

    kind = forms.ChoiceField(
        label=_("What is it about?"), choices=Voice.Kind.choices, widget=forms.RadioSelect, initial="repair"
    )
    words = WordsField(
        label=_("What would you like to say?"),
        help_text=_("In your own words. Only those who handle it read them."),
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    photos = PhotosField(
        label=_("Photos"),
        help_text=_("Up to nine. Where and when they were taken is removed."),
        required=False,
        widget=ManyPhotos(attrs={"accept": "image/*"}),
    )
    building = forms.TypedChoiceField(
        label=_("Which building?"), required=False, coerce=int, empty_value=None
    )
    place = forms.CharField(
        label=_("Where exactly?"),
        help_text=_("For example: north wall, third floor."),
        required=False,
        max_length=60,
    )
    dangerous = forms.BooleanField(
        label=_("Somebody could get hurt"),
        help_text=_("It is looked at first. If somebody is in danger now, call 110, 119 or 120 at once."),
        required=False,
    )
    worry = forms.TypedChoiceField(
        label=_("How worried are you?"),
        help_text=_("We ask once more when it is done."),
        choices=WORRIES,
        widget=forms.RadioSelect,
        required=False,
        coerce=int,
        empty_value=None,
    )
    words_public = forms.BooleanField(
        label=_("My own words may hang on the board"),
        help_text=_("Without this tick only the edited matter is public. Your name never is."),
        required=False,
    )

    def __init__(self, *args: Any, buildings: list[Building], similar_url: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        building = self.fields["building"]
        building.choices = [("", _("the whole compound")), *((b.id, b.name) for b in buildings)]  # type: ignore[attr-defined]
        if similar_url:
            # by POST: words of a neighbour do not belong into the log of a web server
            asks = {
                "hx-post": similar_url,
                "hx-trigger": "input changed delay:700ms",
                "hx-target": "#similar",
            }
            asks["hx-params"] = "words,csrfmiddlewaretoken"
            self.fields["words"].widget.attrs |= asks

    def said(self) -> dict[str, Any]:
        """What the action takes."""
        answers = dict(self.cleaned_data)
        answers["building_id"] = answers.pop("building")
        return answers


class SayForForm(SayForm):
    """The same, typed by a helper."""

    channel = forms.ChoiceField(
        label=_("How did you hear it?"), choices=HELPED, widget=forms.RadioSelect, initial="helper"
    )


class TakeUpForm(forms.Form):
    """A new matter of a voice: edited, without names."""

    nature = forms.ChoiceField(
        label=_("Whose matter is it?"), choices=Matter.Nature.choices, widget=forms.RadioSelect
    )
    title = forms.CharField(
        label=_("Title on the board"), help_text=_("No names, no door numbers."), max_length=TITLE_MOST
    )
    summary = WordsField(
        label=_("In a few sentences"),
        max_length=SUMMARY_MOST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    dangerous = forms.BooleanField(label=_("Somebody could get hurt"), required=False)


class EditMatterForm(TakeUpForm):
    """Correct a matter's wording."""

    building = forms.TypedChoiceField(
        label=_("Which building?"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, *args: Any, buildings: list[Building], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("the whole compound")), *((b.id, b.name) for b in buildings)]
        self.fields["building"].choices = choices  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """An answer that everyone concerned reads."""

    words = WordsField(
        label=_("The answer"),
        help_text=_("What was done or will be done, by whom, by when."),
        max_length=ANSWER_MOST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DoneForm(forms.Form):
    """What was done in the end."""

    words = WordsField(
        label=_("What was done"),
        help_text=_("By whom, when, who looked at it. Whoever was worried is asked once more."),
        max_length=ANSWER_MOST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReasonForm(forms.Form):
    """A no, or a correction, with its reason."""

    reason = WordsField(
        label=_("The reason"), max_length=ANSWER_MOST, widget=forms.Textarea(attrs={"rows": 2})
    )


class WorryForm(forms.Form):
    """How worried somebody is now."""

    level = forms.TypedChoiceField(
        label=_("How worried are you now?"), choices=WORRIES, widget=forms.RadioSelect, coerce=int
    )


class WorryForForm(WorryForm):
    """The same, written down for a neighbour."""

    source = forms.ChoiceField(
        label=_("How did you hear it?"),
        choices=[
            ("visit", _("on a home visit")),
            ("desk", _("at the desk")),
            ("slip", _("on an answer slip")),
            ("helper", _("at the door")),
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].label = _("How worried are they now?")


def show_faults(form: forms.Form, fault: ValidationError) -> None:
    """Put what an action refused beside its field, or at the head of the form."""
    if not hasattr(fault, "error_dict"):
        form.add_error(None, fault)
        return
    for field, faults in fault.error_dict.items():
        form.add_error(field if field in form.fields else None, faults)  # type: ignore[arg-type]
