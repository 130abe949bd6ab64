"""Statistics by way and by building as Excel: the parts sum to the figures of the result."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

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
from linmeng.pages.shared.workbook import Cell, Sheet, Table, sheets_workbook

CENT = Decimal("0.01")


def statistics_workbook(vote: Vote, version: int) -> bytes:
    """One sheet a question: the result, then by way, then by building."""
    results = {counted.question.number: counted.cells for counted in newest_counts(vote, version)}
    every = statistics(vote, version)
    return sheets_workbook([_sheet(vote, one, results[one.question.number]) for one in every])


def _sheet(vote: Vote, one: Statistics, cells: dict[str, dict[str, int]]) -> Sheet:
    tables = [
        _table_of_cells(cells),
        _table_of_groups(_("By way"), one.cells, merged(one.by_way)),
        _table_of_groups(_("By building"), one.cells, merged(one.by_building)),
    ]
    above = [f"{vote.compound.name} {vote.title}", one.question.text, _note(), ""]
    return Sheet(str(one.question.number), (28, *(14,) * 12), tables, above)


def _note() -> str:
    words = _(
        "Groups of fewer than %s homes, and groups that all say the same, are put together so that nobody's "
        "choice can be read out of them."
    )
    return words % SMALLEST


def _table_of_cells(cells: dict[str, dict[str, int]]) -> Table:
    words, heads = cell_words(), [_("The result"), _("Area ㎡"), _("Owners")]
    return Table(heads, [[words[cell], one["area_dm2"] * CENT, one["heads"]] for cell, one in cells.items()])


def _table_of_groups(title: str, cells: Sequence[str], groups: Iterable[Group]) -> Table:
    words = cell_words()
    heads = [title, _("Homes"), _("Area ㎡"), _("Owners")]
    heads += [f"{words[cell]} {measure}" for cell in cells for measure in ("㎡", _("Owners"))]
    return Table(heads, [_group_row(group, cells) for group in groups])


def _group_row(group: Group, cells: Sequence[str]) -> list[Cell]:
    row: list[Cell] = [group_words(group), group.homes, group.area_dm2 * CENT, group.heads]
    for part in map(group.part, cells):
        row += [part.area_dm2 * CENT, part.heads]
    return row


def group_words(group: Group) -> str:
    """What a group is called."""
    channels = dict(Receipt._meta.get_field("channel").choices or ())  # type: ignore[arg-type]
    known = {
        SEVERAL: _("owners with homes in several"),
        OTHERS: _("put together (%s groups)") % group.members,
        "silent": _("silent homes that follow the majority"),
    }
    return str(known.get(group.key) or channels.get(group.key) or group.key)
