"""Reading returned sheets: each person for themselves, no one twice, until enough readings agree."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.common.actor import Actor
from linmeng.common.errors import WrongState
from linmeng.ground.acts import action
from linmeng.papers.actions.custody import SHORTEST_REASON, keep_events
from linmeng.papers.actions.locking import demand, locked_sheet
from linmeng.papers.actions.piles import locked_scan
from linmeng.papers.models import CustodyEvent, DoubleEntry, PrintRun, Scan, Sheet
from linmeng.papers.permissions import may_read
from linmeng.papers.queries.readings import has_read, settled_by
from linmeng.papers.states import SCAN, SHEET
from linmeng.record.actions import write


@action
def read_sheet(
    actor: Actor, *, sheet_id: int, values: Mapping[str, Any], scan_id: int | None = None
) -> Sheet:
    """Keep what one person read on a sheet, from the paper or from its scan.

    With `readings_needed` 1 the first reading settles. With 2 two equal readings settle; two that differ
    wait for a third person, whose reading decides if it equals one of them. Nobody reads a sheet twice.
    """
    scan = locked_scan(scan_id) if scan_id is not None else None
    run, sheet = locked_sheet(sheet_id)
    demand(may_read(actor, run.kind, run.compound_id), _("Only those who read these sheets enter them."))
    _check_readable(sheet)
    if actor.person_id is None or has_read(sheet, actor.person_id):
        raise WrongState(_("You have read sheet No. %s already; now somebody else must.") % sheet.number)
    if scan is not None:
        _settle_scan(scan, sheet)
    _keep_reading(actor, run, sheet, values, scan, by_person_id=actor.person_id)
    return sheet


def take_scan_reading(actor: Actor, *, sheet_id: int, scan_id: int, values: Mapping[str, Any]) -> Sheet:
    """Let what the machine read with the stated confidence count as one reading; part of reading a page.

    Does nothing where scans do not count, where nothing was read, and on a sheet that is settled.
    """
    run, sheet = locked_sheet(sheet_id)
    machine = DoubleEntry.objects.filter(sheet=sheet, by_person_id=None)
    if not run.scan_counts or sheet.people_only or not values or SHEET.final(sheet.state) or machine.exists():
        return sheet
    scan = Scan.objects.get(id=scan_id, sheet=sheet)
    _keep_reading(actor, run, sheet, values, scan, by_person_id=None)
    return sheet


@action
def correct_reading(actor: Actor, *, sheet_id: int, values: Mapping[str, Any], reason: str) -> Sheet:
    """Replace what was read on a sheet that needs one reading; the earlier readings and the reason stay.

    What two people settled is not corrected by one: such a sheet goes its issuing area's own way.
    """
    run, sheet = locked_sheet(sheet_id)
    demand(may_read(actor, run.kind, run.compound_id), _("Only those who read these sheets correct them."))
    if run.readings_needed != 1 or sheet.state != Sheet.State.SETTLED:
        raise WrongState(_("Sheet No. %s cannot be corrected in this way.") % sheet.number)
    if len(reason.strip()) < SHORTEST_REASON:
        raise ValidationError({"reason": _("Please say in a few words what was wrong.")})
    _kept(actor, sheet, values, None, by_person_id=actor.person_id, corrects=True)
    sheet.taken_in_at = None  # the issuing area takes the sheet in anew
    sheet.save(update_fields=["taken_in_at"])
    keep_events(actor, [sheet], CustodyEvent.Kind.CORRECTED, note=reason)
    write(actor, "reading_corrected", {"run": str(run.id), "number": sheet.number})
    return sheet


@action
def mark_taken_in(actor: Actor, *, sheet_id: int) -> Sheet:
    """The issuing area took in what was read; called from its own action."""
    _run, sheet = locked_sheet(sheet_id)
    if sheet.state != Sheet.State.SETTLED:
        raise WrongState(_("Sheet No. %s is not read yet.") % sheet.number)
    sheet.taken_in_at = actor.at
    sheet.save(update_fields=["taken_in_at"])
    return sheet


def _check_readable(sheet: Sheet) -> None:
    if SHEET.final(sheet.state):
        raise WrongState(_("Sheet No. %s is already read, or void.") % sheet.number)


def _settle_scan(scan: Scan, sheet: Sheet) -> None:
    """A person looked: the page waits no longer (a second reader may still look at it)."""
    if scan.sheet_id != sheet.id:
        raise ValidationError({"scan": _("This page shows another sheet.")})
    if SCAN.allows(scan.state, "settled"):
        scan.state = "settled"
        scan.save(update_fields=["state"])


def _kept(
    actor: Actor,
    sheet: Sheet,
    values: Mapping[str, Any],
    scan: Scan | None,
    *,
    by_person_id: int | None,
    corrects: bool = False,
) -> DoubleEntry:
    return DoubleEntry.objects.create(
        sheet=sheet,
        round=sheet.readings.count() + 1,
        values=dict(values),
        scan=scan,
        by_person_id=by_person_id,
        by_seat=actor.seat_title[:80],
        corrects=corrects,
        entered_at=actor.at,
    )


def _keep_reading(
    actor: Actor,
    run: PrintRun,
    sheet: Sheet,
    values: Mapping[str, Any],
    scan: Scan | None,
    *,
    by_person_id: int | None,
) -> None:
    reading = _kept(actor, sheet, values, scan, by_person_id=by_person_id)
    readings = list(sheet.readings.order_by("round"))
    settled = settled_by(readings, run.readings_needed) is not None
    after = "settled" if settled else "read_once" if len(readings) == 1 else "read_apart"
    if after != sheet.state:
        SHEET.check(sheet.state, after, what=str(sheet))
    sheet.state, sheet.returned_at = after, sheet.returned_at or actor.at
    sheet.save(update_fields=["state", "returned_at"])
    keep_events(actor, [sheet], CustodyEvent.Kind.READ)
    # what was read stays with the sheet: the record tells only that it was
    facts = {"run": str(run.id), "number": sheet.number, "round": reading.round, "state": after}
    write(actor, "sheet_read", facts)
