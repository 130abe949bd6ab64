"""Lines pasted from a table, or read from a file, as cells by the key of their column; and the empty template."""

import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import xlsxwriter
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from linmeng.common.errors import NeedsSecondFactor, Refused
from linmeng.people.bridge import open_sheets
from linmeng.people.bridge.sheets import Formula

MOST_LINES = 300
_DAY = re.compile(r"^(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?)?月?$")


@dataclass(frozen=True)
class LineColumn:
    """A column of the template; `also` are other headings people already use."""

    key: str
    heading: str
    example: str = ""
    also: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    width: int = 14
    """In the template, in characters."""


@dataclass(frozen=True)
class TableLine:
    """One line: its number as pasted, and its cells by column."""

    number: int
    cells: dict[str, str]

    def __getitem__(self, key: str) -> str:
        return self.cells.get(key, "")


@dataclass(frozen=True)
class Outcome:
    """What became of a line, or would become of it: words, or the sentence that refuses it."""

    number: int
    title: str
    words: str = ""
    fault: str = ""


def read_lines(columns: Sequence[LineColumn], *, name: str, content: bytes) -> list[TableLine]:
    """The filled lines; without a line of headings they stand in the template's order."""
    sheet = open_sheets(name, content)[0]
    lines = [(number, [_text(value) for value in values]) for number, values in sheet.lines]
    if len(lines) > MOST_LINES + 1:
        raise ValidationError(_("At most %(n)s lines at once, please.") % {"n": MOST_LINES})
    keys = _headings(columns, lines[0][1]) if lines else []
    rest = lines[1:] if keys else lines
    keys = keys or [column.key for column in columns]
    found = [TableLine(number, dict(zip(keys, values, strict=False))) for number, values in rest]
    if not found:
        raise ValidationError(_("There is no line below the headings."))
    return found


def as_text(columns: Sequence[LineColumn], lines: Iterable[TableLine]) -> str:
    """The same lines as text with headings, to be sent back by the page that showed them."""
    rows = [[column.heading for column in columns]]
    rows += [[line[column.key] for column in columns] for line in lines]
    return "\n".join("\t".join(re.sub(r"[\t\r\n\"]", " ", cell) for cell in row) for row in rows)


def _headings(columns: Sequence[LineColumn], first: Sequence[str]) -> list[str]:
    known = {word: column.key for column in columns for word in (column.heading, *column.also)}
    found = [known.get(cell.replace(" ", "").rstrip("*"), "") for cell in first]
    return found if sum(map(bool, found)) > 1 else []


def _text(value: object) -> str:
    if isinstance(value, Formula):
        return value.text
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return unicodedata.normalize("NFKC", str(value)).strip() if value is not None else ""


def day_of(text: str, label: str) -> date | None:
    """2024-03-01, 2024/3/1, 2024年3月1日; without a day the first of the month. Empty is no day."""
    if not text:
        return None
    match = _DAY.match(text.replace(" ", "")[:11])
    try:
        if match:
            return date(int(match[1]), int(match[2]), int(match[3] or 1))
    except ValueError:
        match = None
    raise ValidationError(
        _("%(label)s: “%(found)s” is no day; write it as 2024-03-01.") % {"label": label, "found": text[:20]}
    )


def number_of(text: str, label: str) -> int | None:
    """A whole number (「第3届」 is 3); empty is none."""
    plain = re.sub(r"[第届年人名位]", "", text)
    if not plain:
        return None
    if not re.fullmatch(r"\d{1,4}", plain):
        raise ValidationError(
            _("%(label)s: “%(found)s” is no whole number.") % {"label": label, "found": text[:20]}
        )
    return int(plain)


def take_lines(lines: Iterable[TableLine], title: str, enter: Callable[[TableLine], str]) -> list[Outcome]:
    """Each line by itself: what one line is refused for does not keep the others out."""
    outcomes = []
    for line in lines:
        try:
            with transaction.atomic():
                outcomes.append(Outcome(line.number, line[title], words=enter(line)))
        except NeedsSecondFactor:
            raise
        except Refused as refusal:
            outcomes.append(Outcome(line.number, line[title], fault=refusal.sentence))
        except ValidationError as fault:
            outcomes.append(Outcome(line.number, line[title], fault=" ".join(fault.messages)))
    return outcomes


def try_lines(lines: Iterable[TableLine], title: str, enter: Callable[[TableLine], str]) -> list[Outcome]:
    """What would become of each line, told by doing it and taking all of it back."""
    with transaction.atomic():
        outcomes = take_lines(lines, title, enter)
        transaction.set_rollback(True)
    return outcomes


def template_workbook(columns: Sequence[LineColumn], sheet_name: str) -> bytes:
    """Headings, drop-downs, and one example on a sheet of its own."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        bold, text = (
            book.add_format({"bold": True, "bg_color": "#F1EADF"}),
            book.add_format({"num_format": "@"}),
        )
        for name, filled in ((sheet_name, False), ("示例", True)):
            sheet = book.add_worksheet(name)
            for place, column in enumerate(columns):
                sheet.set_column(place, place, column.width, text)
                sheet.write_string(0, place, column.heading, bold)
                if filled:
                    sheet.write_string(1, place, column.example, text)
                elif column.words:
                    rule = {"validate": "list", "source": list(column.words), "error_type": "warning"}
                    sheet.data_validation(1, place, MOST_LINES, place, rule)
            sheet.freeze_panes(1, 1)
    return buffer.getvalue()
