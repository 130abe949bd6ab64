"""From lines of cells to rows of the roll, with every fault at its place."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from linmeng.people.bridge.cells import Cells
from linmeng.people.bridge.columns import BY_HEADING, REQUIRED, Column
from linmeng.people.bridge.faults import FAULT, HINT, Fault
from linmeng.people.bridge.joining import join_lines, name_hints
from linmeng.people.bridge.lines import RollLine, read_line
from linmeng.people.bridge.roll import RollRow
from linmeng.people.bridge.sheets import MAX_ROWS, Sheet

HEADING_WITHIN = 10
FEWEST_HEADINGS = 3


@dataclass(slots=True)
class Reading:
    """What a file says: one row per unit, the codes it names (also in faulty lines), and its faults."""

    rows: list[RollRow] = field(default_factory=list)
    codes: set[str] = field(default_factory=set)
    lines: int = 0
    faults: list[Fault] = field(default_factory=list)

    @property
    def has_faults(self) -> bool:
        """Whether something stands in the way of a commit."""
        return any(fault.is_fault for fault in self.faults)


def read_roll(sheets: list[Sheet]) -> Reading:
    """Read all sheets that have the headings; units may be spread over several sheets."""
    reading = Reading()
    lines: list[RollLine] = []
    for sheet in sheets:
        lines += _sheet_lines(sheet, reading.faults)
    reading.lines = len(lines)
    if not lines and not reading.has_faults:
        unread = [replace(fault, level=FAULT) for fault in reading.faults if fault.code == "no_heading"]
        reading.faults = unread or [Fault("empty_sheet", sheet=sheets[0].name if sheets else "")]
    reading.codes = {line.code for line in lines if line.code}
    reading.rows = join_lines(lines, reading.faults)
    reading.faults += name_hints(lines)
    return reading


def _sheet_lines(sheet: Sheet, faults: list[Fault]) -> list[RollLine]:
    faults += [Fault("merged_cells", sheet=sheet.name, params={"found": ref}) for ref in sheet.merged]
    if sheet.too_long:
        faults.append(Fault("too_many_rows", sheet=sheet.name, params={"most": MAX_ROWS}))
        return []
    place = _heading_place(sheet)
    if place is None:
        if sheet.lines:
            faults.append(Fault("no_heading", HINT, sheet.name))
        return []
    columns = list(_columns(sheet, place, faults))
    if any(
        fault.is_fault and fault.sheet == sheet.name and fault.row == sheet.lines[place][0]
        for fault in faults
    ):
        return []
    return [
        read_line(
            Cells(
                sheet.name,
                number,
                {column.key: values[at] for at, column in columns if at < len(values)},
                faults,
            )
        )
        for number, values in sheet.lines[place + 1 :]
    ]


def _heading_place(sheet: Sheet) -> int | None:
    """Which line has the headings: the first of ten that knows at least three of them."""
    for place, (_number, values) in enumerate(sheet.lines[:HEADING_WITHIN]):
        if sum(_heading(value) in BY_HEADING for value in values) >= FEWEST_HEADINGS:
            return place
    return None


def _heading(value: Any) -> str:
    plain = "".join(str(value).split()) if isinstance(value, str) else ""
    return plain.replace("（", "(").replace("）", ")").replace("m2", "㎡").replace("m²", "㎡").rstrip("*")


def _columns(sheet: Sheet, place: int, faults: list[Fault]) -> Iterator[tuple[int, Column]]:
    number, values = sheet.lines[place]
    seen: set[str] = set()
    for at, value in enumerate(values):
        column = BY_HEADING.get(_heading(value))
        if column is None:
            if value not in (None, ""):
                found = str(value)[:40]
                faults.append(Fault("unknown_column", HINT, sheet.name, number, params={"column": found}))
        elif column.key in seen:
            faults.append(
                Fault("column_twice", sheet=sheet.name, row=number, params={"column": column.heading})
            )
        else:
            seen.add(column.key)
            yield at, column
    faults += [
        Fault("missing_column", sheet=sheet.name, row=number, params={"column": column.heading})
        for column in REQUIRED
        if column.key not in seen
    ]
