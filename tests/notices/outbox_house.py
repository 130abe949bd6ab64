"""A home of its own with a worker that is killed and started again, and what its outbox holds."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.template_database import begin_home

PROJECT = Path(__file__).resolve().parents[2]


@dataclass
class OutboxHouse:
    """One home folder with at most one worker, started and ended by us."""

    home: Path
    migrated: Path | None = None
    """A migrated database to begin with, so that filling need not migrate."""
    process: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("LINMENG_", "DJANGO_"))}
        return kept | {"LINMENG_HOME": str(self.home), "LINMENG_IN_USE": "own", "PYTHONPATH": str(PROJECT)}

    @property
    def outbox(self) -> Path:
        return self.home / "own" / "outbox"

    def fill(self, notices: int) -> dict[str, dict[str, list[int]]]:
        """Two alliances; answers slug → address → ids of the deliveries that must reach it."""
        begin_home(self.home, self.migrated)
        self.outbox.mkdir(mode=0o700)
        out = self.home / "told.json"
        command = [sys.executable, "-m", "tests.notices.post_house", str(notices), str(out)]
        subprocess.run(command, cwd=PROJECT, env=self.environment, check=True, timeout=300)
        told: dict[str, dict[str, list[int]]] = json.loads(out.read_text())
        return told

    def start(self) -> None:
        """The worker of the house, as `linmeng serve` starts it."""
        command = [sys.executable, "-m", "linmeng", "worker", "--every", "0.1"]
        with (self.home / "worker.log").open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=PROJECT, env=self.environment, start_new_session=True, stdout=log, stderr=log
            )

    def kill(self) -> None:
        """kill -9 of this worker and of nothing else."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(timeout=20)
            self.process = None

    def files(self) -> list[str]:
        """Whole messages in the outbox."""
        return [path.name for path in self.outbox.iterdir() if path.suffix in (".jsonl", ".mail")]

    def wait_for(self, number: int, seconds: float = 120) -> None:
        """Until so many messages lie in the outbox (bounded)."""
        end = time.monotonic() + seconds
        while len(self.files()) < number:
            if time.monotonic() > end:
                raise TimeoutError((self.home / "worker.log").read_text()[-2000:])
            time.sleep(0.005)

    def wait_settled(self, seconds: float = 120) -> None:
        """Until no delivery waits or is claimed."""
        end = time.monotonic() + seconds
        while self.count("state in ('waiting', 'sending')"):
            if time.monotonic() > end:
                raise TimeoutError((self.home / "worker.log").read_text()[-2000:])
            time.sleep(0.02)

    def count(self, condition: str) -> int:
        """Deliveries beside those on the site."""
        query = f"select count(*) from publishing_delivery where way <> 'site' and {condition}"
        with closing(sqlite3.connect(self.outbox.parent / "linmeng.sqlite3", timeout=20)) as file:
            return int(file.execute(query).fetchone()[0])

    def messages(self) -> list[dict[str, str]]:
        """What lies in the outbox."""
        return [json.loads((self.outbox / name).read_text()) for name in self.files()]

    def fault(self, told: dict[str, dict[str, list[int]]]) -> str:
        """Empty when everyone got everything exactly once and nobody got another alliance's words."""
        messages = self.messages()
        wanted = {address for people in told.values() for address in people}
        got = [message.get("phone") or message.get("address", "") for message in messages]
        if sorted(got) != sorted(wanted):
            return f"{len(wanted - set(got))} lost, {len(got) - len(set(got))} twice, {len(set(got) - wanted)} strangers"
        slug_of = {address: slug for slug, people in told.items() for address in people}
        for message, address in zip(messages, got, strict=True):
            slug, ids = slug_of[address], told[slug_of[address]][address]
            strange = [other for other in told if other != slug and f"/a/{other}/" in message["text"]]
            if strange or f"/a/{slug}/" not in message["text"]:
                return f"{address} of {slug} got words of {strange}"
            if message["key"] != f"{min(ids):016x}":
                return f"{address}: key {message['key']}"
            if (len(ids) > 1) != ("又有进展" in message["text"]):
                return f"{address}: {len(ids)} notices, but {message['text']}"
        waiting = self.count("state <> 'sent'")
        return f"{waiting} not marked as sent" if waiting else ""
