"""What stands on a ballot, as text.

A matter: one word. An election: the numbers of the candidates who are marked, ascending, joined by "+"
("1+3"), or one of the words of `ALONE`.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

AGAINST, ABSTAIN, UNCLEAR = "against", "abstain", "unclear"
ALONE = (AGAINST, ABSTAIN, UNCLEAR)
"""Against every candidate, nothing marked, cannot be made out: each stands alone."""
AND = "+"


@dataclass(frozen=True)
class Marks:
    """One answer to an election, taken apart."""

    numbers: tuple[int, ...] = ()
    against_all: bool = False
    unclear: bool = False


def parse_marks(text: str) -> Marks:
    """ "1+3" → the candidates 1 and 3. ValueError for what nobody could have kept."""
    if text in ALONE:
        return Marks(against_all=text == AGAINST, unclear=text == UNCLEAR)
    parts = text.split(AND)
    if not all(part.isascii() and part.isdigit() for part in parts):
        raise ValueError(f"no answer to an election: {text!r}")
    numbers = tuple(int(part) for part in parts)
    if written_marks(numbers) != text:
        raise ValueError(f"numbers not ascending, or one twice: {text!r}")
    return Marks(numbers=numbers)


def written_marks(numbers: Iterable[int]) -> str:
    """The candidates 3 and 1 → "1+3"."""
    return AND.join(str(number) for number in sorted(set(numbers)))


def joined(marked: Collection[str]) -> str:
    """What several ticked boxes of an election say together: names beside the box against all are unclear."""
    if not marked:
        return ABSTAIN
    if len(marked) == 1:
        return next(iter(marked))
    if set(marked) & set(ALONE):
        return UNCLEAR
    return written_marks(int(number) for number in marked)
