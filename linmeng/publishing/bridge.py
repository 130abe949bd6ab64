"""Publishing's door to the core: the one text of facts, as hashed, and the days the law counts."""

import hashlib
from datetime import date, timedelta

from linmeng_core.chain import canonical
from linmeng_core.law.clocks import closing_instant

__all__ = ["canonical", "closing_instant", "facts_sha256", "last_day_of"]


def facts_sha256(text: str) -> str:
    """The fingerprint of canonical facts."""
    return hashlib.sha256(text.encode()).hexdigest()


def last_day_of(published_on: date, days: int) -> date:
    """The day itself is not counted (Civil Code 201): 5 July and 15 days last until the end of 20 July."""
    return published_on + timedelta(days=days)
