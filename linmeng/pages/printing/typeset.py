"""From a template and facts to PDF or PNG, by Typst, with our own fonts only.

Facts travel as JSON in `sys.inputs`, so nothing in them is ever read as markup.
"""

import json
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import pylopdf_fonts_zh_cn
import typst

from .labels import labels
from .scan_code import ScanCode, drawn

Form = Literal["pdf", "png"]
TEMPLATES = Path(__file__).with_name("typst")
ASSET_NAME = re.compile(r"[a-z0-9][a-z0-9-]*\.(png|jpg|svg)")
# PDF/UA-1 refuses a character without a glyph; other modes print an empty box in silence.
NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


class MissingGlyph(ValueError):
    """The paper's font lacks a character; `str()` is a sentence for the person who prints."""

    def __init__(self, *, character: str, where: str, lang: str) -> None:
        self.character = character
        self.where = where
        super().__init__(labels(lang)["missing_glyph"].format(character=character, where=where))


def pdf(template: str, facts: Mapping[str, Any], assets: Mapping[str, bytes] | None = None) -> bytes:
    """An accessible PDF (PDF/UA-1); raises MissingGlyph. `facts` needs `lang`."""
    with _room_for(assets or {}) as room:
        return _compiled(room / template, facts, "pdf")


def png(
    template: str, facts: Mapping[str, Any], assets: Mapping[str, bytes] | None = None, *, ppi: int = 144
) -> bytes:
    """One long picture; typeset as PDF first, because only that tells of missing glyphs."""
    with _room_for(assets or {}) as room:
        _compiled(room / template, facts, "pdf")
        return _compiled(room / template, facts, "png", ppi=ppi)


def as_plain(value: Any) -> Any:
    """Dataclasses to what JSON can carry; a ScanCode gains its drawing."""
    if is_dataclass(value) and not isinstance(value, type):
        plain = {field.name: as_plain(getattr(value, field.name)) for field in fields(value)}
        return plain | {"svg": drawn(value.address)} if isinstance(value, ScanCode) else plain
    if isinstance(value, tuple | list):
        return [as_plain(item) for item in value]
    return value


@cache
def our_fonts() -> typst.Fonts:
    """The fonts of the house and no others, so that a paper looks the same everywhere."""
    folder = str(Path(pylopdf_fonts_zh_cn.__file__).parent)
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])


@contextmanager
def _room_for(assets: Mapping[str, bytes]) -> Iterator[Path]:
    """The folder Typst may read: the templates alone, or a copy of them beside the pictures."""
    if not assets:
        yield TEMPLATES
        return
    with TemporaryDirectory(prefix="linmeng-print-") as folder:
        room = Path(shutil.copytree(TEMPLATES, folder, dirs_exist_ok=True))
        for name, content in assets.items():
            if not ASSET_NAME.fullmatch(name):
                raise ValueError(f"a picture's name is small letters, digits and '-', not {name!r}")
            (room / name).write_bytes(content)
        yield room


def _compiled(template: Path, facts: Mapping[str, Any], form: Form, *, ppi: int | None = None) -> bytes:
    lang = facts["lang"]
    paper = {**facts, "labels": dict(labels(lang))}
    inputs = {"data": json.dumps(paper, ensure_ascii=False)}
    try:
        return typst.compile(
            str(template),
            root=str(template.parent),
            font_paths=our_fonts(),
            ignore_system_fonts=True,
            sys_inputs=inputs,
            pdf_standards="ua-1" if form == "pdf" else [],
            format=form,
            ppi=ppi,
        )
    except typst.TypstError as error:
        missing = NO_GLYPH.search(error.message)
        if missing is None:
            raise
        character = ESCAPED.sub(lambda code: chr(int(code[1], 16)), missing[1])
        raise MissingGlyph(character=character, where=_text_with(character, facts), lang=lang) from error


def _text_with(character: str, value: Any) -> str:
    """The first text among the facts that holds `character`; empty when none does."""
    if isinstance(value, str):
        return value if character in value else ""
    items = value.values() if isinstance(value, Mapping) else value if isinstance(value, list | tuple) else ()
    return next(filter(None, (_text_with(character, item) for item in items)), "")
