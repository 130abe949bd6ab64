"""Which homes are called back after a vote: a draw that anybody can repeat with the seed and the register."""

import hashlib
from collections.abc import Iterable

from linmeng_core.errors import BadInput


def lot_of(seed: str, home: str) -> str:
    """The lot of one home: hex SHA-256 of the seed, a line feed and the home's code."""
    return hashlib.sha256(f"{seed}\n{home}".encode()).hexdigest()


def drawn_homes(seed: str, homes: Iterable[str], size: int) -> tuple[str, ...]:
    """The `size` homes with the lowest lots, lowest first; all of them where there are not more.

    The order in which the homes are given does not matter. `homes`: the codes of those for which a ballot was
    cast; one given twice counts once. BadInput without a seed, or for a size below 1.
    """
    if not seed:
        raise BadInput("not_a_text", "seed", given="''")
    if size < 1:
        raise BadInput("not_a_number", "size", given=size)
    return tuple(sorted(set(homes), key=lambda home: (lot_of(seed, home), home))[:size])
