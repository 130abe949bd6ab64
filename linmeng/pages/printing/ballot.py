"""Paper ballots: one sheet a unit, with its number, its QR code and a stub to be kept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from .batches import by_entrance, refuse_too_many
from .scan_code import ScanCode
from .sheet_layout import layout_of
from .typeset import as_plain, pdf


@dataclass(frozen=True, kw_only=True)
class BallotFacts:
    """What all ballots of a vote share."""

    compound: str
    title: str
    questions: tuple[str, ...]
    closes: str
    how_to_mark: tuple[str, ...]
    validity: tuple[str, ...]
    options: tuple[tuple[tuple[str, str], ...], ...] = ()
    """By question the boxes of an election with their words ("1", "1 name"); empty where it is yes or no."""
    longest_unit: str = ""
    """Of the whole vote, so that boxes stand at the same place in every file; empty: of the sheets given."""
    marks: tuple[str, ...] = ()
    """Boxes that a phone marked in print, by their names ("1:yes"); empty on papers to be marked by hand."""
    sample: bool = False
    lang: str = "zh"


@dataclass(frozen=True, kw_only=True)
class BallotSheetFacts:
    """One unit's ballot; `number` stands on ballot and stub alike."""

    entrance: str
    unit: str
    area: str
    number: str
    code: ScanCode


def ballots_pdf(vote: BallotFacts, sheets: Sequence[BallotSheetFacts], *, large_print: bool = False) -> bytes:
    """All ballots in one file, A4, or A3 in large print; raises TooManySheets."""
    if not sheets:
        raise ValueError("no ballots to print")
    refuse_too_many(len(sheets), lang=vote.lang)
    return pdf("ballot.typ", _plain(vote, sheets, large_print=large_print))


def ballot_layout_of(vote: BallotFacts, sheet: BallotSheetFacts) -> dict[str, Any]:
    """Where the boxes stand on all ballots of a vote, in either size, for reading their scans."""
    return layout_of("ballot.typ", _plain(vote, [sheet], large_print=False))


def _plain(vote: BallotFacts, sheets: Sequence[BallotSheetFacts], *, large_print: bool) -> dict[str, Any]:
    longest = vote.longest_unit or max((sheet.unit for sheet in sheets), key=len)
    more = {"sheets": as_plain(tuple(sheets)), "large_print": large_print, "longest_unit": longest}
    return as_plain(vote) | more


def ballot_files(
    vote: BallotFacts, sheets: Sequence[BallotSheetFacts], *, large_print: bool = False
) -> Iterator[tuple[str, bytes]]:
    """One file an entrance, made one after the other, so that memory stays that of one entrance."""
    for entrance, together in by_entrance(sheets, lambda sheet: sheet.entrance):
        yield entrance, ballots_pdf(vote, together, large_print=large_print)
