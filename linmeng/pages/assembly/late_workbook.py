"""The late register as rows, for paper and for Excel."""

from django.utils.translation import gettext as _

from linmeng.assembly.models import LatePaper, Vote
from linmeng.assembly.queries.late import late_papers
from linmeng.common.clock import SHANGHAI
from linmeng.pages.shared.workbook import workbook

WIDTHS = (14, 14, 20, 36, 40)


def late_heads() -> list[str]:
    """The heads of the columns."""
    return [_("Number"), _("Home"), _("Came"), _("Taken in by"), _("Note")]


def late_rows(vote: Vote) -> list[list[str]]:
    """One row a paper: number, home, when it came, who took it in, the note. None of them is counted."""
    return [_cells(paper) for paper in late_papers(vote)]


def late_workbook(vote: Vote) -> bytes:
    """The same as Excel."""
    above = [f"{vote.compound.name} {vote.title}", _("Papers that came after closing. They are not counted.")]
    return workbook(_("Register of late papers"), late_heads(), WIDTHS, late_rows(vote), above=above)


def _cells(paper: LatePaper) -> list[str]:
    home = paper.paper.entry.unit_code if paper.paper is not None else ""
    came = paper.received_at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")
    return [paper.number, home, came, paper.received_by, paper.note]
