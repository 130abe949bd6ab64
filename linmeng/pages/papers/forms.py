"""Forms around sheets: what a person reads on one, piles of scans, reasons."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linmeng.ground.actions.documents import Incoming
from linmeng.papers.models import PrintRun


def group_label(kind: str, group: str, groups: int) -> str:
    """What a group of boxes is called."""
    if group == "worry":
        return _("How worried")
    if kind == "answer_slip" and group.isdigit():
        return _("Answer %s") % group if groups > 1 else _("This matter")
    return _("Question %s") % group if group.isdigit() else group


def value_label(value: str) -> str:
    """What a box is called."""
    known = {
        "solved": _("solved"),
        "not_yet": _("not yet solved"),
        "yes": _("agree"),
        "no": _("against"),
        "abstain": _("abstain"),
    }
    return known.get(value, value)


class ReadingForm(forms.Form):
    """What stands on a sheet: one choice a group (or none), and the words written on it."""

    def __init__(
        self, *args: Any, run: PrintRun, seen: Mapping[str, Any] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.written = list(run.layout.get("written", ()))
        self.groups: dict[str, list[str]] = {
            group: names for group, names in run.layout.get("groups", {}).items() if group not in self.written
        }
        items = sum(1 for group in self.groups if group.isdigit())
        for group, names in self.groups.items():
            values = [name.rpartition(":")[2] for name in names]
            self.fields[f"g_{group}"] = forms.ChoiceField(
                label=group_label(run.kind, group, items),
                choices=[*((value, value_label(value)) for value in values), ("", _("nothing ticked"))],
                widget=forms.RadioSelect,
                required=False,
                initial=(seen or {}).get(group),
            )
        for name in self.written:
            self.fields[f"w_{name}"] = forms.CharField(
                label=_("Words written on it"),
                required=False,
                max_length=300,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def choices(self) -> list[forms.BoundField]:
        """The groups of boxes, as the page shows them."""
        return [self[f"g_{group}"] for group in self.groups]

    def words(self) -> list[forms.BoundField]:
        """The lines for words."""
        return [self[f"w_{name}"] for name in self.written]

    def values(self) -> dict[str, str]:
        """As a reading is kept: what is not ticked or written is left out."""
        read = {group: self.cleaned_data[f"g_{group}"] for group in self.groups}
        read |= {name: self.cleaned_data[f"w_{name}"].strip() for name in self.written}
        return {name: value for name, value in read.items() if value}


class SignForm(forms.Form):
    """The number or code someone reads on a sheet."""

    sign = forms.CharField(
        label=gettext_lazy("Number or code on the sheet"),
        max_length=16,
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off", "inputmode": "text"}),
    )


class ReasonForm(forms.Form):
    """A reason that stays."""

    reason = forms.CharField(label=gettext_lazy("The reason"), min_length=2, max_length=200)


class ManyFiles(forms.ClearableFileInput):
    """Many files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Every file chosen, in order."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(one, initial) for one in given if one] or [
            super().clean(None, initial)
        ]


class PileForm(forms.Form):
    """A pile of scans or phone photos."""

    compound = forms.TypedChoiceField(label=gettext_lazy("Compound"), coerce=int)
    name = forms.CharField(label=gettext_lazy("Name of the pile"), max_length=60, required=False)
    scans = FilesField(
        label=gettext_lazy("Scans or photos"),
        help_text=gettext_lazy("PDF, JPG, PNG, HEIC or WebP; up to 20 MB a file and 500 pages in all."),
        widget=ManyFiles(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.heic,.heif,.webp"}),
    )

    def __init__(self, *args: Any, compounds: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["compound"].choices = compounds  # type: ignore[attr-defined]
        if len(compounds) == 1:
            self.fields["compound"].initial = compounds[0][0]

    def incoming(self) -> list[Incoming]:
        """The files as the action takes them, each read only when its turn comes."""
        return [Incoming(file.name, file.size, file.read) for file in self.cleaned_data["scans"]]
