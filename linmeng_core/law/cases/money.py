"""Cases of money: a cost shared (`share`), a fund that runs low (`refill`)."""

from dataclasses import dataclass

from linmeng_core.law.cases.fields import area, money
from linmeng_core.law.strict_toml import Table

SHARE_KEYS = ("amount_yuan", "units")
REFILL_KEYS = ("first_yuan", "balance_yuan")


@dataclass(frozen=True)
class ShareGiven:
    """A sum, and the units that bear it with their areas."""

    amount_fen: int
    units: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class RefillGiven:
    """The first sum of an account of the maintenance fund, and what is left of it."""

    first_fen: int
    balance_fen: int


def read_share(table: Table) -> ShareGiven:
    """The part of a `share` case that says what is to be shared."""
    units = []
    for unit in table.tables("units"):
        unit.done("unit", "area_m2")
        units.append((unit.text("unit"), area(unit)))
    return ShareGiven(money(table, "amount_yuan"), tuple(units))


def read_refill(table: Table) -> RefillGiven:
    """The part of a `refill` case that says what is left."""
    return RefillGiven(money(table, "first_yuan"), money(table, "balance_yuan"))
