"""Forms of tickets: the file, its columns, which answers go back."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from linmeng.people.bridge import MAX_UPLOAD_BYTES
from linmeng.voices.bridge import FIELDS, TicketTable
from linmeng.voices.models import TicketSource

NEW = "new"


class UploadForm(forms.Form):
    """A file of tickets, and whose it is."""

    source = forms.ChoiceField(label=_("Which system is it from?"), required=False)
    name = forms.CharField(
        label=_("Name of a new system"),
        max_length=40,
        required=False,
        help_text=_("For example 12345热线. Its columns are remembered under this name."),
    )
    file = forms.FileField(
        label=_("The tickets as .xlsx or .csv"),
        max_length=120,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
        help_text=_("As the system exports it; no column has to be changed. Nothing is taken in yet."),
        error_messages={"empty": _("This file is empty. Please choose it again.")},
    )

    def __init__(self, *args: Any, sources: list[TicketSource], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(source.name, source.name) for source in sources]
        self.fields["source"].choices = [*choices, ("", _("a new one"))]  # type: ignore[attr-defined]
        if choices:
            self.fields["source"].initial = choices[0][0]
        else:
            del self.fields["source"]
            self.fields["name"].label = _("Which system is it from?")

    def clean_file(self) -> UploadedFile:
        """Refused by its size before it is read into memory."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MAX_UPLOAD_BYTES:
            raise ValidationError(_("The file is larger than 20 MB. Please export a shorter period."))
        return file

    def clean(self) -> dict[str, Any]:
        """A system known, or a new name."""
        given = super().clean() or {}
        if not (given.get("source") or given.get("name", "").strip()):
            self.add_error("name", ValidationError(_("Please name the system.")))
        return given

    @property
    def system(self) -> str:
        """The name under which the columns are remembered."""
        return self.cleaned_data["name"].strip() or self.cleaned_data.get("source", "")


class ColumnsForm(forms.Form):
    """Which of their columns is what; each choice shows the first cells of the column."""

    def __init__(self, *args: Any, table: TicketTable, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [heading for heading in table.headings if heading]
        caller = self.initial.get("caller", "")
        choices = [(heading, _with_cells(heading, table, masked=heading == caller)) for heading in named]
        for field in FIELDS:
            self.fields[field.key] = forms.ChoiceField(
                label=field.label,
                choices=[("", _("no such column")), *choices],
                required=field.needed,
                help_text=_("We fill it in when answers go back.") if field.ours else "",
            )


def _with_cells(heading: str, table: TicketTable, *, masked: bool) -> str:
    cells = " / ".join(cell[:16] for cell in table.sample(heading, 2, masked=masked))
    return f"{heading} — {cells}" if cells else heading


class AnswersForm(forms.Form):
    """Which answers go back."""

    source = forms.ChoiceField(label=_("System"), required=False)
    since = forms.DateField(
        label=_("Answered since"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("Empty: all."),
    )
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("all")), ("done", _("settled")), ("waiting", _("not settled yet"))],
    )

    def __init__(self, *args: Any, sources: list[TicketSource], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(source.id), source.name) for source in sources]
        self.fields["source"].choices = choices if len(choices) == 1 else [("", _("all")), *choices]  # type: ignore[attr-defined]
