"""The ballots of one pile, from their rows; the same sheets as the vote's own print page gives."""

from linmeng.assembly.models import BallotPaper
from linmeng.ground.models import Alliance
from linmeng.pages.papers.piles import Pile
from linmeng.pages.printing.ballot import ballots_pdf
from linmeng.pages.printing.ballot_papers import ballot_facts, ballot_sheets
from linmeng.papers.models import PrintRun


def render(run: PrintRun, pile: Pile, alliance: Alliance, lang: str) -> bytes:
    """One sheet a home; `lang` is not asked: a vote has one form, in Chinese."""
    # what owners prepared on their phones was printed by them, and their marks are kept nowhere
    rows = BallotPaper.objects.filter(sheet_id__in=[sheet.id for sheet in pile.sheets], prepared_by="")
    papers = list(
        rows.select_related("vote__compound", "entry", "sheet").order_by("entry__walk_order", "sheet__number")
    )
    if not papers:
        return b""
    facts = ballot_facts(papers[0].vote, sample=alliance.is_sample)
    return ballots_pdf(facts, ballot_sheets(papers, alliance.slug), large_print=run.large_print)
