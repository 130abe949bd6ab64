"""A real house in a process of its own: its home, its port, its children."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


def free_port() -> int:
    """A port nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(home: Path, **more: str) -> dict[str, str]:
    """The environment of a house of its own: none of ours leaks in."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith("LINMENG_")}
    return {**kept, "LINMENG_HOME": str(home), **more}


def linmeng(home: Path, *words: str, check: bool = True, **more: str) -> subprocess.CompletedProcess[str]:
    """Run one command of the house to its end."""
    told = subprocess.run(
        [sys.executable, "-m", "linmeng", *words],
        env=environment(home, **more),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert told.returncode == 0 or not check, told.stderr
    return told


def within(seconds: float, holds: Callable[[], bool]) -> bool:
    """Whether something comes true in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if holds():
            return True
        time.sleep(0.05)
    return holds()


def is_alive(pid: int) -> bool:
    """Whether a process runs (a zombie does not)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def children(pid: int) -> dict[str, int]:
    """Direct children by what they do."""
    found = {}
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        words = Path(f"/proc/{child}/cmdline").read_text()
        for name in ("granian", "worker", "seal-day"):
            if name in words.split("\0"):
                found[name] = int(child)
    return found


def descendants(pid: int) -> list[int]:
    """All processes below one, at this moment."""
    below = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return below + [deeper for child in below for deeper in descendants(child)]


@dataclass
class Serving:
    """`linmeng serve` in a process."""

    process: subprocess.Popen[str]
    port: int

    def answers(self) -> bool:
        """Whether the web server answers."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=2) as answer:
                return answer.status == 200
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False

    def end(self) -> None:
        """Whatever the test did, leave nothing running."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(10)
