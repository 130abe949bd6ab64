"""`make run`, `make own`, `make sample`: which house the script opens, also after it was broken off anywhere.

The script is the real one; the command it calls is a stand-in of ten lines that only moves folders, so that
every point of breaking off can be tried in no time. What the true commands do is tested beside this file.
"""

import os
import shutil
import stat
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.serve.house import free_port

TOOLS = Path(__file__).resolve().parent.parent.parent / "tools"
COMMAND = """#!/usr/bin/env bash
set -eu
pointer="$LINMENG_HOME/in_use"
dwelling=${LINMENG_IN_USE:-$(cat "$pointer" 2>/dev/null || echo own)}
place="$LINMENG_HOME/$dwelling"
echo "$* $dwelling" >>"$LINMENG_HOME/../told"
[ "${BREAK_AT:-}" != "before $1" ] || kill -9 $PPID
case "$1 ${2:-}" in
    migrate*) mkdir -p "$place"; touch "$place/linmeng.sqlite3" ;;
    build-sample*) echo neighbours >>"$place/linmeng.sqlite3" ;;
    "start-empty --back") [ -z "${LINMENG_IN_USE:-}" ] || exit 1; echo sample >"$pointer" ;;
    start-empty*) mkdir -p "$LINMENG_HOME/own"; touch "$LINMENG_HOME/own/linmeng.sqlite3"; echo own >"$pointer" ;;
esac
[ "${BREAK_AT:-}" != "after $1" ] || kill -9 $PPID
"""


@dataclass
class Checkout:
    """A checkout with the script, a stand-in of the command, and a home."""

    root: Path

    @property
    def home(self) -> Path:
        return self.root / ".linmeng"

    def run(self, wanted: str = "", port: str = "", **more: str) -> int:
        """Run the script to the point where the house would serve."""
        kept = {name: text for name, text in os.environ.items() if not name.startswith("LINMENG_")}
        words = ["bash", str(self.root / "tools" / "run.sh"), port or str(free_port()), wanted]
        told = subprocess.run(words, env=kept | more, capture_output=True, text=True, check=False, timeout=30)
        return told.returncode

    def told(self) -> list[str]:
        """The commands called so far, each with the dwelling it worked on."""
        lines = (self.root / "told").read_text().splitlines()
        return [f"{line.split()[0]} {line.split()[-1]}" for line in lines]

    def houses(self) -> dict[str, str]:
        """What each finished dwelling holds."""
        found = {name: self.home / name / "linmeng.sqlite3" for name in ("sample", "own")}
        return {name: file.read_text() for name, file in found.items() if file.exists()}

    def in_use(self) -> str:
        return (self.home / "in_use").read_text().strip()


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    shutil.copytree(TOOLS, tmp_path / "tools", ignore=shutil.ignore_patterns("__pycache__"))
    for name, words in (("linmeng", COMMAND), ("python", f'#!/bin/sh\nexec {sys.executable} "$@"\n')):
        file = tmp_path / ".venv" / "bin" / name
        file.write_text(words)
        file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return Checkout(tmp_path)


WHOLE = {"sample": "neighbours\n"}


@pytest.mark.parametrize("wanted", ["", "sample"])
def test_first_start_builds_the_sample_once(checkout: Checkout, wanted: str) -> None:
    assert checkout.run(wanted) == 0
    assert (checkout.in_use(), checkout.houses()) == ("sample", WHOLE)
    assert checkout.run(wanted) == 0
    assert checkout.houses() == WHOLE
    assert checkout.told().count("build-sample sample.unfinished") == 1
    assert checkout.told()[-1] == "serve sample"


def test_own_sets_the_sample_aside_and_sample_brings_it_back(checkout: Checkout) -> None:
    both = {**WHOLE, "own": "founded\n"}
    checkout.run()
    for _twice in range(2):
        assert checkout.run("own") == 0
        assert (checkout.in_use(), checkout.told()[-1]) == ("own", "serve own")
    (checkout.home / "own" / "linmeng.sqlite3").write_text("founded\n")
    for _twice in range(2):
        assert checkout.run("sample") == 0
        assert (checkout.in_use(), checkout.told()[-1], checkout.houses()) == ("sample", "serve sample", both)
    checkout.run("own")
    assert checkout.houses() == both


def test_own_first_and_the_sample_built_afterwards(checkout: Checkout) -> None:
    assert checkout.run("own") == 0
    assert (checkout.houses(), checkout.told()[-1]) == ({"own": ""}, "serve own")
    assert checkout.run() == 0, "without a word the house in use is opened"
    assert checkout.told()[-1] == "serve own"
    assert checkout.run("sample") == 0
    assert (checkout.in_use(), checkout.houses()) == ("sample", {**WHOLE, "own": ""})


@pytest.mark.parametrize(
    "point", [f"{when} {what}" for what in ("migrate", "build-sample") for when in ("before", "after")]
)
def test_first_start_broken_off_is_begun_anew(checkout: Checkout, point: str) -> None:
    assert checkout.run(BREAK_AT=point) == -9
    assert "sample" not in checkout.houses()
    assert checkout.run() == 0
    assert (checkout.in_use(), checkout.houses()) == ("sample", WHOLE)


def test_sample_that_was_built_but_not_yet_in_use_is_taken(checkout: Checkout) -> None:
    checkout.run()
    (checkout.home / "in_use").unlink()  # killed between the two moves
    assert checkout.run() == 0
    assert (checkout.in_use(), checkout.told()[-1]) == ("sample", "serve sample")
    assert checkout.told().count("build-sample sample.unfinished") == 1


@pytest.mark.parametrize("point", ["before start-empty", "after start-empty"])
def test_own_broken_off_loses_nothing(checkout: Checkout, point: str) -> None:
    checkout.run()
    assert checkout.run("own", BREAK_AT=point) == -9
    assert checkout.houses()["sample"] == WHOLE["sample"]
    assert checkout.run("own") == 0
    assert checkout.told()[-1] == "serve own"


def test_sample_that_was_taken_away_is_built_anew_and_a_folder_without_database_kept(
    checkout: Checkout,
) -> None:
    checkout.run()
    (checkout.home / "sample" / "linmeng.sqlite3").unlink()
    (checkout.home / "sample" / "photo").touch()
    assert checkout.run() == 0
    assert (checkout.in_use(), checkout.houses()) == ("sample", WHOLE)
    assert [place.parent.name.split(".")[:2] for place in checkout.home.glob("*/photo")] == [
        ["sample", "without-database"]
    ]


def test_house_named_by_the_environment_is_only_brought_up_to_date(checkout: Checkout) -> None:
    assert checkout.run(LINMENG_IN_USE="own") == 0
    assert checkout.told() == ["migrate own", "serve own"]
    assert checkout.run("sample", LINMENG_IN_USE="own") == 1
    assert checkout.houses() == {"own": ""}


def test_port_that_is_none_stops_before_anything_is_touched(checkout: Checkout) -> None:
    assert checkout.run(port="eighty") == 1
    assert not checkout.home.exists()
