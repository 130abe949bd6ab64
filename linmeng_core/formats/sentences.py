"""Codes become sentences: one TOML per language in `linmeng_core/sentences`."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Formatter

from linmeng_core.errors import BadInput, field_name
from linmeng_core.lines import Line

LANGUAGES = ("zh", "en")


@dataclass(frozen=True)
class Sentence:
    """A template cut into (text, name, manner). A manner is nothing, `word`, which looks the value up
    in [words], or `count one many`, which writes the number with the right noun.
    """

    parts: tuple[tuple[str, str | None, str], ...]
    words: Mapping[str, str]

    def say(self, params: Mapping[str, str | int]) -> str:
        return "".join(
            text if name is None else text + self._filled(params[name], manner)
            for text, name, manner in self.parts
        )

    def _filled(self, value: str | int, manner: str) -> str:
        if manner == "word":
            return self.words.get(str(value), str(value))
        if manner.startswith("count "):
            _, one, many = manner.split(" ")
            return f"{value} {one if value == 1 else many}"
        return str(value)


@cache
def sentences(lang: str) -> Mapping[str, Sentence]:
    """Every sentence of a language by its code; faults stand under "fault.…"."""
    source = files("linmeng_core").joinpath("sentences", f"{lang}.toml").read_text("utf-8")
    document = tomllib.loads(source)
    templates = document["lines"] | {f"fault.{code}": said for code, said in document["faults"].items()}
    return {code: Sentence(_cut(template), document["words"]) for code, template in templates.items()}


def _cut(template: str) -> tuple[tuple[str, str | None, str], ...]:
    return tuple((text, name, manner or "") for text, name, manner, _ in Formatter().parse(template))


def spoken(lines: Iterable[Line], lang: str) -> list[str]:
    """The lines as sentences in `lang` (zh or en)."""
    known = sentences(lang)
    return [known[entry.code].say(entry.params) for entry in lines]


def spoken_fault(fault: BadInput, lang: str) -> str:
    """One line for people: which file, line and field, what is wrong, what to do."""
    known, locus = sentences(lang), fault.locus
    said = known[f"fault.{fault.code}"].say({**fault.params, "field": field_name(locus.field)})
    where = []
    if locus.file:
        where.append(locus.file)
    if locus.line:
        where.append(known["fault.at_line"].say({"line": locus.line}))
    if locus.field:
        where.append(field_name(locus.field))
    return _one_line(known["fault.between"].say({}).join((*where, said)))


def _one_line(text: str) -> str:
    return "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in text)
