"""Browser tests: Debian's chromium, a house of its own for each test or each module."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.house import House, environment, make_template, open_house

CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium") or "/usr/bin/chromium"
"""The shell draws the same pages without the browser's own windows, at half the cost."""
FLAGS = [
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-sandbox",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        if os.environ.get("REQUIRE_E2E") == "1":
            pytest.fail("chromium is missing: apt-get install chromium-headless-shell libatomic1")
        pytest.skip("chromium is missing: apt-get install chromium-headless-shell libatomic1")
    fonts = environment(tmp_path_factory.mktemp("fonts"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS, env=fonts)
        yield browser
        browser.close()


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
