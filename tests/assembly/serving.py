"""A real server on a LINMENG_HOME of its own, and phones that cast ballots over HTTP."""

import http.client
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import psycopg

from linmeng.pages.management.web_server import APPLICATION, PROCESSES, THREADS, web_words
from tests.template_database import begin_home

PROJECT = Path(__file__).resolve().parents[2]
CSRF = "a" * 32
TRIES = 200


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class House:
    """One home folder with one server process group, started and ended by us."""

    home: Path
    port: int = field(default_factory=_free_port)
    process: subprocess.Popen[bytes] | None = None
    database_url: str = ""
    """Empty: SQLite in the home."""
    application: str = APPLICATION
    migrated: Path | None = None
    """A migrated SQLite file to begin with."""

    @property
    def environment(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("LINMENG_", "DJANGO_"))}
        here = {"LINMENG_HOME": str(self.home), "LINMENG_IN_USE": "own", "PYTHONPATH": str(PROJECT)}
        return kept | here | ({"LINMENG_DATABASE_URL": self.database_url} if self.database_url else {})

    def fill(self, units: int) -> dict[str, object]:
        """A vote open now, with a log-in for each owner."""
        begin_home(self.home, None if self.database_url else self.migrated)
        out = self.home / "homes.json"
        command = [sys.executable, "-m", "tests.assembly.fill_home", str(units), str(out)]
        subprocess.run(command, cwd=PROJECT, env=self.environment, check=True, timeout=600)
        told: dict[str, object] = json.loads(out.read_text())
        return told

    def start(self, processes: int = PROCESSES, threads: int = THREADS) -> None:
        """Serve as the product does, and wait until it answers."""
        layout = {"processes": processes, "threads": threads}
        command = web_words("127.0.0.1", self.port, application=self.application, **layout)
        with (self.home / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                command,
                cwd=PROJECT,
                env=self.environment,
                start_new_session=True,
                stdout=log,
                stderr=log,
            )
        for _try in range(TRIES):
            if self._answers():
                return
            time.sleep(0.1)
        raise TimeoutError((self.home / "server.log").read_text()[-2000:])

    def _answers(self) -> bool:
        try:
            with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=2)) as line:
                line.request("GET", "/healthz")
                return line.getresponse().status == 200
        except OSError:
            return False

    def kill(self) -> None:
        """kill -9 of this server and its workers, and of nothing else."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(timeout=20)
            self.process = None

    def cast(self, path: str, session: str, once: str) -> str:
        """Cast a yes; the receipt's code. Raises OSError or HTTPException where no answer came."""
        form = urlencode({"q1": "yes", "sure": "1", "once": once, "csrfmiddlewaretoken": CSRF})
        heads = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"sessionid={session}; csrftoken={CSRF}",
        }
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as line:
            line.request("POST", path, form, heads)
            answer = line.getresponse()
            answer.read()
            place = answer.getheader("Location", "")
        return place.rstrip("/").rsplit("/", 1)[1] if "/receipt/" in place else f"refused {answer.status}"

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """What the database itself holds."""
        if self.database_url:
            with psycopg.connect(self.database_url) as line:
                return line.execute(query).fetchall()  # type: ignore[arg-type]  the tests' own words
        with closing(sqlite3.connect(self.home / "own" / "linmeng.sqlite3")) as file:
            return file.execute(query).fetchall()

    def record_finding(self, slug: str) -> str:
        """Empty when every link of the record holds."""
        told = subprocess.run(
            [sys.executable, "-c", CHECK, slug],
            cwd=PROJECT,
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
            timeout=60,
        )
        return told.stdout.strip()


CHECK = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "linmeng.config.settings"
import django; django.setup()
from linmeng.ground.models import Alliance
from linmeng.ground.tenancy import in_alliance
from linmeng.record.queries import finding
with in_alliance(Alliance.objects.get(slug=sys.argv[1]).id):
    print(finding(sys.argv[1]).broken)
"""


def house(folder: Path, migrated: Path | None = None) -> Iterator[House]:
    """A house that is never left running."""
    folder.mkdir(mode=0o700, exist_ok=True)
    built = House(folder, migrated=migrated)
    try:
        yield built
    finally:
        built.kill()
