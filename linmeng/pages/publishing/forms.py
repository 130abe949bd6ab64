"""Forms of publications: writing one, taking it back, objecting, answering, hanging the paper up."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linmeng.common.clock import SHANGHAI
from linmeng.pages.voices.forms import ManyPhotos, PhotosField, WordsField
from linmeng.publishing.actions.free_notices import (
    ARTICLE_MOST,
    MOST_DAYS,
    REASON_MOST,
    TITLE_MOST,
    WORDS_MOST,
)
from linmeng.publishing.actions.objections import MOST
from linmeng.publishing.actions.postings import PLACE_MOST
from linmeng.publishing.models import Publication

DAYS = ((3, _("3 days")), (5, _("5 days")), (7, _("7 days")), (15, _("15 days")), (30, _("30 days")))


class NoticeForm(forms.Form):
    """What an officer wants to hang on the board."""

    kind = forms.ChoiceField(
        label=_("What is it?"),
        help_text=_(
            "A public notice takes objections; an announcement tells; a publication is what a law asks for."
        ),
        choices=Publication.Kind.choices,
        widget=forms.RadioSelect,
        initial=Publication.Kind.PUBLIC_NOTICE,
    )
    title = forms.CharField(
        label=_("Headline"), help_text=_("A sentence that says it all, without names."), max_length=TITLE_MOST
    )
    words = WordsField(
        label=_("The words"),
        help_text=_("Each line becomes a paragraph. Who, what, when, where, whom to ask."),
        max_length=WORDS_MOST,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    days = forms.TypedChoiceField(
        label=_("For how many days?"),
        help_text=_("The day itself is not counted; it ends at 24:00 of the last day."),
        required=False,
        coerce=int,
        empty_value=None,
    )
    article = forms.CharField(
        label=_("Under which article or rule?"),
        help_text=_("For example: Property Management Regulations art. 29."),
        required=False,
        max_length=ARTICLE_MOST,
    )
    photos = PhotosField(
        label=_("Photos"),
        help_text=_(
            "Up to six; the first three stand on the poster. New photos take the place of earlier ones."
        ),
        required=False,
        widget=ManyPhotos(attrs={"accept": "image/*"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["days"].choices = [("", _("without an end")), *DAYS]  # type: ignore[attr-defined]
        chosen = self.initial.get("days")
        if chosen and chosen not in dict(DAYS) and 1 <= chosen <= MOST_DAYS:
            self.fields["days"].choices.append((chosen, str(chosen)))  # type: ignore[attr-defined]


class CorrectionForm(NoticeForm):
    """The same, with why the earlier one was wrong."""

    reason = forms.CharField(
        label=_("Why is it corrected?"), help_text=_("Everyone can read this."), max_length=REASON_MOST
    )


class ProposalForm(NoticeForm):
    """What a property company wants announced: the words and for how long."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("kind", "article", "photos"):
            del self.fields[name]


class ReturnForm(forms.Form):
    """Sending it back."""

    reason = forms.CharField(
        label=_("Why is it returned?"), help_text=_("The company reads this."), max_length=REASON_MOST
    )


class WithdrawForm(forms.Form):
    """Taking a publication back."""

    reason = forms.CharField(label=_("Why is it withdrawn?"), max_length=REASON_MOST)


class ObjectionForm(forms.Form):
    """What speaks against a public notice."""

    words = WordsField(
        label=_("What do you see otherwise?"),
        help_text=_(
            "In your own words. Only the body that published this reads them; everyone sees how many."
        ),
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class AnswerForm(forms.Form):
    """An answer to one objection."""

    answer = WordsField(label=_("The answer"), max_length=MOST, widget=forms.Textarea(attrs={"rows": 4}))
    gist = forms.CharField(
        label=_("The objection in your own words, without names"),
        help_text=_("Fill this in only if the answer is to hang on the board for everyone."),
        required=False,
        max_length=200,
    )


class PostingForm(forms.Form):
    """The paper hangs here."""

    photo = PhotosField(
        label=_("A photo of the paper on the wall"),
        help_text=_("Where and when it was taken is removed; the time you enter counts."),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*", "capture": "environment"}),
    )
    place = forms.CharField(
        label=_("Where does it hang?"),
        max_length=PLACE_MOST,
        widget=forms.TextInput(attrs={"list": "places"}),
    )
    posted_at = forms.DateTimeField(
        label=_("Since when, if not just now?"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
    )

    def facts(self) -> dict[str, Any]:
        """What the action takes; a time without offset is Shanghai's."""
        photos, posted_at = self.cleaned_data["photo"], self.cleaned_data["posted_at"]
        if posted_at is not None:
            posted_at = posted_at.replace(tzinfo=SHANGHAI)
        return {
            "place": self.cleaned_data["place"],
            "photo": next(iter(photos), None),
            "posted_at": posted_at,
        }
