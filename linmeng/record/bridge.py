"""The record's door to the core: canonical text and hash links."""

from datetime import date

from linmeng_core.chain import FIRST, canonical, link, verify

__all__ = ["FIRST", "canonical", "link", "seal_text", "verify"]


def seal_text(*, slug: str, day: date, length: int, last_hash: str) -> str:
    """What a day's seal signs."""
    return canonical({"alliance": slug, "day": day.isoformat(), "length": length, "last_hash": last_hash})
