"""Words as they were said, without signs that cannot be seen or that turn the direction of a page."""

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

FEWEST, MOST = 2, 2000
TITLE_MOST, SUMMARY_MOST, ANSWER_MOST = 60, 600, 300
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


def checked_words(text: str, *, field: str = "words", fewest: int = FEWEST, most: int = MOST) -> str:
    """Cleaned words of a fitting length, or a sentence that says what is wrong."""
    words = clean_words(text)
    if len(words) < fewest:
        raise ValidationError({field: _("Please write at least %(n)s characters.") % {"n": fewest}})
    if len(words) > most:
        raise ValidationError(
            {
                field: _("These are %(have)s characters; please keep to %(most)s.")
                % {"have": len(words), "most": most}
            }
        )
    return words


def checked_line(text: str, *, field: str, fewest: int, most: int) -> str:
    """The same for one line."""
    return checked_words(" ".join(clean_words(text).split()), field=field, fewest=fewest, most=most)
