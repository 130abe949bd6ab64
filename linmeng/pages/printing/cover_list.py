"""The list on top of an entrance's pile, to be ticked at the doors."""

from dataclasses import dataclass

from .scan_code import ScanCode


@dataclass(frozen=True)
class CoverRow:
    """One door: its unit as people write it, the number of its sheet."""

    unit: str
    number: str


@dataclass(frozen=True, kw_only=True)
class CoverList:
    """One entrance in walking order; the code leads to the page where its doors are ticked."""

    entrance: str
    title: str
    rows: tuple[CoverRow, ...]
    code: ScanCode
    note: str = ""
