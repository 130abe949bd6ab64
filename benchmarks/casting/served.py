"""The two houses of one comparison, ours and the plain one, on one database and one disk."""

import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psycopg

from benchmarks.casting.crowd import WARM
from linmeng.pages.management.web_server import PROCESSES, THREADS
from tests.assembly.serving import CSRF, PROJECT, House
from tests.cluster import Cluster, cluster

CLIENTS = 32
READY = 6
"""Seconds after the first answer, so that the second process has loaded its pages too."""
PLAIN = ["bare1", "bare2", "checked1", "checked2"]
OURS, ONE_PROCESS = (PROCESSES, THREADS), (1, 4)
"""Processes and threads of each: as the house is served; and what may suit a small view better."""
HEAD = (
    "POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    "Cookie: sessionid={session}; csrftoken={csrf}\r\nContent-Length: {length}\r\n\r\n{body}"
)


@dataclass
class PlainHouse(House):
    application: str = "benchmarks.casting.plain:application"

    @property
    def environment(self) -> dict[str, str]:
        return super().environment | {"PLAIN_HOME": str(self.home)}


@dataclass
class Pair:
    """Ours with its open vote, the plain one with its log-ins."""

    ours: House
    plain: PlainHouse
    told: dict[str, Any]
    sessions: list[str]


def request(path: str, session: str, **form: str) -> str:
    """One whole HTTP request."""
    body = urlencode({"csrfmiddlewaretoken": CSRF, **form})
    return HEAD.format(path=path, session=session, csrf=CSRF, length=len(body), body=body)


def casts(pair: Pair, begin: int, number: int) -> list[str]:
    """The last step of casting (`sure`): each from another home, with its owner's session."""
    path = f"/a/{pair.told['slug']}/votes/{pair.told['vote']}/cast/{{}}/"
    homes = pair.told["homes"][begin : begin + number]
    return [
        request(path.format(h["entry"]), h["session"], q1="yes", sure="1", once=f"form-{h['entry']}")
        for h in homes
    ]


def inserts(pair: Pair, view: str, begin: int, number: int) -> list[str]:
    """One row each through a plain view (`bare` or `checked`, and the layout's number), by as many people as
    there are.
    """
    offset = 10_000_000 * PLAIN.index(view)
    view = view.rstrip("12")
    people = len(pair.sessions)
    return [
        request(f"/{view}/", pair.sessions[unit % people], q1="yes", unit=str(offset + unit))
        for unit in range(begin, begin + number)
    ]


@dataclass
class Timed:
    """One view on one server: what its bursts of one round took."""

    house: House
    requests: Callable[[int, int], list[str]]
    sent: int = 0
    """How many requests it was sent so far, counted or not: the next burst begins with others."""
    seconds: float = 0.0
    milliseconds: list[float] = field(default_factory=list)
    statuses: Counter[str] = field(default_factory=Counter)

    def burst(self, number: int) -> None:
        """Thirty-two clients at once until so many requests are answered."""
        file = self.house.home / "requests.json"
        file.write_text(json.dumps(self.requests(self.sent, number + WARM)))
        self.sent += number + WARM
        words = [
            sys.executable,
            "-m",
            "benchmarks.casting.crowd",
            str(self.house.port),
            str(CLIENTS),
            str(file),
        ]
        done = subprocess.run(words, cwd=PROJECT, check=True, capture_output=True, text=True, timeout=600)
        told = json.loads(done.stdout)
        self.seconds += told["seconds"]
        self.milliseconds += told["milliseconds"]
        self.statuses.update(told["statuses"])

    def end_round(self) -> dict[str, Any]:
        """Rate and milliseconds of the round; the next one begins with nothing."""
        taken = sorted(self.milliseconds)
        told = {
            "rate": len(taken) / self.seconds,
            "p50": taken[len(taken) // 2],
            "p99": taken[len(taken) * 99 // 100],
            "statuses": dict(self.statuses),
        }
        self.seconds, self.milliseconds, self.statuses = 0.0, [], Counter()
        return told


@contextmanager
def serving(*houses: tuple[House, tuple[int, int]]) -> Iterator[None]:
    """All of them at once, each by so many processes and threads; who is not asked costs nothing."""
    try:
        for house, layout in houses:
            house.start(*layout)
        time.sleep(READY)
        yield
    finally:
        for house, _layout in houses:
            house.kill()


def in_force(house: House) -> dict[str, str]:
    """What the database says of durability; stops the benchmark when it is not what is claimed."""
    whose = "plain" if isinstance(house, PlainHouse) else "house"
    words = [sys.executable, "-m", "benchmarks.casting.in_force", whose]
    done = subprocess.run(
        words, cwd=PROJECT, env=house.environment, check=True, capture_output=True, text=True
    )
    told: dict[str, str] = json.loads(done.stdout)
    return told


def count_rows(house: House) -> None:
    """Let PostgreSQL know how large its tables are: its daemon does so every minute, a benchmark is sooner done."""
    if house.database_url:
        with psycopg.connect(house.database_url, autocommit=True) as line:
            line.execute("ANALYZE")


def fsyncs_a_second(folder: Path, seconds: float = 1.0) -> float:
    """How often this disk can be told to keep 8 kB."""
    file = os.open(folder / "fsync", os.O_CREAT | os.O_WRONLY)
    count, start = 0, time.perf_counter()
    while time.perf_counter() - start < seconds:
        os.pwrite(file, b"x" * 8192, 0)
        os.fdatasync(file)
        count += 1
    os.close(file)
    return count / seconds


def _pair(home: Path, homes: int, urls: tuple[str, str]) -> Pair:
    ours, plain = House(home / "ours"), PlainHouse(home / "plain")
    ours.database_url, plain.database_url = urls
    for house in (ours, plain):
        house.home.mkdir(mode=0o700)
    told = ours.fill(homes)
    words = [sys.executable, "-m", "benchmarks.casting.plain", str(homes), str(plain.home / "sessions.json")]
    subprocess.run(words, cwd=PROJECT, env=plain.environment, check=True)
    return Pair(ours, plain, told, json.loads((plain.home / "sessions.json").read_text()))


@contextmanager
def pair_on(vendor: str, home: Path, homes: int) -> Iterator[Pair]:
    """Both houses filled; on PostgreSQL in a cluster of their own."""
    if vendor == "sqlite":
        yield _pair(home, homes, ("", ""))
        return
    with cluster() as made:
        yield _pair(home, homes, _two(made))


def _two(made: Cluster) -> tuple[str, str]:
    return made.create("ours"), made.create("plain")
