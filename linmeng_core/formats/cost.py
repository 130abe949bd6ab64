"""COST.json in, SHARES.json out (docs/formats/share.md)."""

from dataclasses import dataclass
from typing import Any

from linmeng_core.errors import BadInput
from linmeng_core.formats.fields import as_list, as_object, as_text, at_path, shape
from linmeng_core.formats.sentences import spoken
from linmeng_core.measures import parse_area, parse_money, yuan
from linmeng_core.share import Sharer, Shares

COST = shape("amount_yuan", "units")
UNIT = shape("unit", "area_m2")


@dataclass(frozen=True, slots=True)
class CostFile:
    """A sum and the units that bear it."""

    amount_fen: int
    units: tuple[Sharer, ...]


def read_cost(content: object) -> CostFile:
    """A cost from the value of its JSON; BadInput names the first field that breaks the format."""
    file = as_object(content, COST)
    try:
        amount = parse_money(file["amount_yuan"])
    except BadInput as fault:
        raise at_path(fault, "amount_yuan") from fault
    units = as_list(file["units"], "units")
    return CostFile(amount, tuple(_sharer(entry, place) for place, entry in enumerate(units)))


def _sharer(content: object, place: int) -> Sharer:
    entry = as_object(content, UNIT, "units", place)
    try:
        area = parse_area(entry["area_m2"])
    except BadInput as fault:
        raise at_path(fault, "units", place, "area_m2") from fault
    return Sharer(as_text(entry["unit"], "units", place, "unit"), area)


def shares_as_json(cost: CostFile, shares: Shares, lang: str) -> dict[str, Any]:
    """The shares in the order of the units given, and why."""
    pairs = zip(cost.units, shares.amounts_fen, strict=True)
    return {
        "shares": [{"unit": entry.unit, "yuan": yuan(amount)} for entry, amount in pairs],
        "lines": spoken(shares.lines, lang),
    }
