"""The weekly brief (街道周报): counts by compound on A4."""

from dataclasses import dataclass

from .typeset import as_plain, pdf


@dataclass(frozen=True)
class BriefTable:
    """One table: headings, a line for each compound, the line of sums."""

    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...]


@dataclass(frozen=True)
class NewsPart:
    """A heading and its lines."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class WeeklyBriefFacts:
    """One week; every figure stands here as the very text the page shows."""

    title: str
    period: str
    committee: str
    headline: str
    tables: tuple[BriefTable, ...]
    news: tuple[NewsPart, ...]
    notes: tuple[str, ...]
    sample: bool = False
    lang: str = "zh"


def weekly_brief_pdf(facts: WeeklyBriefFacts) -> bytes:
    """As many sheets as needed; heads of tables repeat."""
    return pdf("weekly_brief.typ", as_plain(facts))
