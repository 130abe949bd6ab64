"""Fixtures of the whole suite."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

_home = tempfile.mkdtemp(prefix="linmeng-test-")
os.environ["LINMENG_HOME"] = _home
os.environ.setdefault("LINMENG_IN_USE", "own")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linmeng.config.settings")


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
    from tests.cast import build_cast

    cast = build_cast()
    with in_alliance(cast.alliance.id):
        yield cast


@pytest.fixture
def page(cast: object, client: object) -> object:
    """`page("li")` is a test client logged in as one of the cast (outside any alliance, as a browser is)."""
    from tests.browsing import Visits

    return Visits(cast)
