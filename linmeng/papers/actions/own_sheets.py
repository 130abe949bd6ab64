"""Sheets that people print for their own home: numbered like all others, in one run for each subject."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext as _

from linmeng.alliance.models import Compound
from linmeng.common.actor import Actor
from linmeng.ground.acts import action
from linmeng.papers.actions.custody import keep_events
from linmeng.papers.actions.issuing import SheetPlace, next_number
from linmeng.papers.actions.locking import demand, locked_compound
from linmeng.papers.models import CustodyEvent, PrintRun, Sheet
from linmeng.papers.states import OUT
from linmeng.record.actions import write

AT_HOME = "phone"
"""Stands for the seat that issued such a run: nobody's seat, each owner for the own home."""


@action
def issue_own_sheet(
    actor: Actor,
    *,
    compound: Compound,
    kind: str,
    title: str,
    place: SheetPlace,
    subject_id: int,
    layout: Mapping[str, Any],
    replaces: Collection[int] = (),
) -> Sheet:
    """One more sheet, printed at once by whoever asks; `replaces`: sheets of the same asker still out.

    Whose home it is and whether the moment is right are questions of the issuing area. What will be
    printed on it is not kept: the run has no file, and none is made of it.
    """
    demand(actor.person_id is not None, _("Please log in first."))
    locked_compound(compound.id)
    run = _run(actor, compound=compound, kind=kind, title=title, subject_id=subject_id, layout=layout)
    number = next_number(compound, kind, subject_id)
    sheet = Sheet.objects.create(
        run=run,
        unit_id=place.unit_id,
        number=number,
        subject_id=place.subject_id,
        people_only=place.people_only,
        printed_at=actor.at,
        walk_order=number,
    )
    keep_events(actor, [sheet], CustodyEvent.Kind.PRINTED)
    _replace(actor, replaces, number)
    write(actor, "own_sheet_issued", {"run": str(run.id), "kind": kind, "number": number})
    return sheet


def _run(
    actor: Actor,
    *,
    compound: Compound,
    kind: str,
    title: str,
    subject_id: int,
    layout: Mapping[str, Any],
) -> PrintRun:
    runs = PrintRun.objects.select_for_update().filter(
        compound=compound, kind=kind, subject_id=subject_id, by_seat=AT_HOME
    )
    run = runs.first() or PrintRun.objects.create(
        compound=compound,
        kind=kind,
        subject_id=subject_id,
        title=title[:120],
        layout=dict(layout),
        readings_needed=2,
        by_seat=AT_HOME,
        created_at=actor.at,
        state=PrintRun.State.FORGOTTEN,  # nothing is kept that could be printed again
    )
    run.sheets_count += 1
    run.sheets_made += 1
    run.save(update_fields=["sheets_count", "sheets_made"])
    return run


def _replace(actor: Actor, sheet_ids: Collection[int], number: int) -> None:
    """The asker's earlier sheet counts no more; one that came back meanwhile stays as it is."""
    out = list(Sheet.objects.select_for_update().filter(id__in=list(sheet_ids), state__in=OUT))
    reason = _("No. %s was prepared instead.") % number
    for sheet in out:
        sheet.state, sheet.void_because = Sheet.State.VOID, reason
    Sheet.objects.bulk_update(out, ["state", "void_because"])
    keep_events(actor, out, CustodyEvent.Kind.VOID, note=reason)
