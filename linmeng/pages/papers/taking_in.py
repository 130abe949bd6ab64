"""What becomes of a settled sheet: the issuing area takes it in by its own action.

The papers know no meanings; this table is the only place where a kind of sheet meets its area.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from linmeng.common.actor import Actor
from linmeng.papers.actions import read_sheet
from linmeng.papers.models import Sheet
from linmeng.papers.queries import sheets_to_take_in
from linmeng.voices.actions.slips import take_in_slip

TakeIn = Callable[[Actor, Sheet], object]
TAKE_IN: Mapping[str, TakeIn] = {"answer_slip": take_in_slip}
READ_HERE = frozenset({"answer_slip"})
"""Kinds that are read on the pages of this area; ballots are read where they are counted."""


def read_and_take_in(
    actor: Actor, *, sheet_id: int, values: Mapping[str, Any], scan_id: int | None = None
) -> Sheet:
    """One person's reading; once the sheet is settled its area takes it in."""
    sheet = read_sheet(actor, sheet_id=sheet_id, values=values, scan_id=scan_id)
    if sheet.state == Sheet.State.SETTLED:
        take_in(actor, sheet)
    return sheet


def take_in(actor: Actor, sheet: Sheet) -> None:
    """Hand a settled sheet to its area."""
    if sheet.run.kind in TAKE_IN:
        TAKE_IN[sheet.run.kind](actor, sheet)


def take_in_settled(at: datetime) -> int:
    """What the worker's scans settled, in the alliance in force; returns how many sheets."""
    actor, done = Actor(at=at, system="papers"), 0
    for kind in TAKE_IN:
        for sheet in sheets_to_take_in(kind):
            take_in(actor, sheet)
            done += 1
    return done
