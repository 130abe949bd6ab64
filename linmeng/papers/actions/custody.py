"""Sheets on their way: into a carrier's hands, to the door, back, or set aside; each step is only added."""

from collections.abc import Callable, Collection, Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.common.actor import Actor
from linmeng.common.errors import WrongState
from linmeng.ground.acts import action
from linmeng.papers.actions.locking import demand, locked_sheet, locked_sheets
from linmeng.papers.models import CustodyEvent, PrintRun, Sheet
from linmeng.papers.permissions import may_carry, may_print, may_read
from linmeng.papers.states import SHEET
from linmeng.people.models import Seat
from linmeng.people.queries.actors import hat_of
from linmeng.record.actions import write

ROWS_AT_ONCE = 500
SHORTEST_REASON = 2  # two signs say it in Chinese: 重复
Kind = CustodyEvent.Kind


def keep_events(
    actor: Actor, sheets: Sequence[Sheet], kind: str, *, witness: str = "", note: str = ""
) -> None:
    """One line of custody for each sheet."""
    events = [
        CustodyEvent(
            sheet=sheet,
            kind=kind,
            by_person_id=actor.person_id,
            by_seat=actor.seat_title[:80],
            witness=witness.strip()[:60],
            note=note.strip()[:200],
            happened_at=actor.at,
        )
        for sheet in sheets
    ]
    CustodyEvent.objects.bulk_create(events, batch_size=ROWS_AT_ONCE)


def _demand_carrier(actor: Actor, run: PrintRun, sheets: Sequence[Sheet]) -> None:
    buildings = {sheet.unit.building_id if sheet.unit else None for sheet in sheets}
    allowed = all(may_carry(actor, run.compound_id, building_id) for building_id in buildings)
    demand(allowed, _("These doors are not in your charge."))


def _movable(sheets: Sequence[Sheet], after: str) -> list[Sheet]:
    """The sheets that can take the step; whoever ticks a door twice is not scolded."""
    return [sheet for sheet in sheets if SHEET.allows(sheet.state, after)]


def _moved(sheets: Sequence[Sheet], after: str, also: Callable[[Sheet], None] | None = None) -> None:
    for sheet in sheets:
        sheet.state = after
        if also is not None:
            also(sheet)
    Sheet.objects.bulk_update(sheets, ["state", "returned_at"], batch_size=ROWS_AT_ONCE)


def _written(actor: Actor, kind: str, run: PrintRun, sheets: Sequence[Sheet]) -> int:
    """A line in the record; each number stands in the custody of its sheet."""
    if sheets:
        write(actor, kind, {"run": str(run.id), "sheets": len(sheets), "first": sheets[0].number})
    return len(sheets)


@action
def hand_to_carrier(actor: Actor, *, sheet_ids: Collection[int], seat_id: int, witness: str = "") -> int:
    """Count sheets into the hands of who carries them: a seat that reaches this compound and carries.

    Returns how many changed hands; sheets already delivered or returned stay as they are.
    """
    run, sheets = locked_sheets(sheet_ids)
    demand(may_print(actor, run.compound_id), _("Only the committee or the clerk hands sheets out."))
    seat = Seat.objects.select_related("body", "building").filter(id=seat_id).first()
    hat = hat_of(seat, actor.today) if seat is not None else None
    if hat is None or run.compound_id not in hat.compounds or hat.role not in _CARRIERS:
        raise ValidationError({"carrier": _("Please choose who carries the sheets.")})
    moving = _movable(sheets, "carried")
    _moved(moving, "carried")
    keep_events(actor, moving, Kind.CARRIED, witness=witness, note=hat.title)
    return _written(actor, "sheets_handed_out", run, moving)


_CARRIERS = ("building_leader", "volunteer", "clerk", "committee_director", "committee_member", "scrutineer")


@action
def record_delivery(
    actor: Actor, *, sheet_ids: Collection[int], nobody_home: bool = False, witness: str = ""
) -> int:
    """Tick doors: the sheet was brought, or nobody was at home (which is kept, and the sheet stays out).

    Returns how many were ticked; what was delivered or returned before stays as it is.
    """
    run, sheets = locked_sheets(sheet_ids)
    _demand_carrier(actor, run, sheets)
    ticked = _movable(sheets, "delivered")
    if nobody_home:
        keep_events(actor, ticked, Kind.NOBODY_HOME, witness=witness)
        return _written(actor, "doors_found_closed", run, ticked)
    _moved(ticked, "delivered")
    keep_events(actor, ticked, Kind.DELIVERED, witness=witness)
    return _written(actor, "sheets_delivered", run, ticked)


@action
def record_return(actor: Actor, *, sheet_ids: Collection[int], witness: str = "") -> int:
    """Tick sheets that came back to the office or into the carrier's hands; returns how many."""
    run, sheets = locked_sheets(sheet_ids)
    _demand_carrier(actor, run, sheets)
    back = _movable(sheets, "returned")

    def came_back(sheet: Sheet) -> None:
        sheet.returned_at = actor.at

    _moved(back, "returned", came_back)
    keep_events(actor, back, Kind.RETURNED, witness=witness)
    return _written(actor, "sheets_returned", run, back)


@action
def note_custody(actor: Actor, *, sheet_id: int, note: str) -> Sheet:
    """Say where a returned sheet was until now: out of a sealed box, out of an envelope. Once for each note."""
    run, sheet = locked_sheet(sheet_id)
    demand(may_read(actor, run.kind, run.compound_id), _("Only those who read these sheets note this."))
    if not sheet.custody.filter(kind=Kind.RETURNED, note=note).exists():
        keep_events(actor, [sheet], Kind.RETURNED, note=note)
        write(actor, "sheet_from_box", {"run": str(run.id), "number": sheet.number})
    return sheet


@action
def set_aside(actor: Actor, *, sheet_id: int, reason: str) -> Sheet:
    """A sheet that was lost, torn or answered twice counts no more; the reason stays with it."""
    run, sheet = locked_sheet(sheet_id)
    allowed = may_print(actor, run.compound_id) or may_read(actor, run.kind, run.compound_id)
    demand(allowed, _("Only those who print or read these sheets set one aside."))
    if not SHEET.allows(sheet.state, "void"):
        raise WrongState(_("Sheet No. %s is already read, or void.") % sheet.number)
    if len(reason.strip()) < SHORTEST_REASON:
        raise ValidationError({"reason": _("Please say in a few words why the sheet does not count.")})
    sheet.state, sheet.void_because = "void", reason.strip()[:200]
    sheet.save(update_fields=["state", "void_because"])
    keep_events(actor, [sheet], Kind.VOID, note=reason)
    write(actor, "sheet_set_aside", {"run": str(run.id), "number": sheet.number})
    return sheet
