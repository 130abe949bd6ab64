"""A list with lines to sign below: members for the filing, things handed over."""

from dataclasses import dataclass

from .scan_code import ScanCode
from .typeset import as_plain, pdf


@dataclass(frozen=True, kw_only=True)
class ListSheet:
    """One A4 list; every row has as many cells as `heads`, `signers` each get a line to write on; `code` leads to its page."""

    compound: str
    title: str
    lines: tuple[str, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    signers: tuple[str, ...] = ()
    code: ScanCode | None = None
    sample: bool = False
    lang: str = "zh"


def list_sheet_pdf(sheet: ListSheet) -> bytes:
    """A4 pages; the head of the table repeats on each. Raises MissingGlyph."""
    return pdf("list_sheet.typ", as_plain(sheet))
