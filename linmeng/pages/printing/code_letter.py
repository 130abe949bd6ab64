"""密码信: a letter to a door with the code that proves somebody stood at its letterbox.

It is addressed to the door, never to a person. The code stands in print only: the square leads to the
page where it is typed and carries the sheet's own token, so a photo of the square alone opens nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from .batches import refuse_too_many
from .cover_list import CoverList
from .scan_code import ScanCode
from .typeset import as_plain, pdf

CODE_LENGTH = 12


@dataclass(frozen=True, kw_only=True)
class LetterRun:
    """What all letters of a pile share; `desk` says where to go instead, in a sentence."""

    compound: str
    date: str
    desk: str
    sample: bool = False
    lang: str = "zh"


@dataclass(frozen=True, kw_only=True)
class CodeLetterFacts:
    """One door: 「3号楼 1号门 101」, its 12 signs, until when they hold, the number on letter and stub."""

    door: str
    code: str
    valid_until: str
    number: str
    scan_code: ScanCode

    def __post_init__(self) -> None:
        """A code that is not whole is never printed, and never hidden in the square."""
        if len(self.code) != CODE_LENGTH or not self.code.isalnum():
            raise ValueError(f"a code has {CODE_LENGTH} signs without spaces")
        if self.code in self.scan_code.address:
            raise ValueError("the code must be typed: it does not stand in the address")


def code_letters_pdf(
    run: LetterRun,
    letters: Sequence[CodeLetterFacts],
    *,
    large_print: bool = False,
    cover: CoverList | None = None,
) -> bytes:
    """Letters in walking order, two on A4 to be cut, or one on A4 in large print; the cover list first."""
    if not letters:
        raise ValueError("no letters to print")
    refuse_too_many(len(letters), lang=run.lang)
    paper = {"letters": as_plain(tuple(letters)), "cover": as_plain(cover), "large_print": large_print}
    return pdf("code_letter.typ", as_plain(run) | paper)
