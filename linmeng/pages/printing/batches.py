"""How many sheets are typeset in one run, so that memory stays bounded."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import TypeVar

from .labels import labels

# Measured with ballots: a run keeps all its pages in memory until the file is written.
MOST_IN_ONE_RUN = 400

Sheet = TypeVar("Sheet")


class TooManySheets(ValueError):
    """More sheets than one run may hold; `str()` is a sentence for the person who prints."""

    def __init__(self, *, count: int, lang: str) -> None:
        super().__init__(labels(lang)["too_many_sheets"].format(count=count, most=MOST_IN_ONE_RUN))


def refuse_too_many(count: int, *, lang: str) -> None:
    """One run never holds more than MOST_IN_ONE_RUN sheets."""
    if count > MOST_IN_ONE_RUN:
        raise TooManySheets(count=count, lang=lang)


def by_entrance(
    sheets: Sequence[Sheet], entrance: Callable[[Sheet], str]
) -> Iterator[tuple[str, list[Sheet]]]:
    """Neighbouring sheets of one entrance together, in the order given."""
    return ((name, list(together)) for name, together in groupby(sheets, key=entrance))
