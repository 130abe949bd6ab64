"""Strict values out of canonical JSON: what is written in any other way raises BadInput."""

import json
import re
from collections.abc import Iterator
from typing import Any

from linmeng_core.chain import canonical
from linmeng_core.errors import BadInput, quoted

HASH = re.compile("[0-9a-f]{64}")
LARGEST = 2**53 - 1


def canonical_value(text: bytes) -> Any:
    """The value of a canonical JSON text; anything else raises BadInput, however it is spoilt."""
    try:
        written = text.decode()
        value = json.loads(written, parse_int=_whole, parse_float=_refused, parse_constant=_refused)
        same = canonical(value) == written
    except (ValueError, RecursionError) as fault:
        raise BadInput("not_canonical", given=quoted(text)) from fault
    if not same:
        raise BadInput("not_canonical", given=quoted(written))
    return value


def _whole(digits: str) -> int:
    """Whole numbers beyond 2^53 are not the same in every language."""
    if len(digits) > 16 or abs(int(digits)) > LARGEST:
        raise ValueError(digits)
    return int(digits)


def _refused(number: str) -> Any:
    raise ValueError(number)


def lines_of(text: bytes, file: str) -> Iterator[tuple[int, bytes]]:
    """The lines of a .jsonl file by number (from 1); the last one ends in a line feed too."""
    if text and not text.endswith(b"\n"):
        raise BadInput("not_canonical", given="…").at(file=file, line=text.count(b"\n") + 1)
    yield from enumerate(text.split(b"\n")[:-1], 1)


def as_number(value: object, *path: str | int) -> int:
    """A whole number from 0."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= LARGEST:
        raise BadInput("not_canonical", *path, given=quoted(value))
    return value


def as_matching(value: object, form: re.Pattern[str], *path: str | int) -> str:
    """A text of a certain form."""
    if not isinstance(value, str) or not form.fullmatch(value):
        raise BadInput("not_canonical", *path, given=quoted(value))
    return value


def as_one_of(value: object, allowed: tuple[str, ...], *path: str | int) -> str:
    """One of a few texts."""
    if not isinstance(value, str) or value not in allowed:
        raise BadInput("not_one_of", *path, given=quoted(value), allowed=", ".join(allowed))
    return value


def in_order(keys: list[str]) -> None:
    """Two neighbours in code-point order, never equal."""
    if keys != sorted(set(keys)):
        raise BadInput("not_canonical", "unit", given=quoted(keys[-1]))


def distinct(keys: list[str], *path: str | int) -> None:
    """No key stands there twice."""
    if len(set(keys)) != len(keys):
        raise BadInput("not_canonical", *path, given=quoted(keys))
