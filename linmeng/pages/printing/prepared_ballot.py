"""A paper that an owner prepared on the phone: the ballot of the vote with the boxes marked in print."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from linmeng.assembly.models import BallotPaper, Vote
from linmeng.pages.printing.ballot import BallotFacts, ballot_layout_of, ballots_pdf
from linmeng.pages.printing.ballot_papers import ballot_facts, ballot_sheets, layout_sheet, several_of


def _facts(vote: Vote, *, sample: bool) -> BallotFacts:
    """As all papers of this vote, with the one sentence that matters."""
    facts = ballot_facts(vote, sample=sample)
    with translation.override("zh-hans"):
        only_signed = _("Marked on the owner's phone: it counts once the owner has signed it, not before.")
    return replace(facts, validity=(only_signed, *facts.validity))


def prepared_layout(vote: Vote, *, sample: bool) -> dict[str, Any]:
    """Where the boxes stand on such papers; the same for all of a vote."""
    return ballot_layout_of(_facts(vote, sample=sample), layout_sheet(vote)) | several_of(vote)


def prepared_pdf(paper: BallotPaper, choices: Mapping[int, str], slug: str, *, sample: bool) -> bytes:
    """The sheet as the owner prints it. The choices go onto the paper and nowhere else."""
    facts = replace(_facts(paper.vote, sample=sample), marks=marked_boxes(choices))
    return ballots_pdf(facts, ballot_sheets([paper], slug))


def marked_boxes(choices: Mapping[int, str]) -> tuple[str, ...]:
    """ "1:yes", or in an election "2:1" and "2:3" of the choice "1+3"."""
    return tuple(
        f"{number}:{part}" for number, choice in sorted(choices.items()) for part in choice.split("+")
    )
