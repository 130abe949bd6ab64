"""What the pages of a city platform's file show."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linmeng.assembly.bridge.city_file import (
    Asked,
    CityFault,
    CityTable,
    city_table,
    columns_missing,
    guessed_columns,
    read_city,
)
from linmeng.assembly.models import Vote
from linmeng.assembly.queries.city import AlsoCast, also_cast, asked_of, city_results, frame_of
from linmeng.ground.actions.documents import document_path
from linmeng.ground.models import StoredFile
from linmeng.people.bridge import MAX_UPLOAD_BYTES

FAULTS_SHOWN = 200


class CityFileForm(forms.Form):
    """The file as it came, and which platform it is from."""

    platform = forms.CharField(
        label=gettext_lazy("Which platform is it from?"),
        max_length=80,
        help_text=gettext_lazy("As the notice named it."),
    )
    file = forms.FileField(
        label=gettext_lazy("The result file as .xlsx or .csv"),
        max_length=120,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
        help_text=gettext_lazy("Exactly as it came; it is kept byte by byte with its SHA-256."),
    )

    def clean_file(self) -> UploadedFile:
        """Refused by its size before it is read into memory."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MAX_UPLOAD_BYTES:
            raise ValidationError(_("“%(name)s” is larger than 20 MB.") % {"name": file.name})
        return file

    def file_as_kept(self) -> dict[str, Any]:
        """As the action takes it."""
        file = self.cleaned_data["file"]
        return {"name": file.name or "", "content": file.read()}


@dataclass(frozen=True)
class Part:
    """One part that every line must have, and the columns it may stand in."""

    key: str
    label: str
    place: int | None


@dataclass(frozen=True)
class Preview:
    """A kept file as it would be taken in."""

    parts: list[Part]
    headings: tuple[str, ...]
    columns: dict[str, int]
    missing: list[str]
    ballots: int
    faults: list[CityFault]
    left_out: int
    silent: int
    also: AlsoCast | None
    supplement: bool

    @property
    def shown(self) -> list[CityFault]:
        """The first of them; all of a long list are of no use on a page."""
        return self.faults[:FAULTS_SHOWN]


def read_preview(vote: Vote, file: StoredFile, given: Mapping[str, str]) -> Preview:
    """Columns as chosen, or as the headings tell; then every line held against the roll."""
    table = city_table(file.name, document_path(file).read_bytes())
    asked = asked_of(vote)
    columns = guessed_columns(table, asked) | _chosen(table, asked, given)
    missing = columns_missing(columns, asked)
    reading = read_city(table, columns, asked, frame_of(vote)) if not missing else None
    return Preview(
        parts=[Part(key, label, columns.get(key)) for key, label in _labels(asked)],
        headings=table.headings,
        columns=columns,
        missing=missing,
        ballots=len(reading.ballots) if reading else 0,
        faults=reading.faults if reading else [],
        left_out=len(reading.left_out) if reading else 0,
        silent=reading.silent if reading else 0,
        also=also_cast(vote, reading.ballots) if reading else None,
        supplement=city_results(vote).exists(),
    )


def _chosen(table: CityTable, asked: list[Asked], given: Mapping[str, str]) -> dict[str, int]:
    keys = [key for key, _label in _labels(asked)]
    chosen = {key: given.get(key, "") for key in keys}
    return {k: int(v) for k, v in chosen.items() if v.isdigit() and int(v) < len(table.headings)}


def _labels(asked: list[Asked]) -> list[tuple[str, str]]:
    known = [("unit", _("Unit")), ("owner", _("Owner, by name or mask")), ("time", _("Time of casting"))]
    return known + [(one.key, f"{one.number}. {one.text}") for one in asked]
