"""The one way in which the core says that what it was given cannot be used."""

from dataclasses import dataclass
from typing import Self

Step = str | int
"""One step into a document: the name of a field, or the place in a list (from 0)."""


@dataclass(frozen=True)
class Locus:
    """Where a fault stands: file, line (from 1) and the path of fields; empty parts are not known."""

    file: str = ""
    line: int = 0
    field: tuple[Step, ...] = ()


class BadInput(Exception):
    """The input breaks its format. `code` names the sentence, `params` fill it, `locus` says where.

    The sentence itself is made by `formats.sentences.spoken_fault`, in the reader's language.
    """

    def __init__(self, code: str, *field: Step, **params: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.params = params
        self.locus = Locus(field=field)

    def at(self, *, file: str = "", line: int = 0) -> Self:
        """The same fault, with the file or the line filled in where it was not yet known."""
        known = self.locus
        self.locus = Locus(known.file or file, known.line or line, known.field)
        return self

    def below(self, lines: int) -> Self:
        """The same fault in a longer file that has `lines` lines before the text it was found in."""
        known = self.locus
        self.locus = Locus(known.file, (known.line or 1) + lines, known.field)
        return self

    def __str__(self) -> str:
        where = field_name(self.locus.field)
        details = ", ".join(f"{name}={value!r}" for name, value in self.params.items())
        return f"{self.code}({details}) at {where or '-'}"


def field_name(field: tuple[Step, ...]) -> str:
    """("roll", 3, "area_m2") → "roll[3].area_m2"."""
    text = ""
    for step in field:
        text += f"[{step}]" if isinstance(step, int) else f".{step}"
    return text.removeprefix(".")


def quoted(value: object) -> str:
    """A value as it may stand in a one-line message: short, in quotes, nothing unprintable."""
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "…" + text[0]
