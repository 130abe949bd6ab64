"""The one way in which tables become Excel files, and the names under which files are handed out."""

from datetime import date
from decimal import Decimal
from io import BytesIO

from openpyxl import load_workbook

from linmeng.pages.shared.files import attached, pdf_response
from linmeng.pages.shared.workbook import (
    MEDIA_TYPE,
    Sheet,
    Table,
    sheets_workbook,
    workbook,
    workbook_response,
)

FORMULA = '=HYPERLINK("http://example.org")'


def test_title_and_notes_stand_above_the_head_and_no_text_becomes_a_formula() -> None:
    rows = [
        ["3-101", 2, date(2026, 7, 1), None, Decimal("85.30")],
        [FORMULA, 0, "https://example.org", "", ""],
    ]
    content = workbook(
        "Homes: 3/4", ["Home", "Owners", "Since", "", "Area"], [10] * 5, rows, above=["Title", "A note"]
    )
    sheet = load_workbook(BytesIO(content)).active
    assert sheet.title == "Homes  3 4"
    assert list(sheet.values) == [
        ("Title", None, None, None, None),
        ("A note", None, None, None, None),
        ("Home", "Owners", "Since", "", "Area"),
        ("3-101", 2, "2026-07-01", None, 85.3),
        (FORMULA, 0, "https://example.org", "", ""),
    ]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s", "n"}
    assert [cell.hyperlink for cell in sheet[5]] == [None] * 5
    assert [sheet["A1"].font.b, sheet["A2"].font.b, sheet["A3"].font.b, sheet["A4"].font.b] == [
        True, False, True, False,
    ]  # fmt: skip
    assert (sheet["E4"].number_format, sheet.freeze_panes) == ("#,##0.00", "A4")


def test_several_sheets_and_several_tables_on_one() -> None:
    tables = [Table(["A"], [["1"], ["2"]]), Table(["B"], []), Table(["C"], [["3"]])]
    first = Sheet("First", [10], tables, ["Title", ""])
    second = Sheet(
        "Second", [10, 12], [Table(["A", "B"], [["1", "2"]])], ["Title"], firm_columns=1, filtered=True
    )
    book = load_workbook(BytesIO(sheets_workbook([first, second])))
    lines = ["Title", "", "A", "1", "2", None, "B", None, "C", "3"]
    assert [row[0] for row in book["First"].values] == lines
    assert (book["First"].freeze_panes, book["First"].auto_filter.ref) == (None, None)
    assert (book["Second"].freeze_panes, book["Second"].auto_filter.ref) == ("B3", "A2:B3")
    assert book["Second"].column_dimensions["B"].width == 12.7109375


def test_files_are_kept_or_shown_under_their_name() -> None:
    kept = workbook_response(b"PK", "late-7")
    assert (kept["Content-Type"], kept["Content-Disposition"]) == (
        MEDIA_TYPE,
        'attachment; filename="late-7.xlsx"',
    )
    paper = pdf_response(b"%PDF", "late-7")
    assert (paper["Content-Type"], paper["Content-Disposition"]) == (
        "application/pdf",
        'inline; filename="late-7.pdf"',
    )
    assert attached(b"", "text/plain", "周报.txt")["Content-Disposition"] == (
        "attachment; filename*=utf-8''%E5%91%A8%E6%8A%A5.txt"
    )
