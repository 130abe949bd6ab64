"""What the pages around sheets show, in a constant number of queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.http import QueryDict
from django.utils.translation import gettext as _

from linmeng.common.actor import Actor
from linmeng.pages.templatetags.ui_formats import cn_datetime
from linmeng.papers.models import CustodyEvent, PrintRun, Scan, Sheet
from linmeng.papers.permissions import CARRYING
from linmeng.papers.queries import entrance_name
from linmeng.people.models import Seat
from linmeng.people.queries.actors import hat_of, in_force

CARRIERS = ("building_leader", "volunteer", "clerk", "committee_director", "committee_member", "scrutineer")
TONES = {
    "settled": "done",
    "delivered": "done",
    "returned": "done",
    "read_apart": "overdue",
    "read_once": "due",
    "void": "plain",
}
SCAN_TONES = {"read": "done", "settled": "done", "unsure": "due", "no_code": "due", "foreign": "overdue"}


@dataclass(frozen=True)
class RunLine:
    """One run in the list: how many of the sheets in reach still wait for their door."""

    run: PrintRun
    sheets: int
    waiting: int
    half: int


def run_lines(actor: Actor, runs: Sequence[PrintRun]) -> list[RunLine]:
    """A page of runs with their counts, for a carrier those of the own building; one statement for all."""
    rows = Sheet.objects.filter(run__in=[run.id for run in runs]).exclude(state="void")
    if actor.hat is not None and actor.hat.role in CARRYING:
        rows = rows.filter(unit__building_id=actor.hat.building_id)
    counted = (
        rows.order_by()
        .values_list("run_id")
        .annotate(
            all_sheets=Count("id"),
            to_carry=Count("id", filter=Q(state__in=["printed", "carried"])),
            half_read=Count("id", filter=Q(state__in=["read_once", "read_apart"])),
        )
    )
    by_run = {row[0]: row[1:] for row in counted}
    return [RunLine(run, *by_run.get(run.id, (0, 0, 0))) for run in runs]


def state_tabs(given: QueryDict, counts: dict[str, int]) -> list[dict[str, Any]]:
    """Narrowing the register by state; states no sheet is in are left out."""
    waiting = counts["printed"] + counts["carried"]
    half = counts["read_once"] + counts["read_apart"]
    options = [
        ("", _("All"), sum(counts.values())),
        ("waiting", _("Not yet at the door"), waiting),
        ("delivered", _("At the door"), counts["delivered"]),
        ("returned", _("Returned"), counts["returned"]),
        ("half", _("Wait for another reader"), half),
        ("settled", _("Read"), counts["settled"]),
        ("void", _("Void"), counts["void"]),
    ]
    chosen = given.get("state", "")
    kept = {key: given[key] for key in ("q", "entrance") if given.get(key)}
    return [
        {
            "label": label,
            "count": count,
            "current": value == chosen,
            "url": "?" + urlencode(kept | ({"state": value} if value else {})),
        }
        for value, label, count in options
        if count or not value or value == chosen
    ]


@dataclass(frozen=True)
class SheetLine:
    """One sheet in the register."""

    sheet: Sheet
    door: str
    entrance: str
    last: str
    tone: str


def sheet_lines(sheets: Iterable[Sheet]) -> list[SheetLine]:
    """Lines of a page of the register."""
    return [_line(sheet) for sheet in sheets]


def _line(sheet: Any) -> SheetLine:
    unit = sheet.unit
    kinds = dict(CustodyEvent.Kind.choices)
    last = ""
    if sheet.last_kind:
        last = " · ".join(
            filter(None, [str(kinds[sheet.last_kind]), cn_datetime(sheet.last_at), sheet.last_note])
        )
    return SheetLine(
        sheet=sheet,
        door=unit.code if unit else "—",
        entrance=entrance_name(unit.building.name, unit.entrance.name) if unit else "",
        last=last,
        tone=TONES.get(sheet.state, "plain"),
    )


def carriers_of(actor: Actor, run: PrintRun) -> list[tuple[int, str]]:
    """(seat, title) of those who may carry sheets of this compound."""
    seats = Seat.objects.filter(in_force(actor.today), role__in=CARRIERS).filter(
        Q(building__compound_id=run.compound_id)
        | Q(building__isnull=True, body__compound_id=run.compound_id)
        | Q(building__isnull=True, body_id=run.compound.residents_committee_id)
    )
    rows = seats.select_related("body", "building").order_by("role", "building__walk_order", "id")
    return [
        (seat.id, f"{_hat_title(actor, seat)} · {seat.person.masked}")
        for seat in rows.select_related("person", "body", "building")
    ]


def _hat_title(actor: Actor, seat: Seat) -> str:
    return hat_of(seat, actor.today).title


def scan_tabs(given: QueryDict, counts: dict[str, int]) -> list[dict[str, Any]]:
    """Narrowing the pages of a pile by what they turned out to be."""
    chosen = given.get("state", "")
    named = [("", _("All"))] + [(value, str(label)) for value, label in Scan.State.choices]
    return [
        {
            "label": label,
            "count": counts.get(value, 0) if value else sum(counts.values()),
            "current": value == chosen,
            "url": "?" + urlencode({"state": value} if value else {}),
        }
        for value, label in named
        if not value or counts.get(value) or value == chosen
    ]


def scan_counts(pile_id: int) -> dict[str, int]:
    """How many pages of a pile stand in each state."""
    rows = Scan.objects.filter(pile_id=pile_id).order_by().values_list("state").annotate(Count("id"))
    return dict(rows)
