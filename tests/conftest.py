"""Fixtures of the whole suite, and what a stage of CI may ask of it.

REQUIRE_E2E=1: a skipped browser test is an error. REQUIRE_PG=1: the run must be on PostgreSQL and a test
marked `postgresql` must not be skipped. `--only-database` keeps the tests that use the database.
"""

import os
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from tests.chromium import chromium
from tests.template_database import django_db_setup, kept_database, migrated_file

__all__ = ["chromium", "django_db_setup", "kept_database", "migrated_file"]


@pytest.fixture(autouse=True)
def _another_directory() -> Iterator[None]:
    """Each test has alliances of its own; what a process keeps of them goes with it."""
    yield
    from linmeng.ground import directory

    directory.forget()


_REQUIRED = {"browser": "REQUIRE_E2E", "postgresql": "REQUIRE_PG"}
_USES_DATABASE = {"db", "transactional_db", "django_db_setup", "live_server"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--only-database", action="store_true", help="only tests that use the database")


def pytest_configure(config: pytest.Config) -> None:
    if os.environ.get("REQUIRE_PG") == "1" and not os.environ.get("LINMENG_DATABASE_URL"):
        raise pytest.UsageError("REQUIRE_PG=1, but LINMENG_DATABASE_URL names no PostgreSQL")
    from django.db import connections

    database = connections.settings["default"]
    if database["ENGINE"].endswith("sqlite"):
        database["TEST"]["NAME"] = ":memory:"  # each parallel worker has its own


def _uses_database(item: pytest.Item) -> bool:
    marked = item.get_closest_marker("django_db") or item.get_closest_marker("postgresql")
    return bool(marked or _USES_DATABASE & set(getattr(item, "fixturenames", ())))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Browser tests keep a SQLite file of their own, so the database stage leaves them out."""
    if config.getoption("--only-database"):
        kept = [item for item in items if _uses_database(item) and not item.get_closest_marker("browser")]
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = kept


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skip into a failure where this stage must not skip."""
    report = yield
    for mark, name in _REQUIRED.items():
        if report.skipped and item.get_closest_marker(mark) and os.environ.get(name) == "1":
            report.outcome = "failed"
            report.longrepr = f"{name}=1, but it was skipped: {report.longrepr}"
    return report


@pytest.fixture
def home(settings: object, tmp_path: Path) -> Path:
    """A home folder of this test's own for files, keys and outbox."""
    for part in ("files", "keys", "outbox"):
        (tmp_path / part).mkdir(mode=0o700)
        setattr(settings, f"LINMENG_{part.upper()}", tmp_path / part)
    return tmp_path


@pytest.fixture
def cast(db: None, home: Path) -> Iterator[object]:
    """The standing cast; the test runs inside its alliance."""
    from linmeng.ground.tenancy import in_alliance
    from tests.cast import standing_cast

    cast = standing_cast()
    with in_alliance(cast.alliance.id):
        yield cast


@pytest.fixture
def page(cast: object, client: object) -> object:
    """`page("li")` is a test client logged in as one of the cast (outside any alliance, as a browser is)."""
    from tests.browsing import Visits

    return Visits(cast)
