"""Candidates with every check as an Excel file."""

from datetime import date
from io import BytesIO

import xlsxwriter
from django.utils.translation import gettext as _

from linmeng.assembly.bridge import committee_law
from linmeng.assembly.models import Election
from linmeng.assembly.queries.candidates import findings
from linmeng.pages.elections.readers import state_words


def candidates_workbook(election: Election, today: date) -> bytes:
    """One row a candidate; a column for each reason of the law: yes, no, or still to be looked into."""
    law = committee_law(election.compound.place, today)
    bars = law.bars if law is not None else ()
    heads = [_("No."), _("Candidate"), _("How named"), _("State"), _("Pledge"), *(bar.words for bar in bars)]
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet, bold = book.add_worksheet(), book.add_format({"bold": True, "text_wrap": True})
        for column, head in enumerate(heads):
            sheet.write_string(0, column, head, bold)
        rows = election.candidacies.select_related("person").prefetch_related("checks")
        for line, row in enumerate(rows, start=1):
            known = findings(row)
            given = row.pledged_at.date().isoformat() if row.pledged_at else ""
            texts = [
                str(row.number or ""),
                row.person.name,
                row.get_found_display(),
                state_words(row),
                given,
            ]
            texts += [_found(known.get(bar.key)) for bar in bars]
            for column, text in enumerate(texts):
                sheet.write_string(line, column, str(text))
        sheet.set_column(0, len(heads) - 1, 16)
        sheet.freeze_panes(1, 2)
    return file.getvalue()


def _found(check: object) -> str:
    if check is None:
        return ""
    mark = _("Yes") if check.bars else _("No")  # type: ignore[attr-defined]
    return f"{mark}：{check.evidence}（{check.checked_by}）"  # type: ignore[attr-defined]
