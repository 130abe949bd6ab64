"""A4 sheets of tables, typeset."""

from dataclasses import dataclass

from linmeng.pages.printing.scan_code import ScanCode
from linmeng.pages.printing.typeset import as_plain, pdf


@dataclass(frozen=True, kw_only=True)
class Part:
    """A heading with sentences and a table; what is empty is left out."""

    title: str = ""
    words: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    wide: tuple[bool, ...] = ()
    """For each column whether it takes the room that is left."""
    tall: bool = False
    """Rows with room to write by hand."""


@dataclass(frozen=True, kw_only=True)
class TableSheetFacts:
    """One paper of tables."""

    compound: str
    kind: str
    title: str
    note: str
    parts: tuple[Part, ...]
    code: ScanCode
    signers: tuple[str, ...] = ()
    sample: bool = False
    lang: str = "zh"


def table_sheet_pdf(facts: TableSheetFacts) -> bytes:
    """A4 pages; the head of a table repeats on each."""
    return pdf("table_sheet.typ", as_plain(facts))
