"""Posters for the board: the result of a vote, the notice before it, what became of matters."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from .scan_code import ScanCode
from .two_bars import Bar
from .typeset import as_plain, pdf

Size = Literal["a3", "a4"]


@dataclass(frozen=True)
class Figure:
    """One of the three facts: 「203 户」 and what it counts."""

    figure: str
    label: str


@dataclass(frozen=True)
class QuestionResult:
    """One question: both bars, and the seal of a finished state (已通过) or an empty word."""

    title: str
    bars: tuple[Bar, Bar]
    seal: str = ""


@dataclass(frozen=True, kw_only=True)
class PosterHead:
    """What every poster carries; empty texts are left out."""

    compound: str
    headline: str
    next: str
    code: ScanCode
    rule: str
    date: str
    led_by: str = ""
    sample: bool = False
    lang: str = "zh"
    size: Size = "a3"


@dataclass(frozen=True, kw_only=True)
class ResultPosterFacts(PosterHead):
    """The result of a vote; the headline says the state, `lines` explain the count."""

    questions: tuple[QuestionResult, ...]
    facts: tuple[Figure, ...]
    lines: tuple[str, ...] = ()
    fingerprint: str
    bundle: ScanCode | None = None
    """Where the bundle is, and the first eight signs of its SHA-256."""


@dataclass(frozen=True, kw_only=True)
class NoticePosterFacts(PosterHead):
    """Before the vote: what, when, how, and what it takes to pass."""

    questions: tuple[str, ...]
    when: str
    how_to_vote: tuple[str, ...]
    what_passes: tuple[str, ...]
    fingerprint: str = ""


@dataclass(frozen=True)
class MatterRow:
    """One matter on the list: its place, how many spoke, where it stands, the next date."""

    place: int
    title: str
    voices: str
    state: str
    next: str
    mood: Literal["going", "done", "late"] = "going"


@dataclass(frozen=True)
class Picture:
    """A photograph handed in beside the facts under `name`."""

    name: str
    caption: str


@dataclass(frozen=True, kw_only=True)
class MattersPosterFacts(PosterHead):
    """What became of neighbours' words; `rule` may be empty."""

    matters: tuple[MatterRow, ...]
    pictures: tuple[Picture, ...] = ()


def result_poster_pdf(facts: ResultPosterFacts) -> bytes:
    """The A3 or A4 poster of a counted vote."""
    return pdf("result_poster.typ", as_plain(facts))


def notice_poster_pdf(facts: NoticePosterFacts) -> bytes:
    """The poster that calls neighbours to a vote."""
    return pdf("notice_poster.typ", as_plain(facts))


def matters_poster_pdf(facts: MattersPosterFacts, pictures: Mapping[str, bytes] | None = None) -> bytes:
    """The list of matters; `pictures` are the photographs the facts name."""
    return pdf("matters_poster.typ", as_plain(facts), pictures)
