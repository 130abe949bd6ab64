"""A backup is one tar: the database, the files, the keys, and a list of all with their SHA-256."""

import hashlib
import io
import json
import re
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

DATABASE = "linmeng.sqlite3"
LIST = "contents.json"
_SAFE_NAME = re.compile(r"(?:linmeng\.sqlite3|(?:files|keys)/(?!.*(?:^|/)\.\.(?:/|$))[\w./-]+)")


class BadBackup(ValueError):
    """The file is no backup, or not whole; the text says where."""


def copy_database(source: Path, target: Path) -> None:
    """A consistent copy of a database that may be in use."""
    with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(target)) as copy:
        live.backup(copy)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _kept_files(place: Path) -> Iterator[Path]:
    for folder in ("files", "keys"):
        yield from sorted(path for path in (place / folder).rglob("*") if path.is_file())


def write_backup(place: Path, target: Path) -> int:
    """Write everything of `place` into a new tar readable by its owner only; returns how many files."""
    # The database first: every row in it then finds its file, since files are only added.
    with tempfile.TemporaryDirectory(dir=target.parent) as scratch:
        copy = Path(scratch) / DATABASE
        copy_database(place / DATABASE, copy)
        parts = [(DATABASE, copy), *((str(p.relative_to(place)), p) for p in _kept_files(place))]
        unfinished = Path(scratch) / "backup.tar"
        unfinished.touch(mode=0o600)
        with tarfile.open(unfinished, "w") as tar:
            listed = json.dumps({name: _sha256(path) for name, path in parts}, indent=1).encode()
            head = tarfile.TarInfo(LIST)
            head.size = len(listed)
            tar.addfile(head, io.BytesIO(listed))
            for name, path in parts:
                tar.add(path, arcname=name, recursive=False)
        unfinished.rename(target)
    return len(parts)


def _listed(tar: tarfile.TarFile) -> dict[str, str]:
    try:
        head = tar.extractfile(LIST)
    except KeyError as fault:
        raise BadBackup(LIST) from fault
    if head is None:
        raise BadBackup(LIST)
    listed: dict[str, str] = json.load(head)
    for name in listed:
        if not _SAFE_NAME.fullmatch(name):
            raise BadBackup(name)
    return listed


def _take_out(tar: tarfile.TarFile, name: str, sha256: str, place: Path) -> None:
    try:
        content = tar.extractfile(name)
    except KeyError as fault:
        raise BadBackup(name) from fault
    if content is None:
        raise BadBackup(name)
    path = place / name
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600)
    with path.open("wb") as file:
        while piece := content.read(1 << 20):
            file.write(piece)
    if _sha256(path) != sha256:
        raise BadBackup(name)


def read_backup(source: Path, place: Path) -> int:
    """Unpack a backup into `place`, each file checked; nothing is left behind if one fails."""
    with tempfile.TemporaryDirectory(dir=place.parent) as scratch:
        whole = Path(scratch) / "whole"
        whole.mkdir(mode=0o700)
        try:
            with tarfile.open(source) as tar:
                listed = _listed(tar)
                for name, sha256 in listed.items():
                    _take_out(tar, name, sha256, whole)
        except (tarfile.TarError, json.JSONDecodeError) as fault:
            raise BadBackup(source.name) from fault
        for folder in (place, *sorted(place.rglob("*"), reverse=True)):
            if folder.is_dir() and folder != place:
                folder.rmdir()  # empty, as the caller made sure
        place.rmdir()
        whole.rename(place)
    return len(listed)
