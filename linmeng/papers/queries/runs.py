"""Print runs and their registers, as far as a hat reaches."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from linmeng.common.actor import Actor
from linmeng.papers.models import CustodyEvent, DoubleEntry, PrintRun, Sheet
from linmeng.papers.permissions import CARRYING, OFFICE, may_print, may_read

FILE_KEPT = timedelta(days=14)


def runs_for(actor: Actor) -> QuerySet[PrintRun]:
    """Runs this hat works with: the office all of its compounds, a carrier those with doors of its building."""
    hat = actor.hat
    if hat is None:
        return PrintRun.objects.none()
    rows = PrintRun.objects.filter(compound_id__in=hat.compounds)
    if hat.role in CARRYING:
        own = Sheet.objects.filter(run_id=OuterRef("id"), unit__building_id=hat.building_id)
        rows = rows.filter(Q(building_id=hat.building_id) | Q(id__in=own.order_by().values("run_id")))
    elif hat.role == "scrutineer":
        rows = rows.filter(kind="ballot")
    elif hat.role not in OFFICE:
        return PrintRun.objects.none()
    return rows.select_related("compound", "building", "file").order_by("-created_at", "-id")


def sheets_for(actor: Actor, run: PrintRun) -> QuerySet[Sheet]:
    """Sheets of a run in walking order, as far as this hat reaches, with the last word on each."""
    sheets = Sheet.objects.filter(run=run)
    whole = may_print(actor, run.compound_id) or may_read(actor, run.kind, run.compound_id)
    if not whole:
        building_id = actor.hat.building_id if actor.hat is not None else None
        sheets = sheets.filter(unit__building_id=building_id) if building_id else sheets.none()
    last = CustodyEvent.objects.filter(sheet_id=OuterRef("id")).order_by("-happened_at", "-id")
    sheets = sheets.annotate(
        last_kind=Subquery(last.values("kind")[:1]),
        last_at=Subquery(last.values("happened_at")[:1]),
        last_note=Subquery(last.values("note")[:1]),
    )
    return sheets.select_related("unit__building", "unit__entrance").order_by("walk_order", "number")


def found_sheets(
    sheets: QuerySet[Sheet], *, words: str = "", state: str = "", entrance: str = ""
) -> QuerySet[Sheet]:
    """Narrowed by unit code or number, by state (`out` for all that have not come back), by entrance."""
    words = words.strip()
    if words:
        wanted = Q(unit__code__icontains=words) | Q(token=words.upper())
        if words.isdigit() and len(words) < 9:
            wanted |= Q(number=int(words))
        sheets = sheets.filter(wanted)
    if state == "out":
        sheets = sheets.filter(state__in=["printed", "carried", "delivered"])
    elif state == "waiting":
        sheets = sheets.filter(state__in=["printed", "carried"])
    elif state == "half":
        sheets = sheets.filter(state__in=["read_once", "read_apart"])
    elif state:
        sheets = sheets.filter(state=state)
    return sheets.filter(unit__entrance_id=int(entrance)) if entrance.isdigit() else sheets


def counts_by_state(sheets: QuerySet[Sheet]) -> dict[str, int]:
    """How many sheets stand in each state."""
    counted = sheets.order_by().values_list("state").annotate(Count("id"))
    return dict.fromkeys(Sheet.State.values, 0) | dict(counted)


@dataclass(frozen=True)
class EntranceLeft:
    """One entrance of a run: how many doors still wait for their sheet, how many sheets went out, came back."""

    id: int
    name: str
    sheets: int
    waiting: int
    out: int


def entrances_of(sheets: QuerySet[Sheet]) -> list[EntranceLeft]:
    """Entrances in walking order with what is left to do there."""
    keys = ("unit__entrance_id", "unit__building__name", "unit__entrance__name")
    order = ("unit__building__walk_order", "unit__entrance__walk_order")
    rows = (
        sheets.filter(unit__isnull=False)
        .exclude(state="void")
        .order_by(*order, *keys)
        .values_list(*keys, *order)
        .annotate(
            all_sheets=Count("id"),
            waiting=Count("id", filter=Q(state__in=["printed", "carried"])),
            out=Count("id", filter=Q(state__in=["printed", "carried", "delivered"])),
        )
    )
    return [EntranceLeft(row[0], entrance_name(row[1], row[2]), *row[-3:]) for row in rows]


def entrance_name(building: str, entrance: str) -> str:
    """3号楼 1号门; where building and entrance are the same (3号楼 3号) it is said once."""
    return building if building in (entrance, f"{entrance}楼") else f"{building} {entrance}"


def custody_of(sheet: Sheet) -> list[CustodyEvent]:
    """Everything that happened to a sheet, first to last."""
    return list(sheet.custody.order_by("happened_at", "id"))


def runs_waiting() -> list[int]:
    """Runs whose file is still to be made, oldest first."""
    return list(PrintRun.objects.filter(state="waiting").order_by("id").values_list("id", flat=True))


def runs_to_forget(at: datetime) -> list[int]:
    """Runs whose file stood ready long enough."""
    old = PrintRun.objects.filter(state="made", made_at__lt=at - FILE_KEPT)
    return list(old.order_by("id").values_list("id", flat=True))


def sheets_to_take_in(kind: str, limit: int = 200) -> list[Sheet]:
    """Settled sheets whose issuing area has not taken in yet what was read."""
    rows = Sheet.objects.filter(run__kind=kind, state="settled", taken_in_at__isnull=True)
    return list(rows.select_related("run", "unit").order_by("id")[:limit])


def sheets_to_read_again(actor: Actor, run: PrintRun) -> QuerySet[Sheet]:
    """Sheets that wait for another reader than this one; nothing of what was read."""
    own = DoubleEntry.objects.filter(sheet_id=OuterRef("id"), by_person_id=actor.person_id)
    half = Sheet.objects.filter(~Exists(own), run=run, state__in=["read_once", "read_apart"])
    return half.select_related("unit").order_by("number")
