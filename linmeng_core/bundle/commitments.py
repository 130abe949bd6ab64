"""Hashes that bind a bundle to what only some people know: homes, receipts, the roll at notice."""

import hashlib
from collections.abc import Iterable
from typing import Any

from linmeng_core.bundle.contents import Entitled, RollLine
from linmeng_core.chain import canonical
from linmeng_core.measures import area_m2


def sha256(content: bytes) -> str:
    """Hex SHA-256."""
    return hashlib.sha256(content).hexdigest()


def sha256_of(value: object) -> str:
    """Hex SHA-256 of the canonical JSON of a value."""
    return sha256(canonical(value).encode())


def unit_commitment(vote: str, unit_code: str, salt: str) -> str:
    """Binds a mask to the real unit. `salt`: 128 random bits as hex, given to the owner with the receipt."""
    return sha256_of([vote, unit_code, salt])


def receipt_sha256(vote: str, code: str, salt: str) -> str:
    """Binds a ballot to the receipt its owner holds; the same salt as the unit's."""
    return sha256_of([vote, code, salt])


def roll_fingerprint(roll: Iterable[RollLine]) -> str:
    """Of the roll as it stood at notice, published with it: later changes stand in supplements."""
    rows = [_row(line, line.supplement.at_notice if line.supplement else line.entitled) for line in roll]
    return sha256_of(rows)


def supplement_fingerprint(line: RollLine) -> str:
    """Of one home whose owners changed after notice, as it stands since."""
    return sha256_of([_row(line, line.entitled)])


def _row(line: RollLine, entitled: Entitled) -> dict[str, Any]:
    return {
        "unit": line.unit,
        "area_m2": area_m2(line.area_dm2),
        "commitment": line.commitment,
        **entitled_as_json(entitled),
    }


def entitled_as_json(entitled: Entitled) -> dict[str, Any]:
    """Who speaks for a unit, as it stands in a roll line."""
    return {
        "owners": list(entitled.owners),
        "status": entitled.status,
        "representative": entitled.representative,
    }
