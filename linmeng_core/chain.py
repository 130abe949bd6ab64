"""The hash chain of the record: each entry's hash covers its text and the hash before it."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from linmeng_core.errors import BadInput, Step, quoted

FIRST = "0" * 64
"""What stands before the first entry of a chain."""


@dataclass(frozen=True)
class BrokenLink:
    """The first entry (`position` from 0) whose hash does not follow from its text and the one before."""

    position: int
    expected: str
    found: str


def canonical(content: object) -> str:
    """The one text of a JSON value: keys sorted by code point, no spaces, real characters.

    Only objects with text keys, lists, texts, whole numbers, true, false and null. A float, a text
    that is not Unicode (a lone surrogate) or anything else raises BadInput naming the field.
    """
    _check(content, ())
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def _check(content: object, path: tuple[Step, ...]) -> None:
    if isinstance(content, str):
        _check_text(content, path)
    elif isinstance(content, dict):
        for key, value in content.items():
            if not isinstance(key, str):
                raise BadInput("not_canonical", *path, given=quoted(key))
            _check_text(key, path)
            _check(value, (*path, key))
    elif isinstance(content, list | tuple):
        for position, value in enumerate(content):
            _check(value, (*path, position))
    elif content is not None and not isinstance(content, int):
        raise BadInput("not_canonical", *path, given=quoted(content))


def _check_text(text: str, path: tuple[Step, ...]) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as fault:
        raise BadInput("not_canonical", *path, given=quoted(text)) from fault


def link(previous_hash: str, text: str) -> str:
    """SHA-256 (hex) over the previous hash, a line feed and the text, all in UTF-8."""
    return hashlib.sha256(f"{previous_hash}\n{text}".encode()).hexdigest()


def verify(entries: Iterable[tuple[str, str]], *, first: str = FIRST) -> BrokenLink | None:
    """Walk (text, hash) pairs in order; the first broken link, or None when the chain holds."""
    previous = first
    for position, (text, found) in enumerate(entries):
        expected = link(previous, text)
        if found != expected:
            return BrokenLink(position, expected, found)
        previous = found
    return None
