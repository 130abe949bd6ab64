"""The answers in their columns: the file as it came, with our result columns filled."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import xlsxwriter

from linmeng.voices.bridge.columns import OURS
from linmeng.voices.bridge.tickets import as_text

RISKY = ("=", "+", "-", "@", "\t", "\r")
MOST_IN_A_CELL = 32_000
MADE = datetime(2026, 1, 1)  # noqa: DTZ001  a fixed stamp inside the file: the same answers are the same bytes


@dataclass(frozen=True)
class AnswerCells:
    """What goes into one ticket's line; by the keys of our result fields."""

    result: str = ""
    done: str = ""
    seat: str = ""
    state: str = ""


@dataclass(frozen=True)
class AnsweredTable:
    """One layout of theirs: what stands above, its headings in order, and each line that goes back with its answer."""

    sheet: str
    above: list[list[Any]]
    headings: list[str]
    columns: Mapping[str, str]
    """How it calls our fields."""
    lines: list[tuple[list[Any], AnswerCells]]


def answers_workbook(tables: Sequence[AnsweredTable]) -> bytes:
    """One sheet for each layout: their title lines, headings and order, every cell of theirs, our results filled in.

    All cells are texts or plain numbers; a text that begins like a formula is marked as text.
    """
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"created": MADE})
        writer = _Writer(book)
        names: set[str] = set()
        for answered in tables:
            writer.sheet(_sheet_name(answered.sheet, names), answered)
        if not tables:
            book.add_worksheet()
    return buffer.getvalue()


def _sheet_name(name: str, taken: set[str]) -> str:
    plain = "".join(sign for sign in name if sign not in "[]:*?/\\'")[:28] or "Sheet"
    found, number = plain, 1
    while found.lower() in taken:
        number += 1
        found = f"{plain}{number}"
    taken.add(found.lower())
    return found


class _Writer:
    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.book = book
        self.bold = book.add_format({"bold": True, "num_format": "@"})
        self.text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        self.quoted = book.add_format({"num_format": "@", "valign": "top", "quote_prefix": True})

    def sheet(self, name: str, answered: AnsweredTable) -> None:
        """One layout of theirs."""
        sheet, number = self.book.add_worksheet(name), len(answered.above)
        for place, cells in enumerate(answered.above):
            self._line(sheet, place, cells)
        places, known = _result_places(answered), len(answered.headings)
        added = sorted((field for field in OURS if places[field.key] >= known), key=lambda f: places[f.key])
        headings = answered.headings + [field.heading for field in added]
        for place, heading in enumerate(headings):
            sheet.write_string(number, place, heading, self.bold)
            sheet.set_column(place, place, 40 if place == places["result"] else 18)
        sheet.freeze_panes(number + 1, 0)
        for place, (cells, answer) in enumerate(answered.lines, number + 1):
            self._line(sheet, place, _filled(cells, len(headings), places, answer))

    def _line(self, sheet: Any, number: int, cells: Sequence[Any]) -> None:
        for place, cell in enumerate(cells):
            if cell in (None, ""):
                continue
            if isinstance(cell, int) and not isinstance(cell, bool) and abs(cell) < 10**15:
                sheet.write_number(number, place, cell)
                continue
            text = as_text(cell)[:MOST_IN_A_CELL]
            sheet.write_string(number, place, text, self.quoted if text.startswith(RISKY) else self.text)


def _result_places(answered: AnsweredTable) -> dict[str, int]:
    """Where each of our result fields stands; what the file has no column for is added behind its last."""
    headings, places = answered.headings, {}
    behind = len(headings)
    for field in OURS:
        heading = answered.columns.get(field.key, "")
        if heading in headings:
            places[field.key] = headings.index(heading)
        else:
            places[field.key], behind = behind, behind + 1
    return places


def _filled(cells: Sequence[Any], width: int, places: Mapping[str, int], answer: AnswerCells) -> list[Any]:
    line = [*cells, *[None] * (width - len(cells))]
    for key, place in places.items():
        ours = getattr(answer, key)
        if ours:  # what we do not know stays as they wrote it
            line[place] = ours
    return line
