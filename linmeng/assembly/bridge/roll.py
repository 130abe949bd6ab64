"""The roll as count file and bundle show it, its masks, and the fingerprints that bind it to homes and people."""

import hashlib
import secrets
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from linmeng.assembly.models import RollEntry, RollSupplement
from linmeng_core.bundle import commitments
from linmeng_core.bundle.contents import Entitled, RollLine
from linmeng_core.chain import canonical
from linmeng_core.measures import area_m2, parse_area

SALT_BYTES = 16
DIGITS = 4


def sha256(text: str) -> str:
    """Hex SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def written_area(area_dm2: int) -> str:
    """8000 → "80.00" (m²), as papers and facts carry it."""
    return area_m2(area_dm2)


def area_dm2(written: str) -> int:
    """ "80.00" (m²) → 8000, to draw the bars of a kept result."""
    return parse_area(written)


def deal_masks(entries: Sequence[RollEntry]) -> None:
    """Deal the signs that stand for homes (u0001 …) and owners (o1 …) at random, and bind each home to its own.

    The commitment may hang in public: only who holds the home's salt can open it.
    """
    digits = max(DIGITS, len(str(len(entries))))
    owners = sorted({owner for entry in entries for owner in entry.owners})
    masks = {owner: f"o{number}" for owner, number in zip(owners, _shuffled(len(owners)), strict=True)}
    for entry, number in zip(entries, _shuffled(len(entries)), strict=True):
        entry.mask = f"u{number:0{digits}d}"
        entry.owner_masks = [masks[owner] for owner in entry.owners]
        entry.salt = secrets.token_hex(SALT_BYTES)
        entry.commitment = commitments.unit_commitment(str(entry.vote_id), entry.unit_code, entry.salt)


def _shuffled(count: int) -> list[int]:
    numbers = list(range(1, count + 1))
    secrets.SystemRandom().shuffle(numbers)
    return numbers


def masks_since(owners: Sequence[str], dealt: Mapping[str, str]) -> list[str]:
    """The masks of those who own a home now: the one they have in this vote, or the next free one."""
    last = max((int(mask[1:]) for mask in dealt.values() if mask[1:].isdigit()), default=0)
    fresh = [owner for owner in owners if owner not in dealt]
    masks = dict(dealt) | {owner: f"o{last + place}" for place, owner in enumerate(fresh, start=1)}
    return [masks[owner] for owner in owners]


def entitled(roll: RollEntry | RollSupplement, *, dealt: bool) -> Entitled:
    """Who speaks for a home, by masks. They stand in their own order, not in that of the persons' numbers,
    which would tell who of two came into the house's books first; votes announced before keep theirs.
    """
    masks = dict(zip(roll.owners, roll.owner_masks, strict=True))
    named = masks[roll.representative] if roll.representative else None
    return Entitled(tuple(sorted(roll.owner_masks) if dealt else roll.owner_masks), roll.status, named)


def masked_line(
    entry: RollEntry, since: RollSupplement | None = None, *, delivered: bool = False
) -> RollLine:
    """One home as a bundle and the fingerprints show it; `since`: who its owners are now."""
    now = entitled(since or entry, dealt=bool(entry.commitment))
    return RollLine(entry.mask, entry.area_dm2, now, delivered, entry.commitment)


def roll_line(entry: RollEntry, since: RollSupplement | None = None) -> dict[str, Any]:
    """One unit of the roll as VOTE.json has it; `since`: who its owners are by the supplement that counts."""
    line = masked_line(entry, since)
    told = {"unit": line.unit, "area_m2": area_m2(line.area_dm2)}
    return told | commitments.entitled_as_json(line.entitled)


def roll_fingerprint(entries: Iterable[RollEntry]) -> str:
    """Of the roll at notice, as published then: whoever has the bundle can compute it again."""
    return commitments.roll_fingerprint(
        sorted((masked_line(entry) for entry in entries), key=lambda line: line.unit)
    )


def owners_fingerprint(entries: Iterable[RollEntry]) -> str:
    """Of the roll with its real units and owners: kept in the record, binds masks to what they stand for.

    With the salts, since a dozen masks could be tried out one order after the other.
    """
    known = [
        [e.unit_code, e.salt, e.mask, e.owners, e.owner_masks]
        for e in sorted(entries, key=lambda e: e.unit_code)
    ]
    return sha256(canonical(known))
