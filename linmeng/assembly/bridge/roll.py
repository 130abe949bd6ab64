"""The roll as the count file shows it, and the fingerprints that bind it to real homes and people."""

import hashlib
from collections.abc import Iterable
from typing import Any

from linmeng.assembly.models import RollEntry, RollSupplement
from linmeng_core.chain import canonical
from linmeng_core.measures import area_m2, parse_area


def sha256(text: str) -> str:
    """Hex SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def written_area(area_dm2: int) -> str:
    """8000 → "80.00" (m²), as papers and facts carry it."""
    return area_m2(area_dm2)


def area_dm2(written: str) -> int:
    """ "80.00" (m²) → 8000, to draw the bars of a kept result."""
    return parse_area(written)


def roll_line(entry: RollEntry, since: RollSupplement | None = None) -> dict[str, Any]:
    """One unit of the roll; `since`: who its owners are by the supplement that counts for it."""
    entitled = since or entry
    masks = dict(zip(entitled.owners, entitled.owner_masks, strict=True))
    return {
        "unit": entry.mask,
        "area_m2": area_m2(entry.area_dm2),
        "owners": list(entitled.owner_masks),
        "status": entitled.status,
        "representative": masks[entitled.representative] if entitled.representative else None,
    }


def roll_fingerprint(entries: Iterable[RollEntry]) -> str:
    """Of the roll as the count file shows it: whoever has the file can compute it again."""
    return sha256(canonical([roll_line(entry) for entry in sorted(entries, key=lambda e: e.mask)]))


def owners_fingerprint(entries: Iterable[RollEntry]) -> str:
    """Of the roll with its real units and owners: kept in the record, binds masks to what they stand for."""
    known = [
        [e.unit_code, e.mask, e.owners, e.owner_masks] for e in sorted(entries, key=lambda e: e.unit_code)
    ]
    return sha256(canonical(known))
