"""Tables as Excel workbooks. Everything is written as text or number: no cell becomes a formula."""

import io
from collections.abc import Iterable, Sequence
from datetime import date

import xlsxwriter
from django.http import HttpResponse

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Cell = str | int | date | None


def workbook(
    title: str, headers: Sequence[str], widths: Sequence[int], rows: Iterable[Sequence[Cell]]
) -> bytes:
    """One sheet with a bold head that stays in sight."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet(title[:31])
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        for column, (header, width) in enumerate(zip(headers, widths, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, header, bold)
        for number, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                _write(sheet, number, column, cell, wrapped)
        sheet.freeze_panes(1, 0)
    return buffer.getvalue()


def _write(sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, cell: Cell, wrapped: object) -> None:
    if isinstance(cell, int):
        sheet.write_number(row, column, cell, wrapped)
    elif cell is not None:
        text = cell.isoformat() if isinstance(cell, date) else cell
        sheet.write_string(row, column, text[:32_000], wrapped)


def workbook_response(content: bytes, name: str) -> HttpResponse:
    """A download; `name` is plain ASCII."""
    return HttpResponse(
        content,
        content_type=MEDIA_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}.xlsx"'},
    )
