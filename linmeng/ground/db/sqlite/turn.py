"""Taking turns at writing to a SQLite file: among the threads of a process by a lock, among processes by a lock file.

SQLite itself lets one transaction write at a time, but whoever waits for it sleeps ever longer; on a busy
evening some would wait a second while others pass. Here whoever waits is woken. The lock file holds nothing
and is let go by the system when its process ends, however it ends.
"""

import fcntl
import os
import threading
from contextlib import ExitStack
from functools import lru_cache


class Turn:
    """Whose turn it is to write to one file."""

    def __init__(self, file: str) -> None:
        self._threads = threading.Lock()
        self._file = os.open(f"{file}-turn", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def take(self, seconds: float) -> bool:
        """Wait among the threads that long at most: after it SQLite says that the database is locked."""
        if not self._threads.acquire(timeout=seconds):
            return False
        with ExitStack() as undone:
            undone.callback(self._threads.release)
            fcntl.flock(self._file, fcntl.LOCK_EX)
            undone.pop_all()
        return True

    def give_up(self) -> None:
        """The next one may write."""
        fcntl.flock(self._file, fcntl.LOCK_UN)
        self._threads.release()


@lru_cache(maxsize=64)
def _of_process(file: str, process: int) -> Turn:
    return Turn(file)


def turn_of(file: str) -> Turn:
    """The turn of a file; a process that was forked has one of its own."""
    return _of_process(file, os.getpid())
