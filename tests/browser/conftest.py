"""Browser tests: Debian's chromium, a house of its own for each test or each module."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.house import House, make_template, open_house


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)


def of_this_run(factory: pytest.TempPathFactory) -> Path:
    """A folder that all parallel workers of one run share."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def cast_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_template(of_this_run(tmp_path_factory) / "cast-home", "cast")


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_template(of_this_run(tmp_path_factory) / "sample-home", "sample")


@pytest.fixture(scope="session")
def empty_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_template(of_this_run(tmp_path_factory) / "empty-home", "empty")


@pytest.fixture
def empty_house(empty_home: Path, tmp_path: Path) -> Iterator[House]:
    """A house in which nobody lives yet."""
    opened = open_house(empty_home, tmp_path / "home")
    yield opened
    opened.stop()


@pytest.fixture
def house(cast_home: Path, tmp_path: Path) -> Iterator[House]:
    """A house with the standing cast."""
    opened = open_house(cast_home, tmp_path / "home")
    yield opened
    opened.stop()


@pytest.fixture(scope="module")
def cast_house(cast_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house with the standing cast; tests of a module share it."""
    opened = open_house(cast_home, tmp_path_factory.mktemp("cast") / "home")
    yield opened
    opened.stop()


@pytest.fixture(scope="module")
def sample_house(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house with the sample alliance; tests of a module share it and only look."""
    opened = open_house(sample_home, tmp_path_factory.mktemp("sample") / "home")
    yield opened
    opened.stop()
