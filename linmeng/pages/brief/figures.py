"""The brief as tables of plain figures: page, paper, workbook and text all show these very cells."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

Figure = int | None
"""None: the compound does not share it."""


@dataclass(frozen=True)
class Row:
    """One compound's line (or all together)."""

    name: str
    figures: tuple[Figure, ...]

    @property
    def cells(self) -> list[str]:
        """As people read them: what is not shared is a dash."""
        return [self.name, *("—" if figure is None else str(figure) for figure in self.figures)]


@dataclass(frozen=True)
class Table:
    """One table with its total; `rows` without the total."""

    title: str
    headers: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def total(self) -> Row:
        """Sums of what is shared, column by column."""
        columns = zip(*(row.figures for row in self.rows), strict=True)
        return Row(_("Together"), tuple(sum(f for f in column if f is not None) for column in columns))

    @property
    def lines(self) -> list[Row]:
        """The compounds and then all together."""
        return [*self.rows, self.total]


@dataclass(frozen=True)
class Brief:
    """One week of the residents' area: tables, and lines of news under headings."""

    title: str
    period: str
    committee: str
    headline: str
    tables: tuple[Table, ...]
    news: tuple[tuple[str, tuple[str, ...]], ...]
    notes: tuple[str, ...]


def columns_table(
    title: str,
    first: str,
    names: Sequence[tuple[int, str]],
    columns: Sequence[tuple[str, Callable[[int], Figure]]],
) -> Table:
    """A table from one function a column."""
    headers = (first, *(header for header, _figure in columns))
    rows = tuple(Row(name, tuple(figure(pk) for _h, figure in columns)) for pk, name in names)
    return Table(title, headers, rows)


def counted_columns(
    labels: Sequence[tuple[str, str]], counts: Callable[[int], Mapping[str, int] | None]
) -> list[tuple[str, Callable[[int], Figure]]]:
    """One column for each value of a choice."""

    def column(value: str) -> Callable[[int], Figure]:
        def figure(pk: int) -> Figure:
            found = counts(pk)
            return None if found is None else found.get(value, 0)

        return figure

    return [(label, column(value)) for value, label in labels]
