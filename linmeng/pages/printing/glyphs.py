"""Which characters the paper's font lacks: asked before anything is issued, in milliseconds.

Typst refuses such a character too, but only after the numbers were given out and the pages laid out.
The table read here is the font's own `cmap` (formats 4 and 12 of the OpenType specification).
"""

import struct
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pylopdf_fonts_zh_cn

from .labels import labels
from .typeset import MissingGlyph

FONT = Path(pylopdf_fonts_zh_cn.__file__).parent / "NotoSansSC-Regular.otf"
_UNSEEN = frozenset("\n\r\t\u200b\u200c\u200d\u2060\ufeff")
"""Characters that draw nothing."""


def missing_characters(texts: Iterable[str]) -> list[str]:
    """The characters of these texts that the font cannot draw, each once, in order of appearance."""
    known = _known()
    return list(dict.fromkeys(sign for text in texts for sign in text if ord(sign) not in known))


def refuse_missing(texts: Iterable[str], *, lang: str = "zh") -> None:
    """Raise MissingGlyph (its text is a sentence) for the first text with a character the font lacks."""
    known = _known()
    for text in texts:
        for sign in text:
            if ord(sign) not in known:
                raise MissingGlyph(character=sign, where=text, lang=lang)


STANDS_IN = "〓"
"""What printers have always set where a character was not in the case; the carrier writes it in by hand."""


def drawable(text: str) -> str:
    """The text with 〓 for every character that the font cannot draw."""
    known = _known()
    return "".join(sign if ord(sign) in known else STANDS_IN for sign in text)


def missing_sentence(texts: Iterable[str], *, lang: str = "zh") -> str:
    """One sentence naming every character the font lacks; empty when there is none."""
    missing = missing_characters(texts)
    return labels(lang)["missing_characters"].format(characters=" ".join(missing)) if missing else ""


@cache
def _known() -> frozenset[int]:
    font = FONT.read_bytes()
    start = _table(font, b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    known = {ord(sign) for sign in _UNSEEN}
    for record in range(count):
        (offset,) = struct.unpack_from(">I", font, start + 4 + 8 * record + 4)
        known.update(_characters(font, start + offset))
    return frozenset(known)


def _table(font: bytes, name: bytes) -> int:
    (count,) = struct.unpack_from(">H", font, 4)
    for record in range(count):
        tag, _sum, offset, _length = struct.unpack_from(">4sIII", font, 12 + 16 * record)
        if tag == name:
            return int(offset)
    raise ValueError(f"the font has no {name!r} table")


def _characters(font: bytes, at: int) -> Iterable[int]:
    (form,) = struct.unpack_from(">H", font, at)
    if form == 12:
        return _groups(font, at)
    return _segments(font, at) if form == 4 else ()


def _groups(font: bytes, at: int) -> Iterable[int]:
    (count,) = struct.unpack_from(">I", font, at + 12)
    for group in range(count):
        first, last, glyph = struct.unpack_from(">III", font, at + 16 + 12 * group)
        yield from range(first + (glyph == 0), last + 1)  # glyph 0 is the empty box


def _segments(font: bytes, at: int) -> Iterable[int]:
    (doubled,) = struct.unpack_from(">H", font, at + 6)
    count = doubled // 2
    lasts = struct.unpack_from(f">{count}H", font, at + 14)
    firsts = struct.unpack_from(f">{count}H", font, at + 16 + doubled)
    deltas = struct.unpack_from(f">{count}H", font, at + 16 + 2 * doubled)
    offsets_at = at + 16 + 3 * doubled
    offsets = struct.unpack_from(f">{count}H", font, offsets_at)
    for place in range(count):
        for sign in range(firsts[place], min(lasts[place], 0xFFFE) + 1):
            glyph = sign + deltas[place]
            if offsets[place]:
                found_at = offsets_at + 2 * place + offsets[place] + 2 * (sign - firsts[place])
                (glyph,) = struct.unpack_from(">H", font, found_at)
            if glyph & 0xFFFF:
                yield sign
