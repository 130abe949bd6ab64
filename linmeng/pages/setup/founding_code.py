"""The founding code: who stands at the machine may found the alliance, and nobody from the street.

An empty house has no log-in, so its first visitor proves with a code of 60 bits that they (or somebody who
gave it to them) read the console. Only its HMAC is kept, mode 0600; a new code voids the one before; used once.
"""

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from django.conf import settings

SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""32 signs that are not mistaken for one another when read aloud: 5 bits each."""
LENGTH = 12


def _file() -> Path:
    return Path(settings.LINMENG_KEYS) / "founding_code"


def digest(code: str) -> str:
    """What is kept of a code, here and while the founder waits for the SMS; blanks and hyphens do not matter."""
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    return hmac.new(settings.SECRET_KEY.encode(), f"founding {plain}".encode(), hashlib.sha256).hexdigest()


def new_code() -> str:
    """A fresh code for the console, in groups of four; the one before opens nothing any more."""
    code = "".join(secrets.choice(SIGNS) for _sign in range(LENGTH))
    fresh = _file().with_suffix(".new")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(digest(code))
    fresh.replace(_file())
    return "-".join(code[start : start + 4] for start in range(0, LENGTH, 4))


def is_right(code_digest: str) -> bool:
    """Whether this is the digest of the code printed last."""
    try:
        kept = _file().read_text()
    except FileNotFoundError:
        return False
    return hmac.compare_digest(kept, code_digest)


def take(code_digest: str) -> bool:
    """Use the code up. Of two who try at once only one gets True: a file is taken away only once."""
    if not is_right(code_digest):
        return False
    try:
        _file().unlink()
    except FileNotFoundError:
        return False
    return True
