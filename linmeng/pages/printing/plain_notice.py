"""The poster of a notice that officers wrote themselves: headline, paragraphs, until when, photographs."""

from collections.abc import Mapping
from dataclasses import dataclass

from .poster import Picture, PosterHead
from .typeset import as_plain, pdf


@dataclass(frozen=True, kw_only=True)
class PlainPosterFacts(PosterHead):
    """`kind` stands beside the compound's name, `until` and `issuer` below the words; all may be empty."""

    kind: str
    paragraphs: tuple[str, ...]
    until: str = ""
    issuer: str = ""
    pictures: tuple[Picture, ...] = ()


def plain_poster_pdf(facts: PlainPosterFacts, pictures: Mapping[str, bytes] | None = None) -> bytes:
    """The A3 or A4 poster; raises MissingGlyph, which names the character the font lacks."""
    return pdf("plain_notice.typ", as_plain(facts), pictures)
