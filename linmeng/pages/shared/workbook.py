"""Tables as Excel workbooks. Everything is written as text or number: no cell becomes a formula."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import xlsxwriter
from django.http import HttpResponse

from linmeng.pages.shared.files import attached

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Cell = str | int | Decimal | date | None
LONGEST_NAME, LONGEST_CELL = 31, 32_000
NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


@dataclass(frozen=True)
class Table:
    """A bold head and its rows; decimals are shown with two places."""

    headers: Sequence[str]
    rows: Iterable[Sequence[Cell]]


@dataclass(frozen=True)
class Sheet:
    """A sheet of the book: lines above, then its tables with an empty line between them."""

    name: str
    """On the tab."""
    widths: Sequence[int]
    """Of the columns, in characters."""
    tables: Sequence[Table]
    above: Sequence[str] = ()
    """A title, printed bold, and notes."""
    firm_columns: int = 0
    """How many stay in sight; the head does wherever there is one table."""
    filtered: bool = False


def workbook(
    title: str,
    headers: Sequence[str],
    widths: Sequence[int],
    rows: Iterable[Sequence[Cell]],
    *,
    above: Sequence[str] = (),
) -> bytes:
    """One sheet with one table."""
    return sheets_workbook([Sheet(title, widths, [Table(headers, rows)], above)])


def sheets_workbook(sheets: Iterable[Sheet]) -> bytes:
    """Several sheets; in each the head of a single table stays in sight."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        writer = _Writer(book)
        for sheet in sheets:
            writer.sheet(sheet)
    return buffer.getvalue()


class _Writer:
    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.book = book
        self.bold = book.add_format({"bold": True})
        self.head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self.two_places = book.add_format({"num_format": "#,##0.00", "valign": "top"})

    def sheet(self, sheet: Sheet) -> None:
        page = self.book.add_worksheet(sheet.name.translate(NOT_IN_NAMES)[:LONGEST_NAME].strip("' "))
        for column, width in enumerate(sheet.widths):
            page.set_column(column, column, width)
        for line, words in enumerate(sheet.above):
            page.write_string(line, 0, words[:LONGEST_CELL], None if line else self.bold)
        line = head = len(sheet.above)
        for table in sheet.tables:
            line = self.table(page, line, table) + 1
        if len(sheet.tables) == 1:
            page.freeze_panes(head + 1, sheet.firm_columns)
        if sheet.filtered:
            page.autofilter(head, 0, line - 2, len(sheet.widths) - 1)

    def table(self, page: xlsxwriter.worksheet.Worksheet, line: int, table: Table) -> int:
        """Returns the first free line below."""
        for column, header in enumerate(table.headers):
            page.write_string(line, column, header, self.head)
        for row in table.rows:
            line += 1
            for column, cell in enumerate(row):
                self.cell(page, line, column, cell)
        return line + 1

    def cell(self, page: xlsxwriter.worksheet.Worksheet, line: int, column: int, cell: Cell) -> None:
        if isinstance(cell, int | Decimal):
            look = self.two_places if isinstance(cell, Decimal) else self.wrapped
            page.write_number(line, column, cell, look)
        elif cell is not None:
            text = cell.isoformat() if isinstance(cell, date) else cell
            page.write_string(line, column, text[:LONGEST_CELL], self.wrapped)


def workbook_response(content: bytes, name: str) -> HttpResponse:
    """A workbook to keep; `name` without its ending."""
    return attached(content, MEDIA_TYPE, f"{name}.xlsx")
