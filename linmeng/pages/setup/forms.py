"""Forms of the first day: founding, the area, a body, a compound, lines to take in."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from linmeng.alliance.bridge import law_places
from linmeng.pages.login.adapter import MobileField
from linmeng.pages.setup.founding import FirstPerson, Foundation, slug_is_free

DEFAULT_SLUG = "lianmeng"


def place_choices() -> list[tuple[str, str]]:
    """Whose law may hold, in the reader's language."""
    english = get_language() == "en"
    return [(place.key, place.title_en if english else place.title) for place in law_places()]


class FoundingForm(forms.Form):
    """Everything told of a new alliance; what follows from the area's name may stay empty."""

    code = forms.CharField(
        label=gettext_lazy("Founding code"),
        max_length=30,
        help_text=gettext_lazy("Twelve signs, printed in the console where the house was started."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    name = forms.CharField(label=gettext_lazy("Name of the alliance"), max_length=80)
    slug = forms.SlugField(
        label=gettext_lazy("Short name in addresses"),
        max_length=40,
        initial=DEFAULT_SLUG,
        help_text=gettext_lazy(
            "Small letters, digits, hyphens. It stands in every QR code and is never changed."
        ),
    )
    place = forms.ChoiceField(label=gettext_lazy("Whose rules hold"))
    district = forms.CharField(label=gettext_lazy("District"), max_length=30, required=False)
    street = forms.CharField(label=gettext_lazy("Sub-district or town"), max_length=30, required=False)
    area = forms.CharField(
        label=gettext_lazy("Residents' area"),
        max_length=30,
        help_text=gettext_lazy("Its name alone, for example 东镇."),
    )
    committee = forms.CharField(
        label=gettext_lazy("Residents' committee"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("Left empty: the area's name with 居民委员会."),
    )
    party = forms.CharField(
        label=gettext_lazy("Party organisation"),
        max_length=80,
        required=False,
        help_text=gettext_lazy(
            "It leads and convenes, and decides nothing for owners. Left empty: 居民区党总支."
        ),
    )
    secretary_name = forms.CharField(label=gettext_lazy("Your name (Party secretary)"), max_length=60)
    secretary_phone = MobileField(label=gettext_lazy("Your mobile number"))
    clerk_name = forms.CharField(
        label=gettext_lazy("Community worker, if somebody else"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Left empty: you hold this seat, too, until you seat somebody."),
    )
    clerk_phone = MobileField(label=gettext_lazy("Mobile number of the community worker"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = place_choices()  # type: ignore[attr-defined]

    def clean_slug(self) -> str:
        """Free, and as addresses have it."""
        slug = str(self.cleaned_data["slug"])
        if not slug_is_free(slug):
            raise ValidationError(_("Please use small letters, digits and hyphens only."))
        return slug

    def clean(self) -> dict[str, Any]:
        """The community worker has both name and number, and a number of their own."""
        given = super().clean() or {}
        name, phone = given.get("clerk_name"), given.get("clerk_phone")
        if "clerk_phone" in given and bool(name) != bool(phone):
            self.add_error("clerk_phone", _("The community worker needs both: a name and a mobile number."))
        if phone and phone == given.get("secretary_phone"):
            self.add_error(
                "clerk_phone", _("This is your own number. Leave both fields empty to hold both seats.")
            )
        return given

    def foundation(self) -> Foundation:
        """As founding takes it."""
        return told_by(self.cleaned_data)


def told_by(given: dict[str, Any]) -> Foundation:
    """What was told, with the names that follow from the area's."""
    clerk = FirstPerson(given["clerk_name"], given["clerk_phone"]) if given.get("clerk_name") else None
    return Foundation(
        name=given["name"],
        slug=given["slug"],
        place=given["place"],
        district=given["district"],
        street=given["street"],
        area=given["area"],
        committee=given["committee"] or f"{given['area']}居民委员会",
        party=given["party"] or f"{given['area']}居民区党总支",
        secretary=FirstPerson(given["secretary_name"], given["secretary_phone"]),
        clerk=clerk,
    )


class AreaForm(forms.Form):
    """Where the alliance is at home."""

    place = forms.ChoiceField(label=gettext_lazy("Whose rules hold"))
    district = forms.CharField(label=gettext_lazy("District"), max_length=30, required=False)
    street = forms.CharField(label=gettext_lazy("Sub-district or town"), max_length=30, required=False)
    name = forms.CharField(label=gettext_lazy("Residents' area"), max_length=30)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = place_choices()  # type: ignore[attr-defined]


class LinesForm(forms.Form):
    """Lines copied from a table, or the table itself."""

    MOST_BYTES = 2 * 1024 * 1024

    lines = forms.CharField(
        label=gettext_lazy("Paste the lines here, with their headings"),
        required=False,
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("Mark them in Excel or WPS, copy, paste. One line each."),
    )
    file = forms.FileField(
        label=gettext_lazy("or choose the filled-in template"),
        required=False,
        max_length=120,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
        error_messages={"empty": gettext_lazy("This file is empty. Please choose it again.")},
    )

    def clean_file(self) -> UploadedFile | None:
        """Refused by its size before it is read into memory."""
        file: UploadedFile | None = self.cleaned_data.get("file")
        if file is not None and (file.size or 0) > self.MOST_BYTES:
            raise ValidationError(_("The file is larger than 2 MB. Please use the template."))
        return file

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        given = super().clean() or {}
        if not self.errors and not given.get("lines", "").strip() and not given.get("file"):
            raise ValidationError(_("There is nothing here yet. Paste lines, or choose a file."))
        return given
