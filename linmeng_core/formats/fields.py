"""Taking typed fields out of a JSON object; every fault names the path of the field."""

import re
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from typing import Any, NamedTuple

from linmeng_core.errors import BadInput, Step, quoted

INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)", re.ASCII)
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class Shape(NamedTuple):
    """The fields of an object: all that may stand in it, and those that must."""

    known: frozenset[str]
    required: frozenset[str]


def shape(*required: str, optional: tuple[str, ...] = ()) -> Shape:
    """shape("unit", "by", optional=("proxy_for",))."""
    return Shape(frozenset((*required, *optional)), frozenset(required))


def as_object(value: object, fields: Shape, *path: Step) -> dict[str, Any]:
    """`value` as an object that has every required field and no unknown one."""
    if not isinstance(value, dict):
        raise BadInput("not_an_object", *path, given=quoted(value))
    if not fields.required <= value.keys() <= fields.known:
        raise _misshapen(value, fields, path)
    return value


def _misshapen(value: dict[str, Any], fields: Shape, path: tuple[Step, ...]) -> BadInput:
    for key in sorted(fields.required - value.keys()):
        return BadInput("missing", *path, key)
    unknown = next(key for key in value if key not in fields.known)
    return BadInput("unknown_field", *path, unknown, known=", ".join(sorted(fields.known)))


def as_list(value: object, *path: Step) -> list[Any]:
    """A list, whatever its members."""
    if not isinstance(value, list):
        raise BadInput("not_a_list", *path, given=quoted(value))
    return value


def as_text(value: object, *path: Step) -> str:
    """A text that is not empty."""
    if not isinstance(value, str) or not value:
        raise BadInput("not_a_text", *path, given=quoted(value))
    return value


def as_text_or_null(value: object, *path: Step) -> str | None:
    """A text that is not empty, or null."""
    return None if value is None else as_text(value, *path)


def as_flag(value: object, *path: Step) -> bool:
    """True or false, never 1 or 0."""
    if not isinstance(value, bool):
        raise BadInput("not_a_flag", *path, given=quoted(value))
    return value


def as_number(value: object, *path: Step) -> int:
    """A whole number, never true, false or 5.0."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise BadInput("not_a_number", *path, given=quoted(value))
    return value


def as_instant(value: object, *path: Step) -> datetime:
    """ "2026-07-10T09:00:00+08:00": a date, a time and an offset (or Z)."""
    if not isinstance(value, str) or not INSTANT.fullmatch(value):
        raise BadInput("not_an_instant", *path, given=quoted(value))
    try:
        instant = datetime.fromisoformat(value)
    except ValueError as fault:
        raise BadInput("not_an_instant", *path, given=quoted(value)) from fault
    return instant.replace(tzinfo=_zone(instant.utcoffset() or timedelta()))


@lru_cache(maxsize=256)
def _zone(offset: timedelta) -> timezone:
    """One object an offset: instants that share it are compared without asking each for its offset."""
    return timezone(offset)


def as_day(value: object, *path: Step) -> date:
    """ "2026-07-05"."""
    if not isinstance(value, str) or not DAY.fullmatch(value):
        raise BadInput("not_a_day", *path, given=quoted(value))
    try:
        return date.fromisoformat(value)
    except ValueError as fault:
        raise BadInput("not_a_day", *path, given=quoted(value)) from fault


def at_path(fault: BadInput, *path: Step) -> BadInput:
    """The same fault, said of the field at `path`: for parsers that know the value, not its place."""
    return BadInput(fault.code, *path, **fault.params)
