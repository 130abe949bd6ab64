"""Scanned pages: which sheet they show, and what ticked boxes say."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from linmeng.common.actor import Actor
from linmeng.papers.models import Scan, ScanPile, Sheet
from linmeng.papers.permissions import OFFICE
from linmeng.papers.states import TO_LOOK_AT

NUMBER_DIGITS = 9


@dataclass(frozen=True)
class BoxReading:
    """What the boxes of a sheet say; `sure` when nothing about it is left to a person."""

    values: dict[str, Any]
    sure: bool


def values_of(layout: Mapping[str, Any], boxes: Mapping[str, Mapping[str, Any]]) -> BoxReading:
    """From marks to values: "1:yes" marked gives {"1": "yes"}.

    Left to a person: an unsure box, two marks in one group, a group without a mark that must have one
    (all but those of `may_be_empty`), anything written into a field of `written`, and a blank sheet.
    A group of `several` may hold so many marks, joined by "+"; those of `alone` stand beside no other.
    """
    optional, written = set(layout.get("may_be_empty", ())), set(layout.get("written", ()))
    values: dict[str, Any] = {}
    groups = layout.get("groups", {})
    # a page that a person named has no boxes read at all
    marks = {name: boxes.get(name, {"mark": "unsure"})["mark"] for names in groups.values() for name in names}
    sure = "unsure" not in marks.values()
    for group, names in groups.items():
        marked = [name for name in names if marks[name] == "marked"]
        if group in written:
            sure = sure and not marked
        elif len(marked) > 1 and _may_stand_together(layout, group, marked):
            values[group] = "+".join(name.rpartition(":")[2] for name in marked)
        elif len(marked) == 1:
            values[group] = marked[0].rpartition(":")[2]
        else:
            sure = sure and not marked and group in optional
    return BoxReading(values, sure and bool(values))


def _may_stand_together(layout: Mapping[str, Any], group: str, marked: Collection[str]) -> bool:
    alone = {f"{group}:{mark}" for mark in layout.get("alone", ())}
    return len(marked) <= layout.get("several", {}).get(group, 1) and not alone & set(marked)


def sheet_by_token(token: str, compound_id: int) -> Sheet | None:
    """The sheet of this compound with this token."""
    rows = Sheet.objects.select_related("run").filter(run__compound_id=compound_id)
    return rows.filter(token=token.upper()).first() if token else None


def sheets_by_sign(sign: str, compound_id: int) -> QuerySet[Sheet]:
    """Sheets of the compound still to be read with this number or code, as someone reads it from the paper."""
    plain = sign.replace("-", "").replace(" ", "").upper()
    wanted = Q(token=plain)
    if plain.isdigit() and len(plain) < NUMBER_DIGITS:
        wanted |= Q(number=int(plain))
    rows = Sheet.objects.select_related("run", "unit").filter(wanted, run__compound_id=compound_id)
    return rows.exclude(state__in=["settled", "void"]).order_by("-run__created_at", "number")


def piles_for(actor: Actor) -> QuerySet[ScanPile]:
    """The piles this hat may see, each with `to_look_at`: how many of its pages wait for a person."""
    if actor.hat is None or actor.hat.role not in OFFICE:
        return ScanPile.objects.none()
    rows = ScanPile.objects.filter(compound_id__in=actor.hat.compounds)
    waiting = Count("scans", filter=Q(scans__state__in=TO_LOOK_AT))
    return rows.annotate(to_look_at=waiting).select_related("compound").order_by("-put_in_at", "-id")


def pages_to_look_at(compound_ids: Collection[int]) -> int:
    """How many scanned pages of these compounds wait for a person."""
    return Scan.objects.filter(pile__compound_id__in=list(compound_ids), state__in=TO_LOOK_AT).count()


def scans_in(pile: ScanPile) -> QuerySet[Scan]:
    """The pages of a pile, in order."""
    return Scan.objects.filter(pile=pile).select_related("sheet__unit", "sheet__run", "file").order_by("page")


def other_scan(sheet: Sheet, scan: Scan) -> Scan | None:
    """An earlier page that showed the same sheet and was not set aside."""
    counted = Scan.objects.filter(sheet=sheet, state__in=["read", "unsure", "settled"])
    return counted.exclude(id=scan.id).order_by("id").first()
