"""回音条: what became of a neighbour's words, on paper, at the door.

A slip greets a unit, not a person, and holds nothing that a neighbour reading it by chance should not know.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from .batches import refuse_too_many
from .scan_code import ScanCode
from .typeset import as_plain, pdf


@dataclass(frozen=True, kw_only=True)
class SlipRun:
    """What all slips of a week share."""

    compound: str
    date: str
    sample: bool = False
    lang: str = "zh"


@dataclass(frozen=True, kw_only=True)
class AnswerSlipFacts:
    """One answer; `place` is the place on the list, empty when there is none."""

    greeting: str
    words: str
    step: str
    step_date: str
    next: str
    ask: str
    code: ScanCode
    place: str = ""


def answer_slips_pdf(run: SlipRun, slips: Sequence[AnswerSlipFacts], *, two_on_a4: bool = False) -> bytes:
    """A5 landscape, one slip a page; or two on an A4 sheet with a line to cut along."""
    if not slips:
        raise ValueError("no slips to print")
    refuse_too_many(len(slips), lang=run.lang)
    return pdf("answer_slip.typ", as_plain(run) | {"slips": as_plain(tuple(slips)), "two_on_a4": two_on_a4})
