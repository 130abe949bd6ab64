"""Reading TOML that people write by hand: every mistake is named with its file, line and field."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from linmeng_core.errors import BadInput, Step, quoted

T = TypeVar("T")


@dataclass(frozen=True)
class Table:
    """One table of a document. Each field is asked for once by name and type; `done` refuses the rest."""

    file: str
    source: str
    path: tuple[Step, ...]
    values: Mapping[str, Any]

    def text(self, key: str, default: str | None = None) -> str:
        return self._typed(key, str, "text", default)

    def number(self, key: str, default: int | None = None) -> int:
        return self._typed(key, int, "whole_number", default)

    def flag(self, key: str, default: bool | None = None) -> bool:
        return self._typed(key, bool, "true_or_false", default)

    def day(self, key: str, default: date | None = None) -> date:
        return self._typed(key, date, "day", default)

    def moment(self, key: str, default: datetime | None = None) -> datetime:
        """A date with time and offset, as TOML writes it: 2026-07-10T09:00:00+08:00."""
        found = self._typed(key, datetime, "moment", default)
        if found.utcoffset() is None:
            raise self.fault("toml_type", key, expected="moment", given=_as_written(found))
        return found

    def texts(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        found: list[object] = self._typed(key, list, "list", None if default is None else list(default))
        for place, item in enumerate(found):
            if not isinstance(item, str):
                raise self.fault("toml_type", key, place, expected="text", given=quoted(item))
        return tuple(str(item) for item in found)

    def one_of(self, key: str, allowed: tuple[str, ...], default: str | None = None) -> str:
        found = self.text(key, default)
        if found not in allowed:
            raise self.fault("toml_not_one_of", key, given=quoted(found), allowed=", ".join(allowed))
        return found

    def table(self, key: str) -> "Table":
        return self._inside(self._typed(key, dict, "table", None), key)

    def tables(self, key: str) -> Iterator["Table"]:
        """The members of an array of tables, in order; none when the key is absent."""
        for place, item in enumerate(self._typed(key, list, "list", [])):
            if not isinstance(item, dict):
                raise self.fault("toml_type", key, place, expected="table", given=quoted(item))
            yield self._inside(item, key, place)

    def done(self, *known: str) -> None:
        """Refuse every key that is not `known`: a typing mistake must not pass in silence."""
        for key in self.values:
            if key not in known:
                raise self.fault("toml_unknown_key", key, known=", ".join(known))

    def fault(self, code: str, *steps: Step, **params: str | int) -> BadInput:
        path = (*self.path, *steps)
        return BadInput(code, *path, **params).at(file=self.file, line=line_of(self.source, path))

    def _inside(self, values: Mapping[str, Any], *steps: Step) -> "Table":
        return Table(self.file, self.source, (*self.path, *steps), values)

    def _typed(self, key: str, kind: type[T], expected: str, default: T | None) -> T:
        if key not in self.values:
            if default is None:
                raise self.fault("toml_missing", key)
            return default
        found = self.values[key]
        if isinstance(found, Decimal):
            raise self.fault("toml_decimal", key, given=str(found))
        # True is an int and a datetime is a date in Python, not in law.
        if not isinstance(found, kind) or (kind in (int, date) and type(found) is not kind):
            raise self.fault("toml_type", key, expected=expected, given=_as_written(found))
        return found


def _as_written(value: object) -> str:
    """A TOML value as its author wrote it, short."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, date) else quoted(value)


def parse(source: bytes, file: str) -> Table:
    """The whole document as a table; a fault of the TOML itself raises BadInput with its line."""
    try:
        text = source.decode()
        return Table(file, text, (), tomllib.loads(text, parse_float=Decimal))
    except UnicodeDecodeError as fault:
        line = source.count(b"\n", 0, fault.start) + 1
        raise BadInput("not_utf8").at(file=file, line=line) from fault
    except tomllib.TOMLDecodeError as fault:
        found = re.search(r"at line (\d+)", str(fault))
        line = int(found[1]) if found else text.count("\n") + 1
        raise BadInput("not_toml", reason=str(fault)).at(file=file, line=line) from fault


def line_of(source: str, path: tuple[Step, ...]) -> int:
    """The line on which the value at `path` is written, or the nearest table around it (1 at worst)."""
    lines = source.splitlines()
    for length in range(len(path), 0, -1):
        header, rest = path[:length], path[length:]
        start = _header_line(lines, header)
        if start:
            return _key_line(lines, start, rest) if rest else start
    return _key_line(lines, 0, path) or 1


def _header_line(lines: list[str], header: tuple[Step, ...]) -> int:
    """Line (from 1) of `[a.b]` (or `[a.b.c]` when that is all there is), or of the n-th `[[a]]` for
    ("a", n); 0 when there is none.
    """
    number = header[-1] if isinstance(header[-1], int) else None
    name = ".".join(str(step) for step in header if not isinstance(step, int))
    wanted = (f"[{name}]", f"[{name}.") if number is None else (f"[[{name}]]",)
    found = [at for at, text in enumerate(lines, 1) if text.lstrip().startswith(wanted)]
    return found[number or 0] if len(found) > (number or 0) else 0


def _key_line(lines: list[str], start: int, rest: tuple[Step, ...]) -> int:
    """Line of the key `rest[0]` after the header line `start`; for a list member, its `{` after it."""
    for at in range(start, len(lines)):
        if lines[at].lstrip().startswith("["):
            break
        if re.match(rf"\s*{re.escape(str(rest[0]))}\s*[=.]", lines[at]):
            return _member_line(lines, at, rest[1]) if len(rest) > 1 and isinstance(rest[1], int) else at + 1
    return start


def _member_line(lines: list[str], at: int, number: int) -> int:
    seen = -1
    for place in range(at, len(lines)):
        seen += lines[place].count("{")
        if seen >= number:
            return place + 1
    return at + 1
