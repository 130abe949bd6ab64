"""From the sheets of a file to tickets; what is wrong is noted with sheet, line and column."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.people.bridge.sheets import Formula, Sheet
from linmeng.voices.bridge.columns import known_headings
from linmeng.voices.bridge.faults import HINT, TicketFault
from linmeng.voices.bridge.times import read_time

HEADING_WITHIN = 10
MOST_TICKETS = 5000
MOST_WORDS = 5000
MOST_NUMBER = 60
PHONE = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|0\d{9,11})(?!\d)")
KINDS = {
    "complaint": ("投诉", "举报", "诉求"),
    "repair": ("报修", "维修", "求助", "抢修"),
    "question": ("咨询", "询问"),
    "suggestion": ("建议", "意见"),
    "praise": ("表扬", "感谢"),
}


@dataclass(frozen=True)
class TicketTable:
    """The table of a file as it lies there: what stands above it, its headings, its lines with their numbers."""

    sheet: str
    above: list[tuple[int, list[Any]]]
    heading_row: int
    headings: list[str]
    lines: list[tuple[int, list[Any]]]

    def sample(self, heading: str, most: int = 3, *, masked: bool = False) -> list[str]:
        """The first few cells of a column, to recognise it by; phones are masked, and names where asked."""
        place = self.headings.index(heading)
        cells = (as_text(values[place]) for _number, values in self.lines if place < len(values))
        return [_shown(cell, masked=masked) for cell in cells if cell][:most]


@dataclass(frozen=True)
class ReadTicket:
    """One ticket as read. Caller and phone are whole here and go no further than matching and masking."""

    number: str
    words: str
    caller: str
    phone: str
    address: str
    kind: str
    received_at: datetime | None
    due_at: datetime | None
    sheet: str
    row: int

    @property
    def fingerprint(self) -> str:
        """Of what its source says; the columns that we fill do not count."""
        said = [self.words, self.caller, self.phone, self.address, self.kind]
        said += [at.isoformat() if at else "" for at in (self.received_at, self.due_at)]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


@dataclass
class TicketReading:
    """All tickets of a file, and what is wrong."""

    tickets: list[ReadTicket] = field(default_factory=list)
    faults: list[TicketFault] = field(default_factory=list)


def as_text(value: Any) -> str:
    """A cell as people read it; a number without its .0, a formula as it is written."""
    if value is None:
        return ""
    if isinstance(value, Formula):
        return value.text
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        written = f"{value:%Y-%m-%d %H:%M:%S}"
        return written.removesuffix(" 00:00:00").removesuffix(":00")
    return value.isoformat() if isinstance(value, date) else str(value).strip()


def _shown(cell: str, *, masked: bool) -> str:
    """What a page shows of a cell of theirs."""
    if masked:
        return f"{cell[0]}**"
    return PHONE.sub(lambda found: f"{found[0][:3]}****{found[0][-4:]}", cell)


def read_table(name: str, sheets: Sequence[Sheet]) -> TicketTable:
    """The sheet with the most headings we know; a `ValidationError` says why there is none."""
    best = max(((_heading_place(sheet), sheet) for sheet in sheets if sheet.lines), key=_known, default=None)
    if best is None:
        raise ValidationError(
            _("“%(name)s” has no lines. Please export the tickets once more.") % {"name": name}
        )
    place, sheet = best[0][0], best[1]
    lines = sheet.lines[place + 1 :]
    if not lines:
        raise ValidationError(
            _("“%(name)s” has headings but no ticket below them. Was the period chosen too short?")
            % {"name": name}
        )
    if sheet.too_long or len(lines) > MOST_TICKETS:
        raise ValidationError(
            _("“%(name)s” has more than %(most)s tickets. Please export a shorter period.")
            % {"name": name, "most": MOST_TICKETS}
        )
    width = max(_width(values) for _number, values in sheet.lines[place:])
    number, cells = sheet.lines[place]
    above = [(row, values[: _width(values)]) for row, values in sheet.lines[:place]]
    return TicketTable(
        sheet=sheet.name,
        above=above,
        heading_row=number,
        headings=_headings([*cells, *[None] * width][:width]),
        lines=[(row, values[:width]) for row, values in lines],
    )


def _width(values: Sequence[Any]) -> int:
    """Up to the last cell with something in it."""
    return max((place for place, value in enumerate(values, 1) if value not in (None, "")), default=0)


def _known(found: tuple[tuple[int, int], Sheet]) -> int:
    return found[0][1]


def _heading_place(sheet: Sheet) -> tuple[int, int]:
    """(place, how many known): the line of the first ten that knows most headings, else the first with two cells."""
    counted = [
        (known_headings([as_text(cell) for cell in cells]), -place)
        for place, (_number, cells) in enumerate(sheet.lines[:HEADING_WITHIN])
    ]
    known, place = max(counted)
    if known:
        return -place, known
    wide = [p for p, (_n, cells) in enumerate(sheet.lines[:HEADING_WITHIN]) if sum(map(bool, cells)) > 1]
    return (wide[0] if wide else 0), 0


def _headings(cells: Sequence[Any]) -> list[str]:
    """Each heading once: a second 备注 becomes 备注 (2), an empty one stays empty."""
    seen: dict[str, int] = {}
    headings = []
    for cell in cells:
        text = " ".join(as_text(cell).split())[:60]
        seen[text] = seen.get(text, 0) + 1
        headings.append(f"{text} ({seen[text]})" if text and seen[text] > 1 else text)
    return headings


def read_tickets(table: TicketTable, columns: Mapping[str, str]) -> TicketReading:
    """Every line as a ticket; one with a fault is left out and named."""
    reading = TicketReading()
    first: dict[str, ReadTicket] = {}
    for row, values in table.lines:
        line = _Line(table, columns, row, values, reading.faults)
        ticket = line.ticket()
        if ticket is None:
            continue
        before = first.setdefault(ticket.number, ticket)
        if before is ticket:
            reading.tickets.append(ticket)
        elif before.fingerprint != ticket.fingerprint:
            line.fault("number_twice", "number", found=ticket.number, first=before.row)
    return reading


@dataclass
class _Line:
    table: TicketTable
    columns: Mapping[str, str]
    row: int
    values: list[Any]
    faults: list[TicketFault]

    def fault(self, code: str, key: str, *, hint: bool = False, **params: Any) -> None:
        """Note what is wrong with a cell."""
        column, level = self.columns.get(key, ""), HINT if hint else "fault"
        self.faults.append(TicketFault(code, self.table.sheet, self.row, column, level, params))

    def cell(self, key: str) -> Any:
        """The cell of one of our fields; a formula is named and read as empty."""
        heading = self.columns.get(key, "")
        place = self.table.headings.index(heading) if heading in self.table.headings else len(self.values)
        value = self.values[place] if place < len(self.values) else None
        if isinstance(value, Formula):
            self.fault("formula", key)
            return None
        return value

    def ticket(self) -> ReadTicket | None:
        """The ticket, or None with at least one fault noted."""
        before = len(self.faults)
        number, words = self._number(), self._words()
        received, due = self._time("received"), self._time("due", end_of_day=True)
        if received and due and due < received:
            self.fault("due_before", "due", hint=True, found=f"{due:%Y-%m-%d %H:%M}")
        read = ReadTicket(
            number=number,
            words=words,
            caller=as_text(self.cell("caller"))[:60],
            phone=as_text(self.cell("phone"))[:40],
            address=" ".join(as_text(self.cell("address")).split())[:200],
            kind=_kind(as_text(self.cell("kind"))),
            received_at=received,
            due_at=due,
            sheet=self.table.sheet,
            row=self.row,
        )
        return None if any(fault.is_fault for fault in self.faults[before:]) else read

    def _number(self) -> str:
        before = len(self.faults)
        number = "".join(unicodedata.normalize("NFKC", as_text(self.cell("number"))).split())
        if not number and len(self.faults) == before:
            self.fault("no_number", "number")
        if len(number) > MOST_NUMBER:
            self.fault("long_number", "number", found=f"{number[:20]}…")
        return number

    def _words(self) -> str:
        before = len(self.faults)
        words = as_text(self.cell("words"))
        if len(words) < 2 and len(self.faults) == before:
            self.fault("no_words", "words", column=self.columns.get("words", ""))
        if len(words) > MOST_WORDS:
            self.fault("words_cut", "words", hint=True, found=len(words), most=MOST_WORDS)
        return words[:MOST_WORDS]

    def _time(self, key: str, *, end_of_day: bool = False) -> datetime | None:
        value = self.cell(key)
        if value in (None, ""):
            return None
        found = read_time(value, end_of_day=end_of_day)
        if found is None:
            self.fault("not_a_time", key, hint=True, found=as_text(value)[:30])
        return found


def _kind(text: str) -> str:
    return next((kind for kind, words in KINDS.items() if any(word in text for word in words)), "complaint")
