"""The stub register and the register of late papers as sheets, from the rows of their Excel tables."""

from django.utils.translation import gettext as _

from linmeng.assembly.models import Vote
from linmeng.assembly.queries import register
from linmeng.pages.assembly.late_workbook import late_heads, late_rows
from linmeng.pages.assembly.register import register_heads, register_rows
from linmeng.pages.printing.count_papers.report import sheet_frame
from linmeng.pages.printing.count_papers.sheets import Part, TableSheetFacts

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


def late_register_facts(vote: Vote, slug: str, *, sample: bool) -> TableSheetFacts:
    """The register of late papers as a sheet."""
    rows = tuple(tuple(row) for row in late_rows(vote))
    words = () if rows else (_("No paper came after closing."),)
    wide = (False, False, False, True, True)
    part = Part(words=words, head=tuple(late_heads()) if rows else (), rows=rows, wide=wide)
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
