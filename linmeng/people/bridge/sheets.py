"""From an uploaded file to lines of cells; what is no workbook or table is refused with a sentence.

Nothing is unpacked before its size is known; formulas are seen, never computed; entities are refused
by defusedxml, which openpyxl uses.
"""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from defusedxml.common import DefusedXmlException
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl.utils.exceptions import InvalidFileException

MAX_UPLOAD_BYTES = 20 * 1024 * 1024
MAX_UNPACKED_BYTES = 100 * 1024 * 1024
MAX_RATIO = 150
RATIO_FROM_BYTES = 2 * 1024 * 1024
MAX_MEMBERS = 500
MAX_ROWS = 50_000
MAX_COLUMNS = 60
ASIDE = frozenset({"填写说明", "示例", "说明"})
"""Sheets of our templates that hold no lines of a table."""

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
_BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    InvalidFileException,
    ParseError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    EOFError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
)
"""What the readers of zip and XML raise on a damaged file."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that holds a formula instead of a value."""

    text: str


@dataclass(slots=True)
class Sheet:
    """A sheet as read: its lines with their numbers, and the cells that are merged."""

    name: str
    lines: list[tuple[int, list[Any]]] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    too_long: bool = False


def open_sheets(name: str, content: bytes) -> list[Sheet]:
    """The sheets of an .xlsx or .csv file; a `ValidationError` says in a sentence why it cannot be read."""
    if not content:
        raise ValidationError(_("“%(name)s” is empty. Please choose the file again.") % {"name": name})
    if len(content) > MAX_UPLOAD_BYTES:
        _refuse(_("“%(name)s” is larger than 20 MB."), name)
    _refuse_other_kinds(name, content)
    if content.startswith(b"PK"):
        return _workbook_sheets(name, content)
    return [_csv_sheet(name, content)]


def _refuse_other_kinds(name: str, content: bytes) -> None:
    start = content.lstrip()[:16].lower()
    if content.startswith(b"%PDF"):
        _refuse(_("“%(name)s” is a PDF. Please upload the Excel or CSV file that it was made from."), name)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        _refuse(_("“%(name)s” is an old .xls, a .doc or has a password. Please save it anew as .xlsx."), name)
    if start.startswith((b"<html", b"<!doctype", b"<?xml", b"<table", b"<meta")):
        _refuse(
            _("“%(name)s” is a web page under another name. Please open it in Excel and save it as .xlsx."),
            name,
        )
    if content.startswith((b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF")):
        _refuse(_("“%(name)s” is a picture. Please upload the table itself as .xlsx or .csv."), name)


def _refuse(sentence: str, name: str) -> None:
    raise ValidationError(sentence % {"name": name})


def _check_package(name: str, package: zipfile.ZipFile) -> None:
    """Sizes before anything is unpacked; zipfile never reads past a member's declared size."""
    members = package.infolist()
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members) or 1
    bomb = unpacked > MAX_UNPACKED_BYTES or (unpacked > RATIO_FROM_BYTES and unpacked > packed * MAX_RATIO)
    if bomb or len(members) > MAX_MEMBERS:
        _refuse(_("“%(name)s” unpacks to far more than a table can hold, so it was not opened."), name)
    names = {member.filename for member in members}
    if "xl/vbaProject.bin" in names:
        _refuse(_("“%(name)s” has macros. Please save it as .xlsx (without macros)."), name)
    if "xl/workbook.xml" not in names:
        _refuse(_("“%(name)s” is not an Excel workbook. Please upload .xlsx or .csv."), name)


def _workbook_sheets(name: str, content: bytes) -> list[Sheet]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _check_package(name, package)
            book = openpyxl.load_workbook(
                io.BytesIO(content), read_only=True, data_only=False, keep_links=False
            )
            return [_read_sheet(sheet, package) for sheet in book.worksheets if _holds_table(sheet)]
    except DefusedXmlException as fault:
        raise ValidationError(
            _(
                "“%(name)s” refers to things outside itself, so it was not opened. Please save it anew in Excel."
            )
            % {"name": name}
        ) from fault
    except _BROKEN as fault:
        if isinstance(fault, ValidationError):
            raise
        raise ValidationError(
            _("“%(name)s” is damaged or protected. Please open it in Excel and save it anew as .xlsx.")
            % {"name": name}
        ) from fault


def _holds_table(sheet: Any) -> bool:
    return sheet.sheet_state == "visible" and sheet.title not in ASIDE


def _read_sheet(sheet: Any, package: zipfile.ZipFile) -> Sheet:
    read = Sheet(sheet.title, merged=_merged_cells(sheet, package))
    rows = sheet.iter_rows(max_row=MAX_ROWS + 2, max_col=MAX_COLUMNS)
    for number, cells in enumerate(rows, start=1):
        values = [Formula(str(cell.value)) if cell.data_type == "f" else cell.value for cell in cells]
        if any(value not in (None, "") for value in values):
            read.lines.append((number, values))
    read.too_long = bool(read.lines) and read.lines[-1][0] > MAX_ROWS + 1
    return read


def _merged_cells(sheet: Any, package: zipfile.ZipFile) -> list[str]:
    # the streaming reader does not report merged cells; their list stands behind the lines of the sheet
    found: list[str] = []
    tail = b""
    with package.open(sheet._worksheet_path) as source:
        while block := source.read(1 << 20):
            window = tail + block
            found += [ref.decode() for ref in _MERGED.findall(window)]
            cut = window.rfind(b"<")
            tail = window[cut:] if cut >= 0 and len(window) - cut < 400 else b""
            if len(found) > 50:
                break
    return found


def _decoded(name: str, content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValidationError(
        _("“%(name)s” is not a text we can read. Please save it as .xlsx, or as CSV UTF-8.") % {"name": name}
    )


def _csv_sheet(name: str, content: bytes) -> Sheet:
    if not name.lower().endswith((".csv", ".txt")):
        _refuse(
            _("“%(name)s” is not an Excel workbook, whatever its name says. Please upload .xlsx or .csv."),
            name,
        )
    text = _decoded(name, content)
    if "\x00" in text:
        _refuse(_("“%(name)s” is not a text we can read. Please save it as .xlsx, or as CSV UTF-8."), name)
    sheet = Sheet("CSV")
    try:
        for number, values in _csv_lines(text):
            if number > MAX_ROWS + 1:
                sheet.too_long = True
                break
            if any(value.strip() for value in values):
                sheet.lines.append((number, [_typed(value) for value in values[:MAX_COLUMNS]]))
    except csv.Error as fault:
        raise ValidationError(
            _("“%(name)s” has a cell that does not end. Look for a lost quotation mark.") % {"name": name}
        ) from fault
    return sheet


def _csv_lines(text: str) -> Iterator[tuple[int, list[str]]]:
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begun = 1
    for values in rows:
        yield begun, values
        begun = rows.line_num + 1


def _typed(value: str) -> Any:
    return Formula(value) if value.startswith("=") else value
