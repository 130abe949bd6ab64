"""A sentence as plain values: a code and what fills it. Languages come later, in `formats.sentences`."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Line:
    """One sentence of an explanation. Areas and money in `params` are already exact texts."""

    code: str
    params: Mapping[str, str | int] = field(default_factory=dict)


def line(code: str, **params: str | int) -> Line:
    """Line("total", {"heads": 9}) written as line("total", heads=9)."""
    return Line(code, params)
