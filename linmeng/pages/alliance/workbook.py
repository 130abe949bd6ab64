"""The alliance at a glance as an Excel table."""

from django.utils.translation import gettext as _

from linmeng.pages.alliance.readers import Overview, OverviewRow
from linmeng.pages.shared.workbook import Cell, Sheet, Table, sheets_workbook

WIDTHS = (18, 18, 12, 12, 12, 12, 12, 12)


def overview_workbook(overview: Overview) -> bytes:
    """One line per compound, as on the page; a figure that is not shown stays empty."""
    table = Table(_headings(), [_cells(row) for row in overview.rows])
    return sheets_workbook([Sheet(_("Alliance"), WIDTHS, [table], firm_columns=1)])


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


def _cells(row: OverviewRow) -> list[Cell]:
    counts = row.matters
    matters = [None, None, None] if counts is None else [counts.waiting, counts.listed, counts.overdue]
    return [row.compound.name, row.committee.label, *matters, row.projects, row.votes, row.why]
