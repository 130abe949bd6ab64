"""How long the words of voices, matters and answers may be."""

from linmeng.common.wording import clean_line, clean_words, fitting

FEWEST, MOST = 2, 2000
TITLE_MOST, SUMMARY_MOST, ANSWER_MOST = 60, 600, 300


def checked_words(text: str, *, field: str = "words", fewest: int = FEWEST, most: int = MOST) -> str:
    """Cleaned words of a fitting length, or a sentence that says what is wrong."""
    return fitting(clean_words(text), field=field, fewest=fewest, most=most)


def checked_line(text: str, *, field: str, fewest: int, most: int) -> str:
    """The same for one line."""
    return fitting(clean_line(text), field=field, fewest=fewest, most=most)
