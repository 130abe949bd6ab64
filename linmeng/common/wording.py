"""Words as people wrote them: without signs that nobody sees or that turn a page around, and of a fitting length."""

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_JOINER = "\u200d"
"""Zero width joiner: holds the parts of one emoji together, so it stays."""


def clean_words(text: str) -> str:
    """Without control characters, direction marks and invisible signs; line breaks stay. Tags stay text."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(sign for sign in lines if sign in "\n" + _JOINER or not _unseen(sign)).strip()


def _unseen(sign: str) -> bool:
    # Cc controls, Cf direction marks and zero widths, Cs half signs, Co private use
    return unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co")


def clean_line(text: str) -> str:
    """The same on one line."""
    return " ".join(clean_words(text).split())


def paragraphs_of(text: str) -> list[str]:
    """One paragraph a line; empty lines are left out."""
    return [" ".join(line.split()) for line in clean_words(text).split("\n") if line.strip()]


def fitting(words: str, *, field: str, fewest: int, most: int) -> str:
    """Cleaned words as they are if their length fits; else a sentence that says what is wrong, at the field."""
    if len(words) < fewest:
        raise ValidationError({field: _("Please write at least %(n)s characters.") % {"n": fewest}})
    if len(words) > most:
        sentence = _("These are %(have)s characters; please keep to %(most)s.")
        raise ValidationError({field: sentence % {"have": len(words), "most": most}})
    return words
