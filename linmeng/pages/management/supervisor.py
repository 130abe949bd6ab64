"""One command runs the web server, the worker and the daily seal, and ends them together."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from types import FrameType

SECONDS_TO_END = 4.0
LONGEST_PAUSE = 30.0
STEADY_AFTER = 60.0
_PR_SET_PDEATHSIG = 1


def end_with_parent() -> None:
    """Ask the kernel to end this process when its parent dies, however it dies (Linux only)."""
    libc = ctypes.CDLL(None, use_errno=True)
    if hasattr(libc, "prctl"):
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


@contextmanager
def stop_asked() -> Iterator[threading.Event]:
    """An event that is set by SIGTERM, Ctrl-C, or when the parent is gone."""
    asked = threading.Event()

    def ask(_signal: int, _frame: FrameType | None) -> None:
        asked.set()

    before = [(number, signal.signal(number, ask)) for number in (signal.SIGTERM, signal.SIGINT)]
    try:
        yield asked
    finally:
        for number, handler in before:
            signal.signal(number, handler)


@dataclass
class Child:
    """A process that is kept running; after a crash it comes back, each time a little later."""

    name: str
    words: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    pause: float = 1.0
    start_at: float = field(default=0.0)

    def start(self, now: float) -> None:
        # its own group: Ctrl-C reaches the supervisor alone, which then ends all in order
        self.process = subprocess.Popen(self.words, preexec_fn=end_with_parent, process_group=0)  # noqa: S603, PLW1509
        self.started_at = now

    def look_after(self, now: float, say: Callable[[str], object]) -> None:
        """Start the process if it is due; after a crash, plan its return."""
        if self.process is None:
            if now >= self.start_at:
                self.start(now)
            return
        code = self.process.poll()
        if code is None:
            return
        self.signal_group(signal.SIGKILL)  # what it may have left behind
        self.pause = 1.0 if now - self.started_at > STEADY_AFTER else min(self.pause * 2, LONGEST_PAUSE)
        self.process, self.start_at = None, now + self.pause
        say(f"{self.name} ended with {code}; it starts again in {self.pause:.0f} s")

    def signal_group(self, number: int) -> None:
        if self.process is not None:
            with suppress(ProcessLookupError):  # the whole group has ended already
                os.killpg(self.process.pid, number)


def _end(children: Sequence[Child]) -> None:
    for child in children:
        child.signal_group(signal.SIGTERM)
    deadline = time.monotonic() + SECONDS_TO_END
    for child in children:
        if child.process is not None:
            with suppress(subprocess.TimeoutExpired):  # killed with its group below
                child.process.wait(max(deadline - time.monotonic(), 0.01))
    for child in children:
        child.signal_group(signal.SIGKILL)


def supervise(
    children: Sequence[Child], *, say: Callable[[str], object], first: Callable[[], object] | None = None
) -> None:
    """Keep the children running until SIGTERM or Ctrl-C, then end all of them within five seconds."""
    with stop_asked() as asked:
        parent = os.getppid()
        try:
            while not asked.is_set() and os.getppid() == parent:
                for child in children:
                    child.look_after(time.monotonic(), say)
                if first is not None and first():
                    first = None
                asked.wait(0.2)
        finally:
            _end(children)


def own_command(*words: str) -> list[str]:
    """The words that start another command of the house in this environment."""
    return [sys.executable, "-m", "linmeng", *words]


def repeat(turn: Callable[[], object], *, every: float) -> None:
    """Take a turn again and again until asked to stop or left alone by the parent."""
    with stop_asked() as asked:
        parent = os.getppid()
        while not asked.is_set() and os.getppid() == parent:
            turn()
            asked.wait(every)
