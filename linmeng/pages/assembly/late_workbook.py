"""The late register as an Excel file."""

from collections.abc import Sequence
from io import BytesIO

import xlsxwriter
from django.utils.translation import gettext as _

from linmeng.assembly.models import LatePaper, Vote
from linmeng.common.clock import SHANGHAI

WIDTHS = (14, 14, 20, 36, 40)


def late_workbook(vote: Vote, papers: Sequence[LatePaper]) -> bytes:
    """One row a paper: number, home, when it came, who took it in, the note. None of them is counted."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
        sheet.write_string(0, 0, f"{vote.compound.name} {vote.title}"[:200], bold)
        sheet.write_string(1, 0, _("Papers that came after closing. They are not counted."))
        heads = [_("Number"), _("Home"), _("Came"), _("Taken in by"), _("Note")]
        for column, (head, width) in enumerate(zip(heads, WIDTHS, strict=True)):
            sheet.write_string(2, column, head, bold)
            sheet.set_column(column, column, width)
        for row, paper in enumerate(papers, start=3):
            for column, text in enumerate(_cells(paper)):
                sheet.write_string(row, column, text)
        sheet.freeze_panes(3, 0)
    return file.getvalue()


def _cells(paper: LatePaper) -> list[str]:
    home = paper.paper.entry.unit_code if paper.paper is not None else ""
    came = paper.received_at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")
    return [paper.number, home, came, paper.received_by, paper.note]
