"""授权委托书: the form with which an owner lets somebody else vote; blank, or as it was written on this site."""

from dataclasses import dataclass

from .scan_code import ScanCode
from .typeset import as_plain, pdf


@dataclass(frozen=True)
class WrittenBox:
    """One answer to a question; `marked` where the owner chose it already."""

    words: str
    marked: bool = False


@dataclass(frozen=True)
class MandateQuestion:
    """One question of the vote; an election has a box a candidate and says how many may be marked."""

    words: str
    boxes: tuple[WrittenBox, ...]
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class MandateFormFacts:
    """Texts that are empty become lines to write on. `rules` are what the law of this place says of mandates."""

    compound: str
    title: str
    number: str
    home: str
    owner: str
    """Masked; the full name is written by hand."""
    agent: str
    relations: tuple[WrittenBox, ...]
    questions: tuple[MandateQuestion, ...]
    open_questions: str
    """What holds for a question that is left open."""
    period: str
    rules: tuple[str, ...]
    given: str
    """When it was written on this site; empty on a blank form."""
    code: ScanCode
    sample: bool = False
    lang: str = "zh"


def mandate_form_pdf(facts: MandateFormFacts) -> bytes:
    """A4; one page for the usual vote, more where its questions need them. Raises MissingGlyph."""
    return pdf("mandate_form.typ", as_plain(facts))
