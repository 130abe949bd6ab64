"""The codes of code letters: derived from the server's key and the letter's id, never stored.

60 bits as twelve signs of Crockford's base 32 (no I, L, O, U) in three groups: `7K3M-Q0TW-9XAH`. Who has
the database but not the key file can neither read nor make a code.
"""

import hmac
import os
import secrets
import unicodedata
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from linmeng.ground.tenancy import required_alliance_id

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BITS, GROUP, LENGTH = 60, 4, 12
_LOOK_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})


@dataclass(frozen=True, repr=False)
class LetterKeys:
    """Keys derived from the one key file: to make codes, to find letters by code, to count wrong tries."""

    make: bytes
    find: bytes
    count: bytes


def letter_keys() -> LetterKeys:
    """The server's keys; the file is made at first use, mode 0600."""
    path = Path(settings.LINMENG_KEYS) / "letters.key"
    if not path.exists():
        _make_key(path)
    root = path.read_bytes()
    return LetterKeys(*(hmac.digest(root, use, "sha256") for use in (b"make", b"find", b"count")))


def _make_key(path: Path) -> None:
    draft = path.with_name(f"letters.{secrets.token_hex(8)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(secrets.token_bytes(32))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)  # whole or not at all; whoever was first keeps it
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def code_of(keys: LetterKeys, letter_id: int) -> str:
    """The twelve signs of a letter, without groups."""
    text = f"{required_alliance_id()}:{letter_id}".encode()
    number = int.from_bytes(hmac.digest(keys.make, text, "sha256"), "big") >> (256 - BITS)
    return "".join(SIGNS[number >> (5 * place) & 31] for place in reversed(range(LENGTH)))


def in_groups(code: str) -> str:
    """7K3MQ0TW9XAH as 7K3M-Q0TW-9XAH, as printed."""
    return "-".join(code[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def as_typed(text: str) -> str:
    """What someone typed, as twelve signs: case, spaces, dashes and look-alikes forgiven; else empty."""
    upper = unicodedata.normalize("NFKC", text).upper().translate(_LOOK_ALIKE)
    plain = "".join(sign for sign in upper if sign.isalnum())
    return plain if len(plain) == LENGTH and set(plain) <= set(SIGNS) else ""


def code_hmac(keys: LetterKeys, code: str) -> str:
    """What is stored of a code."""
    return hmac.new(keys.find, f"{required_alliance_id()}:{code}".encode(), sha256).hexdigest()
