"""Strict JSON text: no doubled keys, no NaN, and the line on which a faulty field stands."""

import json
import re
from collections.abc import Iterator

from linmeng_core.errors import BadInput, Step, quoted

TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')


class _DoubledKeyError(ValueError):
    """A key stands twice in one object; where, the slow walk finds out."""


def read_json(text: str) -> object:
    """The value of a JSON text. Raises BadInput with a line (from 1) inside the text."""
    try:
        return json.loads(text, object_pairs_hook=_distinct, parse_constant=_no_such_number)
    except json.JSONDecodeError as fault:
        raise BadInput("not_json", reason=fault.msg).at(line=fault.lineno) from fault
    except _DoubledKeyError as fault:
        path, line = _doubled(text)
        raise BadInput("doubled_key", *path).at(line=line) from fault
    except (ValueError, RecursionError) as fault:
        # A number no machine should read (thousands of digits, NaN), or brackets without end.
        raise BadInput("not_json", reason=quoted(str(fault))).at(line=1) from fault


def line_of(text: str, path: tuple[Step, ...]) -> int:
    """The line (from 1) where the value at `path` stands in a valid JSON text, or else the nearest
    object or list around it.
    """
    lines = {(): 1} | dict(_positions(text))
    while path not in lines:
        path = path[:-1]
    return lines[path]


def _distinct(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _DoubledKeyError
    return found


def _no_such_number(name: str) -> object:
    raise ValueError(name)


def _doubled(text: str) -> tuple[tuple[Step, ...], int]:
    seen = set()
    for path, line in _positions(text):
        if path in seen:
            return path, line
        seen.add(path)
    raise AssertionError("a doubled key was reported but not found")


def _positions(text: str) -> Iterator[tuple[tuple[Step, ...], int]]:
    """Path and line of every value of a valid JSON text, in the order of the text."""
    path: list[Step] = []
    line, reached, key = 1, 0, False
    for token in TOKEN.finditer(text):
        line += text.count("\n", reached, token.start())
        reached = token.start()
        word = token[0]
        if word == ",":
            key = isinstance(path[-1], str)
            path[-1] = path[-1] + 1 if isinstance(path[-1], int) else ""
        elif word in "}]":
            path.pop()
            key = False
        elif word == ":":
            key = False
        elif key:
            path[-1] = json.loads(word)
        else:
            yield tuple(path), line
            if word in "{[":
                path.append("" if word == "{" else 0)
                key = word == "{"
