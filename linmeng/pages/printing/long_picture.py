"""What a publication sends into a WeChat group: one long picture and one short text."""

import io
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
    """A publication in short; two bars or three facts, or both; empty texts are left out."""

    compound: str
    kind: str
    headline: str
    next: str
    date: str
    code: ScanCode
    questions: tuple[QuestionResult, ...] = ()
    facts: tuple[Figure, ...] = ()
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
    lines = [f"【{facts.compound}】{facts.headline}", facts.date]
    lines += [f"{question.title}：{question.seal}" for question in facts.questions if question.seal]
    lines += [f"{fact.label}：{fact.figure}" for fact in facts.facts]
    lines += [
        f"{words['next']}：{facts.next}",
        f"{words['read_more']}：{facts.code.address}",
        f"{words['check_code']}：{facts.code.check_code}",
    ]
    if facts.sample:
        lines.insert(0, f"（{words['sample_note']}）")
    return "\n".join(lines)
