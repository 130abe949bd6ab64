"""Web, worker and seal live and die together."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serve.house import (
    Serving,
    children,
    descendants,
    environment,
    free_port,
    is_alive,
    linmeng,
    within,
)

NAMES = {"granian", "worker", "seal-day"}


@pytest.fixture
def serving(house_home: Path) -> Iterator[Serving]:
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "linmeng", "serve", "--port", str(port), "--welcome"],
        env=environment(house_home),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    serving = Serving(process, port)
    assert within(60, serving.answers)  # four processes start, on a busy machine one after the other
    assert within(5, lambda: set(children(process.pid)) == NAMES)
    yield serving
    serving.end()


@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGINT])
def test_all_end_together_within_five_seconds(serving: Serving, asked: signal.Signals) -> None:
    below = descendants(serving.process.pid)
    assert len(below) >= 4  # the web server has a process of its own below it
    before = time.monotonic()
    serving.process.send_signal(asked)
    assert serving.process.wait(10) == 0
    assert time.monotonic() - before < 5
    assert within(1, lambda: not any(is_alive(pid) for pid in below))


def test_children_end_when_the_parent_is_killed(serving: Serving) -> None:
    below = descendants(serving.process.pid)
    serving.process.kill()
    serving.process.wait(5)
    assert within(5, lambda: not any(is_alive(pid) for pid in below))


def test_killed_child_comes_back_alone(serving: Serving) -> None:
    for name in sorted(NAMES):
        before = children(serving.process.pid)
        os.kill(before[name], signal.SIGKILL)
        changed = dict(before)

        def came_back(
            name: str = name, before: dict[str, int] = before, changed: dict[str, int] = changed
        ) -> bool:
            changed.update(children(serving.process.pid))
            return changed[name] != before[name]

        assert within(10, came_back)
        assert {other for other in NAMES if changed[other] != before[other]} == {name}
    assert within(60, serving.answers)  # four processes start, on a busy machine one after the other


def test_welcome_says_where_the_house_is_and_a_taken_port_is_told(serving: Serving, house_home: Path) -> None:
    assert serving.process.stdout is not None
    said = [serving.process.stdout.readline().strip() for _ in range(2)]
    assert f"http://127.0.0.1:{serving.port}/" in said[0]
    assert str(house_home / "own") in said[1]
    told = linmeng(house_home, "serve", "--port", str(serving.port), check=False)
    assert (told.returncode, str(serving.port) in told.stderr, "Traceback" in told.stderr) == (1, True, False)
