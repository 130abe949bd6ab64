"""The door list (stub register): one entrance in walking order, with room for signatures."""

from dataclasses import dataclass

from .scan_code import ScanCode
from .typeset import as_plain, pdf


@dataclass(frozen=True)
class DoorRow:
    """One door: its unit, the number of its ballot, its area."""

    unit: str
    number: str
    area: str


@dataclass(frozen=True, kw_only=True)
class DoorListFacts:
    """One entrance; `rows` stand in the order of walking."""

    compound: str
    title: str
    entrance: str
    closes: str
    rows: tuple[DoorRow, ...]
    code: ScanCode
    carriers: tuple[str, ...] = ()
    """The two who carry the ballots; an empty name is a line to write on."""
    sample: bool = False
    lang: str = "zh"


def door_list_pdf(facts: DoorListFacts) -> bytes:
    """A4 pages; the head of the table repeats on each."""
    return pdf("door_list.typ", as_plain(facts))
