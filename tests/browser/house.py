"""A running house for browser tests: a copied home, a server process, a clock to set."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
START_SECONDS = 30


def environment(home: Path, in_use: str = "own") -> dict[str, str]:
    """The environment of a process that lives in this home."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LINMENG", "DJANGO"))}
    fonts = {"FONTCONFIG_FILE": str(font_settings(home))}
    return kept | fonts | {"LINMENG_HOME": str(home), "LINMENG_IN_USE": in_use, "PYTHONPATH": str(ROOT)}


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
    """Build a home once; tests copy it."""
    if not (folder / "ready").exists():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            [sys.executable, "-m", "tests.browser.prepare", what],
            env=environment(folder),
            cwd=ROOT,
            check=True,
            timeout=240,
        )
        (folder / "ready").touch()
    return folder


@dataclass
class House:
    """One test's own house."""

    home: Path
    port: int
    process: subprocess.Popen[bytes]
    clock_file: Path

    @property
    def address(self) -> str:
        """Where it is served."""
        return f"http://127.0.0.1:{self.port}"

    def set_clock(self, instant: datetime) -> None:
        """From now on the house lives at this instant (and on)."""
        shift = int((instant - datetime.now(UTC)).total_seconds())
        self.clock_file.write_text(str(shift))

    def messages(self) -> list[dict[str, str]]:
        """All SMS of the outbox, oldest first."""
        lines: list[str] = []
        for path in sorted((self.home / "own" / "outbox").glob("*.jsonl")):
            lines += path.read_text().splitlines()
        return [json.loads(line) for line in lines]

    def last_code(self, phone: str) -> str:
        """The newest code sent to a phone."""
        texts = [m["text"] for m in self.messages() if m["phone"] == phone]
        digits = [part for part in "".join(c if c.isdigit() else " " for c in texts[-1]).split() if len(part) == 6]
        return digits[0]

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run `linmeng …` in this home."""
        return subprocess.run(
            [sys.executable, "-m", "linmeng", *words],
            env=environment(self.home),
            cwd=ROOT,
            check=False,
            capture_output=True,
            text=True,
            timeout=120,
        )

    def stop(self) -> None:
        """End the server."""
        self.process.kill()
        self.process.wait(10)


def open_house(template: Path, home: Path) -> House:
    """Copy a template home and serve it."""
    shutil.copytree(template, home, dirs_exist_ok=True, ignore=shutil.ignore_patterns("fontcache"))
    (home / "fonts.conf").unlink(missing_ok=True)
    clock_file = home / "clock"
    clock_file.write_text("0")
    port = free_port()
    log = (home / "server.log").open("wb")
    env = environment(home) | {"LINMENG_SITE": f"http://127.0.0.1:{port}", "LINMENG_SHOW_OUTBOX": "1"}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.browser.server", str(port), str(clock_file)],
        env=env,
        cwd=ROOT,
        stdout=log,
        stderr=log,
    )
    house = House(home, port, process, clock_file)
    wait_until_up(house)
    return house


def wait_until_up(house: House) -> None:
    """Until /healthz answers; names the log when it does not."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{house.address}/healthz", timeout=2):
                return
        except (urllib.error.URLError, ConnectionError):
            if house.process.poll() is not None:
                break
            time.sleep(0.1)
    raise RuntimeError((house.home / "server.log").read_text()[-2000:])
