"""The turnout register as an Excel file."""

from collections.abc import Sequence
from io import BytesIO

import xlsxwriter
from django.utils.translation import gettext as _

from linmeng.assembly.models import RollEntry, Vote

COLUMNS = 5


def register_workbook(vote: Vote, entries: Sequence[RollEntry]) -> bytes:
    """One row a unit in walking order: building, entrance, unit, ballot brought, ballot returned."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
        sheet.write_string(0, 0, f"{vote.compound.name} {vote.title}"[:200], bold)
        heads = [_("Building"), _("Entrance"), _("Unit"), _("Ballot brought"), _("Ballot returned")]
        for column, head in enumerate(heads):
            sheet.write_string(1, column, head, bold)
        for row, entry in enumerate(entries, start=2):
            _write_row(sheet, row, entry)
        sheet.set_column(0, COLUMNS - 1, 16)
        sheet.autofilter(1, 0, len(entries) + 1, COLUMNS - 1)
        sheet.freeze_panes(2, 0)
    return file.getvalue()


def _write_row(sheet: xlsxwriter.worksheet.Worksheet, row: int, entry: RollEntry) -> None:
    marks = [_("yes") if mark else _("no") for mark in (entry.delivered, entry.returned)]  # type: ignore[attr-defined]
    for column, text in enumerate([entry.building_name, entry.entrance_name, entry.unit_code, *marks]):
        sheet.write_string(row, column, text)
