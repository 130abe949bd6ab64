"""回音条: what became of a neighbour's words, on paper, at the door.

A slip greets a unit, not a person, and holds nothing that a neighbour reading it by chance should not know.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from .batches import refuse_too_many
from .cover_list import CoverList
from .scan_code import ScanCode
from .sheet_layout import layout_of
from .typeset import as_plain, pdf

TEMPLATE = "answer_slip.typ"
MOST_ITEMS = 3
Label = Literal["you_said", "your_matter", "your_objection", "about_vote", "about_works", "about_notice"]
"""What a slip answers: only a neighbour's own words are quoted as said."""


@dataclass(frozen=True, kw_only=True)
class SlipRun:
    """What all slips of a week share. `reply_slots`: for how many items a slip can be ticked; 0 for none."""

    compound: str
    date: str
    sample: bool = False
    lang: str = "zh"
    reply_slots: int = 0


@dataclass(frozen=True, kw_only=True)
class SlipItem:
    """One answer; `place` is where it is and its place on the list, `said_on` the day of the words."""

    words: str
    step: str
    step_date: str
    next: str
    place: str = ""
    said_on: str = ""
    label: Label = "you_said"


@dataclass(frozen=True, kw_only=True)
class AnswerSlipFacts(SlipItem):
    """A slip: one answer, or several with `more`. `number` stands beside the code of a slip with a reply."""

    greeting: str
    ask: str
    code: ScanCode
    more: tuple[SlipItem, ...] = ()
    number: str = ""


def answer_slips_pdf(
    run: SlipRun,
    slips: Sequence[AnswerSlipFacts],
    *,
    two_on_a4: bool = False,
    large_print: bool = False,
    cover: CoverList | None = None,
) -> bytes:
    """A5 landscape, one slip a page; or two on an A4 sheet with a line to cut along; in large print A4."""
    if not slips:
        raise ValueError("no slips to print")
    if any(len(slip.more) >= MOST_ITEMS for slip in slips):
        raise ValueError(f"a slip holds {MOST_ITEMS} answers; give the rest a slip of its own")
    refuse_too_many(len(slips), lang=run.lang)
    return pdf(TEMPLATE, _paper(run, slips, two_on_a4 and not large_print, large_print, cover))


def answer_slip_layout(*, reply_slots: int, large_print: bool = False, lang: str = "zh") -> dict[str, Any]:
    """Where the boxes of a run's slips stand, as `issue_sheets` keeps it.

    Groups "1", "2", "3" (solved, not_yet), "worry" (1 to 5), and "words": whatever is written there, and a
    slip without any tick, is left to a person. Without slots nothing comes back: {}.
    """
    if reply_slots == 0:
        return {}
    slip = AnswerSlipFacts(
        greeting="", words="", step="", step_date="", next="", ask="", number="0", code=ScanCode("0" * 60, "")
    )
    run = SlipRun(compound="", date="", lang=lang, reply_slots=reply_slots)
    layout = layout_of(TEMPLATE, _paper(run, [slip], False, large_print, None))
    items = [str(slot) for slot in range(1, reply_slots + 1)]
    return layout | {"may_be_empty": [*items, "worry"], "written": ["words"]}


def _paper(
    run: SlipRun,
    slips: Sequence[AnswerSlipFacts],
    two_on_a4: bool,
    large_print: bool,
    cover: CoverList | None,
) -> Mapping[str, Any]:
    how = {"two_on_a4": two_on_a4, "large_print": large_print, "cover": as_plain(cover)}
    return as_plain(run) | {"slips": as_plain(tuple(slips))} | how
