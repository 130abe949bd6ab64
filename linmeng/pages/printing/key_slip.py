"""The slip with which an owner finds the own line in the count: receipt codes and the key of the home."""

from dataclasses import dataclass

from .scan_code import ScanCode
from .typeset import as_plain, pdf


@dataclass(frozen=True)
class SlipReceipt:
    """One act of casting: its code, how and when."""

    code: str
    words: str


@dataclass(frozen=True, kw_only=True)
class KeySlipFacts:
    """One home. `key` stands in groups; `date` is the day from which the vote was open."""

    compound: str
    title: str
    home: str
    key: tuple[str, ...]
    receipts: tuple[SlipReceipt, ...]
    code: ScanCode
    date: str
    sample: bool = False
    lang: str = "zh"


def key_slip_pdf(facts: KeySlipFacts) -> bytes:
    """Half a sheet of A4."""
    return pdf("key_slip.typ", as_plain(facts))
