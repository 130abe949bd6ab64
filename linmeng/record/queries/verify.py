"""Walking the whole log and naming the first broken link."""

from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from linmeng.record.bridge import seal_text, verify
from linmeng.record.models import Chain, DaySeal, Entry

PAGE = 5_000


@dataclass(frozen=True)
class RecordFinding:
    """What was found: `broken` is empty when every link and seal holds."""

    length: int
    seals: int
    broken: str


def _links() -> list[tuple[int, str, str]]:
    rows: list[tuple[int, str, str]] = []
    while page := list(
        Entry.objects.filter(number__gt=len(rows))
        .order_by("number")
        .values_list("number", "text", "hash")[:PAGE]
    ):
        rows += page
    return rows


def _broken_link(rows: list[tuple[int, str, str]]) -> str:
    for place, (number, _text, _hash) in enumerate(rows, start=1):
        if number != place:
            return f"entry {place} is missing"
    broken = verify((text, hash_) for _number, text, hash_ in rows)
    if broken is not None:
        return (
            f"entry {rows[broken.position][0]}: expected {broken.expected[:16]}…, found {broken.found[:16]}…"
        )
    chain = Chain.objects.first()
    last = rows[-1][2] if rows else "0" * 64
    if chain is not None and (chain.length, chain.last_hash) != (len(rows), last):
        return f"the log ends at entry {len(rows)}, but {chain.length} were written"
    return ""


def _broken_seal(slug: str, hashes: list[str]) -> str:
    for seal in DaySeal.objects.order_by("day"):
        text = seal_text(slug=slug, day=seal.day, length=seal.length, last_hash=seal.last_hash)
        try:
            Ed25519PublicKey.from_public_bytes(bytes.fromhex(seal.public_key)).verify(
                bytes.fromhex(seal.signature), text.encode()
            )
        except (InvalidSignature, ValueError):
            return f"the seal of {seal.day} is not signed by its key"
        if seal.length > len(hashes) or (seal.length and hashes[seal.length - 1] != seal.last_hash):
            return f"the seal of {seal.day} does not fit entry {seal.length}"
    return ""


def finding(slug: str) -> RecordFinding:
    """Verify every link and every seal of the alliance in force."""
    rows = _links()
    broken = _broken_link(rows) or _broken_seal(slug, [hash_ for _n, _t, hash_ in rows])
    return RecordFinding(length=len(rows), seals=DaySeal.objects.count(), broken=broken)
