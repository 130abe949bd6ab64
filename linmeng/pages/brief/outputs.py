"""The brief as paper, workbook and plain text: all from the same cells as the page."""

import io
from collections.abc import Iterator

import xlsxwriter
from django.utils.translation import gettext as _

from linmeng.pages.brief.figures import Brief, Table
from linmeng.pages.printing.weekly_brief import BriefTable, NewsPart, WeeklyBriefFacts, weekly_brief_pdf


def as_pdf(brief: Brief, *, sample: bool, lang: str) -> bytes:
    """Sheets of A4: thirteen compounds with their nine columns fit on one."""
    facts = WeeklyBriefFacts(
        title=brief.title,
        period=brief.period,
        committee=brief.committee,
        headline=brief.headline,
        tables=tuple(_paper_table(table) for table in brief.tables),
        news=tuple(NewsPart(heading, lines) for heading, lines in brief.news),
        notes=brief.notes,
        sample=sample,
        lang=lang,
    )
    return weekly_brief_pdf(facts)


def _paper_table(table: Table) -> BriefTable:
    rows = tuple(tuple(row.cells) for row in table.rows)
    return BriefTable(table.title, table.headers, rows, tuple(table.total.cells))


def as_workbook(brief: Brief) -> bytes:
    """One sheet a table, one for the news; texts are texts, figures are numbers."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        bold = book.add_format({"bold": True})
        for table in brief.tables:
            sheet = book.add_worksheet(table.title[:31].replace("/", " "))
            sheet.write_string(0, 0, f"{brief.title} {brief.period}")
            for place, header in enumerate(table.headers):
                sheet.write_string(1, place, header, bold)
            for number, row in enumerate(table.lines, start=2):
                sheet.write_string(number, 0, row.name)
                for place, figure in enumerate(row.figures, start=1):
                    if figure is None:
                        sheet.write_string(number, place, "—")
                    else:
                        sheet.write_number(number, place, figure)
            sheet.set_column(0, 0, 18)
            sheet.set_column(1, len(table.headers), 11)
            sheet.freeze_panes(2, 1)
        _news_sheet(book, brief, bold)
    return buffer.getvalue()


def _news_sheet(book: xlsxwriter.Workbook, brief: Brief, bold: object) -> None:
    sheet = book.add_worksheet(_("News"))
    sheet.set_column(0, 0, 90)
    lines: list[tuple[str, object]] = [(brief.headline, bold)]
    for heading, told in brief.news:
        lines += [(heading, bold), *((line, None) for line in told)]
    lines += [(note, None) for note in brief.notes]
    for number, (line, look) in enumerate(lines):
        sheet.write_string(number, 0, line, look)


def as_text(brief: Brief) -> str:
    """To copy into a message."""
    return "\n".join(_lines(brief)) + "\n"


def _lines(brief: Brief) -> Iterator[str]:
    yield f"{brief.title} {brief.period}"
    if brief.committee:
        yield brief.committee
    yield brief.headline
    for table in brief.tables:
        yield ""
        yield f"【{table.title}】"
        for row in table.lines:
            told = (f"{header} {cell}" for header, cell in zip(table.headers[1:], row.cells[1:], strict=True))
            yield f"{row.name}：" + "，".join(told)
    for heading, lines in brief.news:
        yield ""
        yield f"【{heading}】"
        yield from lines
    yield ""
    yield from brief.notes
