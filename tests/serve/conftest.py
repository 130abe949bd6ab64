"""A home with tables and nobody in it."""

import shutil
from pathlib import Path

import pytest

from tests.serve.house import linmeng


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once by the house's own command, from nothing."""
    home = tmp_path_factory.mktemp("house") / "home"
    linmeng(home, "migrate", "--verbosity", "0")
    return home


@pytest.fixture
def house_home(migrated: Path, tmp_path: Path) -> Path:
    """A home with an empty, migrated database."""
    return Path(shutil.copytree(migrated, tmp_path / "home"))
