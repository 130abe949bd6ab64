"""The stub register and the register of late papers: rows once, for paper and for Excel."""

from io import BytesIO

import xlsxwriter
from django.utils.translation import gettext as _

from linmeng.assembly.models import Vote
from linmeng.assembly.queries import register
from linmeng.pages.assembly.register import register_heads, register_rows
from linmeng.pages.printing.count_papers.report import sheet_frame
from linmeng.pages.printing.count_papers.sheets import Part, TableSheetFacts
from linmeng.pages.templatetags.ui_formats import cn_datetime

FROM_UNIT = 2
"""On paper the house stands as a heading, so the first two columns are left out."""


def stub_register_facts(vote: Vote, slug: str, *, sample: bool) -> TableSheetFacts:
    """Every home in walking order, entrance by entrance."""
    parts: dict[str, list[tuple[str, ...]]] = {}
    for row in register_rows(vote, list(register(vote))):
        parts.setdefault(f"{row.building} {row.entrance}", []).append(tuple(row.texts[FROM_UNIT:]))
    head = tuple(register_heads()[FROM_UNIT:])
    wide = (False, False, True, False, True)
    return TableSheetFacts(
        **sheet_frame(
            vote,
            slug,
            kind=_("Stub register"),
            note=_("Number, home, brought, back, void; never a choice"),
            sample=sample,
            check_code=vote.roll_sha256[:8].upper(),
        ),
        parts=tuple(
            Part(title=title, head=head, rows=tuple(rows), wide=wide) for title, rows in parts.items()
        ),
    )


def late_heads() -> tuple[str, ...]:
    """The heads of the register of late papers."""
    return (_("Paper No."), _("Received"), _("Received by"), _("Note"))


def late_rows(vote: Vote) -> list[tuple[str, ...]]:
    """Papers that came after closing: kept and listed, never counted."""
    return [
        (late.number, cn_datetime(late.received_at), late.received_by, late.note)
        for late in vote.late_papers.all()
    ]


def late_register_facts(vote: Vote, slug: str, *, sample: bool) -> TableSheetFacts:
    """The register of late papers as a sheet."""
    rows = tuple(late_rows(vote))
    words = () if rows else (_("No paper came after closing."),)
    part = Part(words=words, head=late_heads() if rows else (), rows=rows, wide=(False, False, True, True))
    return TableSheetFacts(
        **sheet_frame(
            vote,
            slug,
            kind=_("Register of late papers"),
            note=_("They came after closing: kept, listed, not counted"),
            sample=sample,
            check_code=vote.roll_sha256[:8].upper(),
        ),
        parts=(part,),
    )


def late_workbook(vote: Vote) -> bytes:
    """The register of late papers as Excel."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
        for column, head in enumerate(late_heads()):
            sheet.write_string(0, column, head, bold)
        for place, row in enumerate(late_rows(vote), start=1):
            for column, text in enumerate(row):
                sheet.write_string(place, column, text)
        sheet.set_column(0, 3, 22)
        sheet.freeze_panes(1, 0)
    return file.getvalue()
