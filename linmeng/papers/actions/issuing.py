"""Issuing numbered sheets in walking order; their file is made afterwards by the worker."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from linmeng.alliance.models import Building, Compound, Unit
from linmeng.common.actor import Actor
from linmeng.ground.acts import action
from linmeng.papers.actions.custody import keep_events
from linmeng.papers.actions.locking import demand, locked_compound
from linmeng.papers.models import CustodyEvent, PrintRun, Sheet
from linmeng.papers.permissions import may_print
from linmeng.record.actions import write

ROWS_AT_ONCE = 500


@dataclass(frozen=True)
class SheetPlace:
    """Where one sheet goes and which row of the issuing area it stands for; either may be empty."""

    unit_id: int | None = None
    subject_id: int | None = None
    people_only: bool = False


@dataclass(frozen=True, kw_only=True)
class HowRead:
    """How sheets of a run are read when they come back."""

    layout: Mapping[str, Any] = field(default_factory=dict)
    readings_needed: int = 1
    scan_counts: bool = True


@action
def issue_sheets(
    actor: Actor,
    *,
    compound: Compound,
    kind: str,
    title: str,
    places: Sequence[SheetPlace],
    subject_id: int | None = None,
    building: Building | None = None,
    layout: Mapping[str, Any] | None = None,
    large_print: bool = False,
    readings_needed: int = 1,
    scan_counts: bool = True,
) -> PrintRun:
    """One run of sheets, one a place, in the walking order given.

    Numbers continue per compound, kind and subject, over all runs. The run waits to be made into a file.
    Refuses an empty run, a kind that is not known and units of another compound.
    """
    demand(
        may_print(actor, compound.id), _("Only the owners' committee or the community worker prints sheets.")
    )
    locked_compound(compound.id)
    how = HowRead(layout=layout or {}, readings_needed=readings_needed, scan_counts=scan_counts)
    _check(compound, kind, places, how)
    first = next_number(compound, kind, subject_id)
    run = PrintRun.objects.create(
        compound=compound,
        building=building,
        kind=kind,
        subject_id=subject_id,
        title=title[:120],
        large_print=large_print,
        layout=dict(how.layout),
        readings_needed=how.readings_needed,
        scan_counts=how.scan_counts,
        sheets_count=len(places),
        by_seat=actor.seat_title[:80],
        created_at=actor.at,
    )
    _keep_sheets(actor, run, places, first)
    facts = {"run": str(run.id), "kind": kind, "first": first, "sheets": len(places)}
    write(actor, "sheets_issued", facts)
    return run


def _check(compound: Compound, kind: str, places: Sequence[SheetPlace], how: HowRead) -> None:
    """Faults of the issuing area, not of a person at a form."""
    if not places:
        raise ValueError("no sheets to issue")
    if kind not in PrintRun.Kind.values:
        raise ValueError(f"no kind of sheet is called {kind!r}")
    if how.readings_needed not in (1, 2):
        raise ValueError("a sheet is read once or twice")
    unit_ids = {place.unit_id for place in places if place.unit_id is not None}
    own = set(Unit.objects.filter(compound=compound).order_by().values_list("id", flat=True))
    if not unit_ids <= own:
        raise ValueError("a unit of another compound")


def next_number(compound: Compound, kind: str, subject_id: int | None) -> int:
    """The number that follows over all runs of a subject; asked with the compound locked."""
    sheets = Sheet.objects.filter(run__compound=compound, run__kind=kind, run__subject_id=subject_id)
    return (sheets.aggregate(Max("number"))["number__max"] or 0) + 1


def _keep_sheets(actor: Actor, run: PrintRun, places: Sequence[SheetPlace], first: int) -> None:
    sheets = [
        Sheet(
            run=run,
            unit_id=place.unit_id,
            number=number,
            subject_id=place.subject_id,
            people_only=place.people_only,
            printed_at=actor.at,
            walk_order=number - first,
        )
        for number, place in enumerate(places, start=first)
    ]
    Sheet.objects.bulk_create(sheets, batch_size=ROWS_AT_ONCE)
    keep_events(actor, sheets, CustodyEvent.Kind.PRINTED)
