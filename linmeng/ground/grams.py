"""Chinese words for the index: character bigrams, so that any two neighbouring signs are found.

A run of han characters 外墙砖 becomes `外墙 墙砖 砖`; letters and digits stay words. A phrase of
bigrams means exactly "contains this text"; a single character, or a word, is found as a prefix.
"""

import re
import unicodedata

_HAN = "\u3005\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_RUNS = re.compile(f"([{_HAN}]+)|((?:(?![{_HAN}])[^\\W_])+)")


def _runs(text: str) -> list[tuple[str, str]]:
    """(han run, other word) pairs in order; one of the two is empty."""
    # accents are taken off here, so that both databases see the same words: café is found as cafe
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _RUNS.findall(unicodedata.normalize("NFKC", plain).casefold())


def index_grams(text: str) -> str:
    """All grams of a text, in order, parted by spaces."""
    grams: list[str] = []
    for han, word in _runs(text):
        grams += [han[i : i + 2] for i in range(len(han))] if han else [word]
    return " ".join(grams)


def query_phrases(query: str) -> list[str]:
    """The phrases that must all occur; a phrase of one gram that may go on ends with `*`."""
    phrases: list[str] = []
    for han, word in _runs(query):
        if len(han) > 1:
            phrases.append(" ".join(han[i : i + 2] for i in range(len(han) - 1)))
        else:
            phrases.append((han or word) + "*")
    return phrases
