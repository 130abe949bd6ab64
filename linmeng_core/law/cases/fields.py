"""What the readers of all kinds of cases share."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from linmeng_core.errors import BadInput
from linmeng_core.law.clocks import CHINA
from linmeng_core.law.strict_toml import Table
from linmeng_core.measures import Measure, parse_area, parse_money

NOTICE_DAY = date(2026, 7, 5)
CAST_AT = datetime(2026, 7, 25, 9, tzinfo=CHINA)


def area(table: Table, key: str = "area_m2") -> int:
    """ "80.00" → 8000 dm²."""
    try:
        return parse_area(table.text(key))
    except BadInput as fault:
        raise table.fault(fault.code, key, **fault.params) from fault


def money(table: Table, key: str) -> int:
    """ "48236.77" → fen."""
    try:
        return parse_money(table.text(key))
    except BadInput as fault:
        raise table.fault(fault.code, key, **fault.params) from fault


def measure(table: Table, key: str) -> Measure:
    """{ area_m2 = "80.00", heads = 1 }."""
    inner = table.table(key)
    inner.done("area_m2", "heads")
    return Measure(area(inner), inner.number("heads"))


def optional_text(table: Table, key: str) -> str | None:
    """The text, None when the case does not give it."""
    return table.text(key) if key in table.values else None


def optional_number(table: Table, key: str) -> int | None:
    """The number, None when the case does not give it."""
    return table.number(key) if key in table.values else None


def optional_day(table: Table, key: str) -> date | None:
    """The day, None when the case does not give it."""
    return table.day(key) if key in table.values else None


def pairs(table: Table, key: str) -> dict[str, str]:
    """{ "001" = "yes", "002" = "no" }."""
    inner = table.table(key)
    return {name: inner.text(name) for name in inner.values}


def expected(table: Table) -> Mapping[str, Any]:
    """What the case asks of the result: not empty, and without decimals."""
    inner = table.table("expect")
    if not inner.values:
        raise inner.fault("toml_empty")
    _refuse_decimals(inner, inner.values)
    return inner.values


def _refuse_decimals(expect: Table, content: object) -> None:
    if isinstance(content, Decimal):
        raise expect.fault("toml_decimal", given=str(content))
    if isinstance(content, dict):
        for value in content.values():
            _refuse_decimals(expect, value)
    if isinstance(content, list):
        for value in content:
            _refuse_decimals(expect, value)
