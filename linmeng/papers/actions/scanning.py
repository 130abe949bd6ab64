"""What a scanned page turned out to be, page by page; each page is one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from linmeng.common.actor import Actor
from linmeng.common.errors import WrongState
from linmeng.ground.acts import action
from linmeng.papers.actions.custody import keep_events
from linmeng.papers.actions.locking import demand, locked_sheet
from linmeng.papers.actions.piles import locked_scan
from linmeng.papers.actions.reading import take_scan_reading
from linmeng.papers.models import CustodyEvent, Scan, Sheet
from linmeng.papers.permissions import may_scan
from linmeng.papers.queries.scans import other_scan, values_of
from linmeng.papers.states import OUT, SCAN
from linmeng.record.actions import write


@dataclass(frozen=True)
class PageSeen:
    """What the machine saw: whether there was a code, which sheet it means, how each box looks."""

    has_code: bool
    sheet_id: int | None = None
    boxes: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    accepted: bool = True
    """Whether every box was read with the stated confidence."""


def begin_page(scan_id: int) -> Scan:
    """Note, before looking at a page, that one more try begins: a picture may end the process that opens it."""
    with transaction.atomic():
        scan = locked_scan(scan_id)
        scan.tries += 1
        scan.save(update_fields=["tries"])
    return scan


@action
def keep_page(actor: Actor, *, scan_id: int, seen: PageSeen) -> Scan:
    """Keep what was seen on a page; what is sure counts as a reading where the run says so.

    A page that another worker kept meanwhile stays as it is.
    """
    scan = locked_scan(scan_id)
    if scan.state != Scan.State.WAITING:
        return scan
    scan.boxes = {name: dict(box) for name, box in seen.boxes.items()}
    scan.confidence = min((box["confidence"] for box in seen.boxes.values()), default=0)
    scan.state = _state(actor, scan, seen)
    scan.read_at = actor.at
    scan.save(update_fields=["sheet", "boxes", "confidence", "state", "read_at"])
    _count(actor, scan)
    return scan


def _state(actor: Actor, scan: Scan, seen: PageSeen) -> str:
    """The scan's new state; a sheet that is sure is read on the way."""
    if seen.sheet_id is None:
        return "foreign" if seen.has_code else "no_code"
    run, sheet = locked_sheet(seen.sheet_id)
    if run.compound_id != scan.pile.compound_id:
        return "foreign"
    scan.sheet = sheet
    if sheet.state == Sheet.State.VOID:
        return "set_aside"
    if other_scan(sheet, scan) is not None:
        return "twice"
    _came_back(actor, sheet)
    reading = values_of(run.layout, scan.boxes)
    if run.layout and not (reading.sure and seen.accepted):
        return "unsure"
    if run.layout:
        scan.save(update_fields=["sheet"])
        take_scan_reading(actor, sheet_id=sheet.id, scan_id=scan.id, values=reading.values)
    return "read"


def _came_back(actor: Actor, sheet: Sheet) -> None:
    if sheet.state in OUT:
        sheet.state, sheet.returned_at = "returned", actor.at
        sheet.save(update_fields=["state", "returned_at"])
    keep_events(actor, [sheet], CustodyEvent.Kind.SCANNED)


def _count(actor: Actor, scan: Scan) -> None:
    pile = scan.pile
    pile.pages_read += 1
    if pile.pages_read == pile.pages:
        pile.state = "read"
        write(actor, "scans_read", {"pile": str(pile.id), "pages": pile.pages})
    pile.save(update_fields=["pages_read", "state"])


@action
def name_scan(actor: Actor, *, scan_id: int, sheet_id: int) -> Scan:
    """Say which sheet a page without a readable code shows; its boxes are then read by a person.

    Refuses a sheet of another compound, a void one and one that another page showed already.
    """
    scan = locked_scan(scan_id)
    demand(may_scan(actor, scan.pile.compound_id), _("Only the committee or the clerk names scans."))
    if not SCAN.allows(scan.state, "unsure"):
        raise WrongState(_("Page %s is already settled.") % scan.page)
    run, sheet = locked_sheet(sheet_id)
    if run.compound_id != scan.pile.compound_id or sheet.state == Sheet.State.VOID:
        raise ValidationError({"sign": _("No sheet of this compound has this number.")})
    before = other_scan(sheet, scan)
    if before is not None:
        raise ValidationError(
            {
                "sign": _("Sheet No. %(number)s was scanned before, as page %(page)s of “%(pile)s”.")
                % {"number": sheet.number, "page": before.page, "pile": before.pile.name}
            }
        )
    _came_back(actor, sheet)
    scan.sheet, scan.state = sheet, "unsure" if run.layout else "settled"
    scan.save(update_fields=["sheet", "state"])
    write(actor, "scan_named", {"pile": str(scan.pile_id), "page": scan.page, "number": sheet.number})
    return scan
