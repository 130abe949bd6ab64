"""Wrong tries are counted where every process sees them: two servers guess no more than one."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.template_database import begin_home

PROJECT = Path(__file__).resolve().parents[2]
PHONE, HERE = "13700000001", "203.0.113.7"


def started(home: Path, *words: str) -> subprocess.Popen[str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LINMENG_", "DJANGO_"))}
    own = {"LINMENG_HOME": str(home), "LINMENG_IN_USE": "own", "PYTHONPATH": str(PROJECT)}
    return subprocess.Popen(
        [sys.executable, "-m", "tests.binding.guesser", *words],
        cwd=PROJECT,
        env=kept | own | {"DJANGO_SETTINGS_MODULE": "linmeng.config.settings"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def house(tmp_path: Path, migrated_file: Path | None) -> Path:
    """One database file for all processes of a test."""
    begin_home(tmp_path, migrated_file)
    assert started(tmp_path, "fill").wait(timeout=120) == 0
    return tmp_path


def guessed_at_once(house: Path, *guessers: tuple[str, str, int]) -> list[str]:
    """What all tries of all processes were answered."""
    running = [started(house, phone, address, str(times)) for phone, address, times in guessers]
    assert [one.stdout.readline() for one in running] == ["ready\n"] * len(running)  # type: ignore[union-attr]
    for one in running:
        one.stdin.write("go\n")  # type: ignore[union-attr]
        one.stdin.flush()  # type: ignore[union-attr]
    told = [one.communicate(timeout=120)[0] for one in running]
    assert [one.returncode for one in running] == [0] * len(running)
    return [kind for text in told for kind in json.loads(text)]


def counted(house: Path, scope: str) -> list[tuple[str, int]]:
    query = "select key, count(*) from people_wrongtry where scope = ? group by key"
    with closing(sqlite3.connect(house / "own" / "linmeng.sqlite3")) as file:
        return file.execute(query, [scope]).fetchall()


def test_one_log_in_in_two_processes_has_five_tries(house: Path) -> None:
    kinds = guessed_at_once(house, (PHONE, HERE, 8), (PHONE, "198.51.100.1", 8))
    assert sorted(kinds) == ["asked"] * 5 + ["closed"] * 11
    assert [number for _key, number in counted(house, "user")] == [5]


def test_one_address_in_two_processes_has_twenty_tries_whatever_the_log_ins(house: Path) -> None:
    each = [(f"1370000001{n}", HERE, 5) for n in range(6)]
    first = guessed_at_once(house, *each[:2])
    second = guessed_at_once(house, *each[2:4])
    third = guessed_at_once(house, *each[4:])
    assert sorted(first + second + third) == ["asked"] * 20 + ["closed"] * 10
    assert [number for _key, number in counted(house, "address")] == [20]
