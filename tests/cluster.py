"""A PostgreSQL of a test's or a benchmark's own: a fresh cluster in a temporary folder, reached by a unix socket."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

OPTIONS = "-c listen_addresses='' -c unix_socket_directories='{place}' -c fsync=on -c synchronous_commit=on"


def programs() -> Path | None:
    """Where the newest PostgreSQL on this machine has its programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    return found[-1] if found else None


@dataclass(frozen=True)
class Cluster:
    """fsync and synchronous_commit are on, as in production."""

    place: Path
    bin: Path

    def _run(self, program: str, *words: str) -> None:
        command = [str(self.bin / program), *words]
        if os.getuid() == 0:  # PostgreSQL refuses to run as root
            command = ["runuser", "-u", "postgres", "--", *command]
        subprocess.run(command, cwd="/", check=True, capture_output=True, timeout=120)

    def make(self) -> None:
        """Create the files."""
        plain = ("-E", "UTF8", "--locale=C.UTF-8", "-A", "trust", "-U", "postgres")
        self._run("initdb", "-D", str(self.place / "data"), *plain)

    def start(self) -> None:
        """Serve; after a kill this is also where PostgreSQL recovers what its log holds."""
        log, options = str(self.place / "server.log"), OPTIONS.format(place=self.place)
        self._run("pg_ctl", "-D", str(self.place / "data"), "-s", "-w", "-l", log, "-o", options, "start")

    def create(self, name: str, template: str = "template1") -> str:
        """A database (a copy of another one, if named); its address."""
        self._run("createdb", "-h", str(self.place), "-U", "postgres", "-T", template, name)
        return f"postgres://postgres@/{name}?host={self.place}"

    def kill(self) -> None:
        """kill -9 of this cluster's processes, and of nothing else."""
        file = self.place / "data" / "postmaster.pid"
        if not file.exists():
            return
        first = int(file.read_text().splitlines()[0])
        for process in [first, *_children(first)]:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        for _try in range(200):
            if not Path(f"/proc/{first}").exists():
                return
            time.sleep(0.05)


def _children(parent: int) -> list[int]:
    listed = Path(f"/proc/{parent}/task/{parent}/children")
    return [int(word) for word in listed.read_text().split()] if listed.exists() else []


@contextmanager
def cluster() -> Iterator[Cluster]:
    """A running cluster, taken away afterwards."""
    found = programs()
    if found is None:
        raise FileNotFoundError("no PostgreSQL on this machine: apt-get install postgresql")
    place = Path(tempfile.mkdtemp(prefix="linmeng-pg.", dir="/tmp"))  # a socket's path must be short
    if os.getuid() == 0:
        os.chown(place, pwd.getpwnam("postgres").pw_uid, -1)
    made = Cluster(place, found)
    try:
        made.make()
        made.start()
        yield made
    finally:
        made.kill()
        shutil.rmtree(place, ignore_errors=True)
