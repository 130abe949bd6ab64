"""Walking the whole log and naming the first broken link."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

from linmeng.record.bridge import FIRST, seal_text, verify
from linmeng.record.models import Chain, DaySeal, Entry

PAGE = 5_000


@dataclass(frozen=True)
class RecordFinding:
    """What was found: `broken` is empty when every link and seal holds."""

    length: int
    seals: int
    broken: str


def _entries() -> Iterator[Entry]:
    """All entries in order, read in pages."""
    last = -1
    while page := list(Entry.objects.filter(number__gt=last).order_by("number")[:PAGE]):
        yield from page
        last = page[-1].number


def _columns_repeat_text(entry: Entry, before: str) -> bool:
    """Whether the columns used for finding an entry say what its hashed text says."""
    try:
        text = json.loads(entry.text)
        told = (text["number"], text["kind"], datetime.fromisoformat(text["at"]), before)
    except (ValueError, KeyError, TypeError):
        return False
    return told == (entry.number, entry.kind, entry.happened_at, entry.previous_hash)


def _broken_link(entries: Sequence[Entry]) -> str:
    before = FIRST
    for place, entry in enumerate(entries, start=1):
        if entry.number != place:
            return f"entry {place} is missing"
        wrong = verify([(entry.text, entry.hash)], first=before)
        if wrong is not None:
            return f"entry {place}: expected {wrong.expected[:16]}…, found {wrong.found[:16]}…"
        if not _columns_repeat_text(entry, before):
            return f"entry {place}: its columns differ from its text"
        before = entry.hash
    return _broken_end(len(entries), before)


def _broken_end(length: int, last_hash: str) -> str:
    chain = Chain.objects.first()
    written = (chain.length, chain.last_hash) if chain is not None else (0, FIRST)
    if written != (length, last_hash):
        return f"the log ends at entry {length}, but {written[0]} were written"
    return ""


def _own_key() -> str:
    """The public half of the house's own key, or nothing where only a copy is verified."""
    path = Path(settings.LINMENG_KEYS) / "day_seal.key"
    if not path.exists():
        return ""
    own = Ed25519PrivateKey.from_private_bytes(path.read_bytes()).public_key()
    return own.public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def _is_signed(seal: DaySeal, slug: str) -> bool:
    text = seal_text(slug=slug, day=seal.day, length=seal.length, last_hash=seal.last_hash)
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(seal.public_key))
        key.verify(bytes.fromhex(seal.signature), text.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def _broken_seal(slug: str, entries: Sequence[Entry], seals: Sequence[DaySeal]) -> str:
    house_key = _own_key() or (seals[0].public_key if seals else "")
    longest = 0
    for seal in seals:
        if not _is_signed(seal, slug):
            return f"the seal of {seal.day} is not signed by its key"
        if seal.public_key != house_key:
            return f"the seal of {seal.day} is signed by another key than the house's"
        last_hash = entries[seal.length - 1].hash if 0 < seal.length <= len(entries) else FIRST
        if not longest <= seal.length <= len(entries) or last_hash != seal.last_hash:
            return f"the seal of {seal.day} does not fit entry {seal.length}"
        longest = seal.length
    return ""


def finding(slug: str) -> RecordFinding:
    """Verify every link and every seal of the alliance in force."""
    entries, seals = list(_entries()), list(DaySeal.objects.order_by("day"))
    broken = _broken_link(entries) or _broken_seal(slug, entries, seals)
    return RecordFinding(length=len(entries), seals=len(seals), broken=broken)
