"""Statistics by way and by building as Excel: the parts sum to the figures of the result."""

from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from linmeng.assembly.models import Receipt, Vote
from linmeng.assembly.queries import newest_counts
from linmeng.assembly.queries.statistics import (
    OTHERS,
    SEVERAL,
    SMALLEST,
    Group,
    Statistics,
    merged,
    statistics,
)
from linmeng.pages.printing.count_papers.report import cell_words

CENT = Decimal("0.01")


def statistics_workbook(vote: Vote, version: int) -> bytes:
    """One sheet a question: the result, then by way, then by building."""
    file = BytesIO()
    results = {counted.question.number: counted.cells for counted in newest_counts(vote, version)}
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as book:
        for one in statistics(vote, version):
            _sheet(book, vote, one, results[one.question.number])
    return file.getvalue()


def _sheet(book: xlsxwriter.Workbook, vote: Vote, one: Statistics, cells: dict[str, dict[str, int]]) -> None:
    sheet, bold = book.add_worksheet(str(one.question.number)), book.add_format({"bold": True})
    area = book.add_format({"num_format": "#,##0.00"})
    sheet.write_string(0, 0, f"{vote.compound.name} {vote.title}"[:200], bold)
    sheet.write_string(1, 0, one.question.text, bold)
    sheet.write_string(2, 0, _note())
    row = _table_of_cells(sheet, 4, cells, (bold, area))
    for title, groups in ((_("By way"), merged(one.by_way)), (_("By building"), merged(one.by_building))):
        row = _table_of_groups(sheet, row + 1, (title, one.cells, groups), (bold, area))
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 12, 14)


def _note() -> str:
    words = _(
        "Groups of fewer than %s homes, and groups that all say the same, are put together so that nobody's "
        "choice can be read out of them."
    )
    return words % SMALLEST


def _table_of_cells(sheet: Any, row: int, cells: dict[str, dict[str, int]], formats: tuple[Any, Any]) -> int:
    bold, area = formats
    words = cell_words()
    for column, head in enumerate([_("The result"), _("Area ㎡"), _("Owners")]):
        sheet.write_string(row, column, head, bold)
    for cell, one in cells.items():
        row += 1
        sheet.write_string(row, 0, words[cell])
        sheet.write_number(row, 1, one["area_dm2"] * CENT, area)
        sheet.write_number(row, 2, one["heads"])
    return row + 1


def _table_of_groups(
    sheet: Any, row: int, table: tuple[str, tuple[str, ...], list[Group]], formats: tuple[Any, Any]
) -> int:
    (bold, area), (title, cells, groups) = formats, table
    words = cell_words()
    heads = [title, _("Homes"), _("Area ㎡"), _("Owners")]
    heads += [f"{words[cell]} {measure}" for cell in cells for measure in ("㎡", _("Owners"))]
    for column, head in enumerate(heads):
        sheet.write_string(row, column, head, bold)
    for group in groups:
        row += 1
        sheet.write_string(row, 0, group_words(group))
        figures: list[tuple[int | Decimal, Any]] = [
            (group.homes, None), (group.area_dm2 * CENT, area), (group.heads, None),
        ]  # fmt: skip
        for cell in cells:
            part = group.part(cell)
            figures += [(part.area_dm2 * CENT, area), (part.heads, None)]
        for column, (figure, kind) in enumerate(figures, start=1):
            sheet.write_number(row, column, figure, kind)
    return row + 1


def group_words(group: Group) -> str:
    """What a group is called."""
    channels = dict(Receipt._meta.get_field("channel").choices or ())  # type: ignore[arg-type]
    known = {
        SEVERAL: _("owners with homes in several"),
        OTHERS: _("put together (%s groups)") % group.members,
        "silent": _("silent homes that follow the majority"),
    }
    return str(known.get(group.key) or channels.get(group.key) or group.key)
