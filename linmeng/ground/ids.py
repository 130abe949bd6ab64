"""64-bit identifiers made by the application: 41 bits of milliseconds since 2025, 22 random bits."""

import secrets
import threading
import time

EPOCH_MS = 1_735_689_600_000  # 2025-01-01T00:00:00Z
RANDOM_BITS = 22

_lock = threading.Lock()
_last = 0


def new_id() -> int:
    """A new identifier, greater than every one made before in this process."""
    global _last  # noqa: PLW0603  the process's own last identifier
    fresh = ((time.time_ns() // 1_000_000 - EPOCH_MS) << RANDOM_BITS) | secrets.randbits(RANDOM_BITS)
    with _lock:
        _last = fresh if fresh > _last else _last + 1
        return _last


def new_token(length: int = 10) -> str:
    """A public random token without look-alike signs (no 0 O 1 I L), 5 bits a sign."""
    return "".join(secrets.choice("23456789ABCDEFGHJKMNPQRSTUVWXYZ") for _ in range(length))
