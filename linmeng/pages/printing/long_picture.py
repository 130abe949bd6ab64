"""What a publication sends into a WeChat group: one long picture and one short text."""

import io
from collections.abc import Mapping
from dataclasses import dataclass

from PIL import Image

from .labels import labels
from .poster import Figure, QuestionResult
from .scan_code import ScanCode
from .typeset import as_plain, png

WIDTH_PIXELS = 1080
# Calm paper has few colours; 128 keep the edges of the type smooth.
COLOURS = 128


@dataclass(frozen=True, kw_only=True)
class PictureFacts:
    """A publication in short: two bars, three facts, plain words, or all; empty texts are left out."""

    compound: str
    kind: str
    headline: str
    next: str
    date: str
    code: ScanCode
    questions: tuple[QuestionResult, ...] = ()
    facts: tuple[Figure, ...] = ()
    paragraphs: tuple[str, ...] = ()
    rule: str = ""
    led_by: str = ""
    sample: bool = False
    lang: str = "zh"


def long_picture_png(facts: PictureFacts) -> bytes:
    """A PNG 1080 pixels wide, as high as it needs."""
    drawn = Image.open(io.BytesIO(png("long_picture.typ", as_plain(facts)))).convert("RGB")
    small = io.BytesIO()
    drawn.quantize(COLOURS, dither=Image.Dither.NONE).save(small, format="PNG", optimize=True)
    return small.getvalue()


def group_text(facts: PictureFacts) -> str:
    """Plain lines for a group: what, the facts, what next, the address and the check code."""
    words = labels(facts.lang)
    lines = [f"【{facts.compound}】{facts.headline}", facts.date, *facts.paragraphs]
    for question in facts.questions:
        lines += [f"{question.title}：{question.seal}"] if question.seal else []
        lines.append(_numbers(question, words, alone=len(facts.questions) == 1))
    lines += [f"{fact.label}：{fact.figure}" for fact in facts.facts]
    lines += [f"{words['next']}：{facts.next}"] if facts.next else []
    lines += [
        f"{words['read_more']}：{facts.code.address}",
        *([f"{words['check_code']}：{facts.code.check_code}"] if facts.code.check_code else []),
    ]
    if facts.sample:
        lines.insert(0, f"（{words['sample_note']}）")
    return "\n".join(lines)


def _numbers(question: QuestionResult, words: Mapping[str, str], *, alone: bool) -> str:
    """The numbers of the two bars, owners / area; beside other questions the answers only, to stay short."""
    areas, heads = question.bars
    by_area = {cell.kind: cell.figure for cell in areas.cells}
    part = f"{heads.participating_figure} / {areas.participating_figure}"
    turnout = words["taking_part"].format(part=part, whole=f"{heads.total_figure} / {areas.total_figure}")
    said = [turnout] if alone else []
    for cell in heads.cells:
        if cell.kind in by_area:
            said.append(f"{words[cell.kind]} {cell.figure} / {by_area[cell.kind]}")
        elif alone and cell.amount:
            said.append(f"{words[cell.kind]} {cell.figure}")
    return " · ".join(said)
