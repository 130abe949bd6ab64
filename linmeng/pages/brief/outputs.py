"""The brief as paper, workbook and plain text: all from the same cells as the page."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from linmeng.pages.brief.figures import Brief, Table
from linmeng.pages.printing.weekly_brief import BriefTable, NewsPart, WeeklyBriefFacts, weekly_brief_pdf
from linmeng.pages.shared import workbook
from linmeng.pages.shared.workbook import Sheet, sheets_workbook


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
    return sheets_workbook([*(_sheet(brief, table) for table in brief.tables), _news_sheet(brief)])


def _sheet(brief: Brief, table: Table) -> Sheet:
    rows = [[row.name, *("—" if figure is None else figure for figure in row.figures)] for row in table.lines]
    widths, above = (18, *(11 for _figure in table.headers[1:])), [f"{brief.title} {brief.period}"]
    return Sheet(table.title, widths, [workbook.Table(table.headers, rows)], above, firm_columns=1)


def _news_sheet(brief: Brief) -> Sheet:
    parts = [*brief.news, ("", brief.notes)]
    tables = [workbook.Table([heading], [[line] for line in lines]) for heading, lines in parts]
    return Sheet(_("News"), (90,), tables, above=[brief.headline])


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
