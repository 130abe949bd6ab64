"""The alliance at a glance as an Excel table."""

import io

import xlsxwriter
from django.utils.translation import gettext as _

from linmeng.pages.alliance.readers import Overview, OverviewRow


def overview_workbook(overview: Overview) -> bytes:
    """One line per compound, as on the page; a figure that is not shown stays empty."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(_("Alliance"))
        bold = book.add_format({"bold": True})
        for place, heading in enumerate(_headings()):
            sheet.write_string(0, place, heading, bold)
        for number, row in enumerate(overview.rows, start=1):
            for place, cell in enumerate(_cells(row)):
                if cell is not None:
                    sheet.write(number, place, cell)
        sheet.set_column(0, 1, 18)
        sheet.set_column(2, 8, 12)
        sheet.freeze_panes(1, 1)
    return buffer.getvalue()


def _headings() -> list[str]:
    matters = [_("Matters waiting"), _("Matters on a list"), _("Answers overdue")]
    return [
        _("Compound"),
        _("Owners' committee"),
        *matters,
        _("Projects under way"),
        _("Votes under way"),
        _("Stuck"),
    ]


def _cells(row: OverviewRow) -> list[str | int | None]:
    counts = row.matters
    matters = [None, None, None] if counts is None else [counts.waiting, counts.listed, counts.overdue]
    return [row.compound.name, row.committee.label, *matters, row.projects, row.votes, row.why]
