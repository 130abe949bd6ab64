"""Sheets of a run as they lie on the table: one pile an entrance, its cover list on top."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _

from linmeng.pages.printing.batches import MOST_IN_ONE_RUN
from linmeng.pages.printing.cover_list import CoverList, CoverRow
from linmeng.pages.printing.scan_code import ScanCode
from linmeng.pages.shared.visitor import site_address
from linmeng.papers.models import PrintRun, Sheet
from linmeng.papers.queries import entrance_name


@dataclass(frozen=True)
class Pile:
    """The sheets of one entrance (at most as many as are typeset at once); `building` names its folder."""

    building: str
    entrance: str
    entrance_id: int | None
    sheets: tuple[Sheet, ...]


def sheet_address(slug: str, token: str) -> str:
    """Where a printed square leads: it holds the sheet's token and nothing else."""
    return site_address(reverse("sheet", args=[slug, token]))


def door_words(sheet: Sheet) -> str:
    """3号楼 1号门 101: a door, never a person."""
    unit = sheet.unit
    if unit is None:
        return _("door not known")
    return f"{entrance_name(unit.building.name, unit.entrance.name)} {unit.room}"


def piles_of(run: PrintRun) -> Iterator[Pile]:
    """The valid sheets of a run, entrance by entrance in walking order."""
    rows = Sheet.objects.filter(run=run).exclude(state="void")
    sheets = list(rows.select_related("unit__building", "unit__entrance").order_by("walk_order", "number"))
    for entrance_id, together in groupby(sheets, lambda sheet: sheet.unit and sheet.unit.entrance_id):
        of_entrance = list(together)
        unit = of_entrance[0].unit
        building = unit.building.name if unit else ""
        name = entrance_name(building, unit.entrance.name) if unit else _("door not known")
        for start in range(0, len(of_entrance), MOST_IN_ONE_RUN):
            part = tuple(of_entrance[start : start + MOST_IN_ONE_RUN])
            yield Pile(building, name, entrance_id, part)


def cover_of(run: PrintRun, pile: Pile, slug: str, *, note: str = "") -> CoverList:
    """The list on top; its square opens the page where these doors are ticked."""
    path = reverse("print_run_carry", args=[slug, run.id])
    wanted = f"?entrance={pile.entrance_id}" if pile.entrance_id else ""
    return CoverList(
        entrance=pile.entrance,
        title=run.title,
        rows=tuple(CoverRow(_row_name(sheet), str(sheet.number)) for sheet in pile.sheets),
        code=ScanCode(site_address(path) + wanted, ""),
        note=note,
    )


def _row_name(sheet: Sheet) -> str:
    return sheet.unit.room if sheet.unit else "—"


def file_name(text: str) -> str:
    """A name that every computer takes."""
    return "".join(sign if sign.isalnum() or sign in " -_" else "-" for sign in text).strip() or "-"


def texts_of(sheets: Sequence[Sheet]) -> list[str]:
    """What of the roll stands on these sheets: checked against the font before printing."""
    return [door_words(sheet) for sheet in sheets]
