"""Candidates with every check as an Excel file."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from linmeng.assembly.bridge import Bar, committee_law
from linmeng.assembly.models import Candidacy, Election
from linmeng.assembly.queries.candidates import findings
from linmeng.pages.elections.readers import state_words
from linmeng.pages.shared.workbook import Sheet, Table, sheets_workbook


def candidates_workbook(election: Election, today: date) -> bytes:
    """One row a candidate; a column for each reason of the law: yes, no, or still to be looked into."""
    law = committee_law(election.compound.place, today)
    bars = law.bars if law is not None else ()
    heads = [_("No."), _("Candidate"), _("How named"), _("State"), _("Pledge"), *(bar.words for bar in bars)]
    rows = election.candidacies.select_related("person").prefetch_related("checks")
    table = Table(heads, [_cells(row, bars) for row in rows])
    return sheets_workbook([Sheet(_("Candidate"), (16,) * len(heads), [table], firm_columns=2)])


def _cells(row: Candidacy, bars: Sequence[Bar]) -> list[str]:
    known, number = findings(row), str(row.number or "")
    given = row.pledged_at.date().isoformat() if row.pledged_at else ""
    first = [number, row.person.name, str(row.get_found_display()), state_words(row), given]
    return first + [_found(known.get(bar.key)) for bar in bars]


def _found(check: object) -> str:
    if check is None:
        return ""
    mark = _("Yes") if check.bars else _("No")  # type: ignore[attr-defined]
    return f"{mark}：{check.evidence}（{check.checked_by}）"  # type: ignore[attr-defined]
