"""The roll as an Excel workbook: an empty template with drop-downs, or the present roll in the same columns."""

import io
from collections.abc import Iterable, Sequence
from datetime import datetime

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from linmeng.people.bridge.columns import COLUMNS

DROP_DOWN_ROWS = 20_000
AREA_COLUMN = "area"
EXAMPLE = tuple(
    line.split("|")
    for line in (
        "3号楼|3号|101|3-101|住宅|80.00|产权登记|已售|张示例|02162800001||不动产登记||1948|座机|自住||",
        "3号楼|3号|102||住宅|92.35|产权登记|已售|李示例、王示例|13800000002、13800000003|||王示例||短信|出租|赵租客|13800000004",
        "3号楼|3号|103||商铺|45.10|购房合同|未售|示例房地产开发有限公司|||开发商||||空置||",
    )
)
MADE = datetime(2026, 1, 1)  # noqa: DTZ001  a fixed stamp inside the file, so that the same roll is the same bytes


def roll_workbook(rows: Iterable[Sequence[str]] = (), *, with_example: bool = True) -> bytes:
    """The workbook; `rows` are texts in the order of the columns, an area as `80.00`."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"created": MADE})
    roll = _roll_sheet(book, "名册", rows)
    for place, column in enumerate(COLUMNS):
        if column.words:
            validation = {"validate": "list", "source": list(column.words), "error_title": column.heading}
            roll.data_validation(1, place, DROP_DOWN_ROWS, place, validation)
    _explanations(book)
    if with_example:
        _roll_sheet(book, "示例", EXAMPLE)
    book.close()
    return buffer.getvalue()


def _roll_sheet(book: Workbook, name: str, rows: Iterable[Sequence[str]]) -> Worksheet:
    sheet = book.add_worksheet(name)
    heading = book.add_format({"bold": True, "bg_color": "#F1EADF", "border": 1, "text_wrap": True})
    needed = book.add_format(
        {"bold": True, "bg_color": "#F1EADF", "border": 1, "text_wrap": True, "color": "#B3261E"}
    )
    text, area = book.add_format({"num_format": "@"}), book.add_format({"num_format": "0.00"})
    for place, column in enumerate(COLUMNS):
        sheet.set_column(place, place, column.width, area if column.key == AREA_COLUMN else text)
        sheet.write_string(0, place, column.heading, needed if column.required else heading)
    sheet.freeze_panes(1, 3)
    for number, row in enumerate(rows, start=1):
        _write_row(sheet, number, row, text, area)
    return sheet


def _write_row(sheet: Worksheet, number: int, row: Sequence[str], text: Format, area: Format) -> None:
    for place, (column, value) in enumerate(zip(COLUMNS, row, strict=True)):
        if not value:
            continue
        if column.key == AREA_COLUMN:
            sheet.write_number(
                number, place, float(value), area
            )  # two decimals survive: Excel keeps 15 digits
        else:
            sheet.write_string(number, place, value, text)


def _explanations(book: Workbook) -> None:
    sheet = book.add_worksheet("填写说明")
    bold, wrap = (
        book.add_format({"bold": True, "valign": "top"}),
        book.add_format({"text_wrap": True, "valign": "top"}),
    )
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 80)
    sheet.set_column(2, 2, 40)
    for place, word in enumerate((_("Column"), _("What belongs there"), _("Words to choose from"))):
        sheet.write_string(0, place, word, bold)
    for number, column in enumerate(COLUMNS, start=1):
        needed = _("(needed)") if column.required else ""
        sheet.write_string(number, 0, f"{column.heading}{needed}", bold)
        sheet.write_string(number, 1, _(column.help), wrap)
        sheet.write_string(number, 2, "、".join(column.words), wrap)
