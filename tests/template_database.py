"""A migrated database kept between runs, so that a run does not migrate anew while no migration changed.

Only on SQLite in memory: the kept file is poured into the test database before Django's own set-up,
which then finds nothing left to migrate. The file's name is the hash of everything that shapes tables.
"""

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import django
import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection

PROJECT = Path(__file__).resolve().parent.parent
TEST_DATABASE = "file:memorydb_default?mode=memory&cache=shared"


def _shape() -> str:
    """The hash of all that a migrated database follows from."""
    shaping = [*PROJECT.glob("linmeng/*/migrations/*.py"), *PROJECT.glob("linmeng/ground/**/*.py")]
    areas = sorted({model._meta.app_label for model in apps.get_models()})
    digest = hashlib.sha256(f"{django.__version__} {areas}".encode())
    for path in sorted(shaping):
        digest.update(path.as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:20]


def _pour(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    source.backup(target)


@pytest.fixture(scope="session")
def kept_database(request: pytest.FixtureRequest) -> Iterator[Path | None]:
    """The place of the kept file; on PostgreSQL none."""
    if not settings.DATABASES["default"]["ENGINE"].endswith("sqlite"):
        yield None
        return
    path = Path(request.config.cache.mkdir("linmeng")) / f"{_shape()}.sqlite3"  # type: ignore[union-attr]
    with closing(sqlite3.connect(TEST_DATABASE, uri=True)) as memory:
        if path.exists():
            with closing(sqlite3.connect(path)) as kept:
                _pour(kept, memory)
        yield path


@pytest.fixture(scope="session")
def django_db_setup(
    kept_database: Path | None,
    django_db_setup: None,
    django_db_blocker: pytest.FixtureRequest,
) -> None:
    """Django's own set-up, and afterwards the database kept for the next run."""
    if kept_database is None or kept_database.exists():
        return
    unfinished = kept_database.with_suffix(f".{os.getpid()}")
    with django_db_blocker.unblock(), closing(sqlite3.connect(unfinished)) as kept:  # type: ignore[attr-defined]
        connection.ensure_connection()
        _pour(connection.connection, kept)
    unfinished.replace(kept_database)
    for old in set(kept_database.parent.glob("*.sqlite3")) - {kept_database}:
        old.unlink(missing_ok=True)


@pytest.fixture(scope="session")
def migrated_file(request: pytest.FixtureRequest) -> Path | None:
    """A migrated database for the homes of other processes; on PostgreSQL none, and they migrate themselves.

    Asked for by name only now: a test with a home of its own is none of those that use the test database.
    """
    kept: Path | None = request.getfixturevalue("kept_database")
    if kept is not None:
        request.getfixturevalue("django_db_setup")
    return kept


def begin_home(home: Path, migrated: Path | None, dwelling: str = "own") -> None:
    """Let a home begin with that database, so that filling it need not migrate."""
    place = home / dwelling
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    if migrated is not None:
        shutil.copy(migrated, place / "linmeng.sqlite3")
