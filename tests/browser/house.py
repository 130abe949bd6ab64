"""A running house for browser tests: a copied home, a server process, a clock to set."""

import fcntl
import json
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.cast import NOON

ROOT = Path(__file__).resolve().parent.parent.parent
START_SECONDS = 30
CODE = re.compile(r"(?<!\d)\d{6}(?!\d)")


def environment(home: Path, dwelling: str = "own") -> dict[str, str]:
    """The environment of a process that lives in this home."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LINMENG", "DJANGO"))}
    fonts = {"FONTCONFIG_FILE": str(font_settings(home))}
    return kept | fonts | {"LINMENG_HOME": str(home), "LINMENG_IN_USE": dwelling, "PYTHONPATH": str(ROOT)}


def font_settings(home: Path) -> Path:
    """Chinese fonts from the Python package, so that pictures look the same everywhere."""
    import pylopdf_fonts_zh_cn

    folder = Path(pylopdf_fonts_zh_cn.__file__).parent
    path = home / "fonts.conf"
    if not path.exists():
        path.write_text(
            '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
            f"<dir>{folder}</dir><cachedir>{home / 'fontcache'}</cachedir></fontconfig>"
        )
    return path


def free_port() -> int:
    """A port of the loopback that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def make_template(folder: Path, what: str) -> Path:
    """Build a home once a run, whichever of the parallel workers comes first; tests copy it."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder.parent / f"{folder.name}.lock").open("w") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        if not (folder / "ready").exists():
            _build(folder, what)
    return folder


def _build(folder: Path, what: str) -> None:
    """Tables are made once, in the empty home; the others begin as its copy."""
    if what != "empty":
        empty = make_template(folder.parent / "empty-home", "empty")
        shutil.copytree(empty / _dwelling("empty"), folder / _dwelling(what))
    words = [sys.executable, "-m", "tests.browser.prepare", what]
    done = subprocess.run(
        words, env=environment(folder, _dwelling(what)), cwd=ROOT, check=False, capture_output=True, text=True,
        timeout=240,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    (folder / "ready").write_text(what)


def _dwelling(what: str) -> str:
    return "sample" if what == "sample" else "own"


@dataclass
class House:
    """One test's own house."""

    home: Path
    dwelling: str
    port: int
    process: subprocess.Popen[bytes]

    @property
    def address(self) -> str:
        """Where it is served."""
        return f"http://127.0.0.1:{self.port}"

    def set_clock(self, instant: datetime) -> None:
        """From now on the house lives at this instant (and on)."""
        set_clock(self.home / "clock", instant)

    def messages(self) -> list[dict[str, str]]:
        """All SMS of the outbox, oldest first."""
        lines: list[str] = []
        for path in sorted((self.home / self.dwelling / "outbox").glob("*.jsonl")):
            lines += path.read_text().splitlines()
        return [json.loads(line) for line in lines]

    def last_code(self, phone: str) -> str:
        """The newest code sent to a phone."""
        codes = [code for m in self.messages() if m["phone"] == phone for code in CODE.findall(m["text"])]
        return codes[-1]

    def command(self, *words: str, module: str = "linmeng") -> subprocess.CompletedProcess[str]:
        """Run `linmeng …` in this home (or another module of the checkout)."""
        return subprocess.run(
            [sys.executable, "-m", module, *words],
            env=environment(self.home, self.dwelling) | {"LINMENG_SITE": self.address},
            cwd=ROOT,
            check=False,
            capture_output=True,
            text=True,
            timeout=120,
        )

    def work(self) -> None:
        """One turn of the worker, at the house's own hour."""
        clock = str(self.home / "clock")
        done = self.command(clock, "worker", "--once", module="tests.browser.at_its_hour")
        assert done.returncode == 0, done.stderr

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """What the house's database says."""
        file = self.home / self.dwelling / "linmeng.sqlite3"
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
            return database.execute(sql).fetchall()

    def stop(self) -> None:
        """End the server."""
        self.process.kill()
        self.process.wait(10)


def set_clock(clock_file: Path, instant: datetime) -> None:
    """Write the shift from real time; renamed into place, so that no request reads half a number."""
    shift = int((instant - datetime.now(UTC)).total_seconds())
    fresh = clock_file.with_suffix(".new")
    fresh.write_text(str(shift))
    fresh.replace(clock_file)


def open_house(template: Path, home: Path) -> House:
    """Copy a template home and serve it, at the noon of the standing cast."""
    shutil.copytree(template, home, dirs_exist_ok=True, ignore=shutil.ignore_patterns("fontcache"))
    (home / "fonts.conf").unlink(missing_ok=True)
    set_clock(home / "clock", NOON)
    dwelling, port = _dwelling((home / "ready").read_text()), free_port()
    env = environment(home, dwelling)
    env |= {"LINMENG_SITE": f"http://127.0.0.1:{port}", "LINMENG_SHOW_OUTBOX": "1"}
    with (home / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.browser.server", str(port), str(home / "clock")],
            env=env,
            cwd=ROOT,
            stdout=log,
            stderr=log,
        )
    house = House(home, dwelling, port, process)
    wait_until_up(house)
    return house


def wait_until_up(house: House) -> None:
    """Until /healthz answers; shows the log when it does not."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{house.address}/healthz", timeout=2):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            if house.process.poll() is not None:
                break
            time.sleep(0.1)
    house.stop()
    raise RuntimeError((house.home / "server.log").read_text()[-2000:])
