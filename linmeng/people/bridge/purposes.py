"""The register of purposes, as the house reads it."""

import hashlib

from linmeng_core.law.load import register_of_purposes
from linmeng_core.law.purposes import Clock, Purpose


def all_purposes() -> tuple[Purpose, ...]:
    """Every purpose for which something is kept of people."""
    return register_of_purposes().purposes


def all_clocks() -> tuple[Clock, ...]:
    """Every clock after which something is forgotten."""
    return register_of_purposes().clocks


def consents_asked() -> tuple[Purpose, ...]:
    """The purposes that rest on consent."""
    return tuple(purpose for purpose in all_purposes() if purpose.asked)


def days_of_clock(code: str) -> int:
    """After how many days this is forgotten."""
    return register_of_purposes().clock(code).days


def words_hash(purpose: Purpose) -> str:
    """SHA-256 of what a person agrees to, in both languages."""
    return hashlib.sha256(purpose.agreed_words().encode()).hexdigest()
