"""Drawing only the touched models leaves the very tables that Django's own way leaves."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.db import models
from django.db.migrations import operations
from django.db.migrations.operations.base import Operation

from linmeng.ground.migration_operations import AppendOnly
from linmeng.pages.management.migrating import concerns_one_table
from tests.browser.house import ROOT, environment
from tests.core.scale import part_of

FULL = 20
FAR = "" if part_of(FULL) == FULL else "alliance"


@pytest.mark.proof
def test_tables_indexes_and_triggers_are_those_of_django(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "tests.serve.both_ways", str(tmp_path), *([FAR] if FAR else [])]
    done = subprocess.run(
        words, env=environment(tmp_path), cwd=ROOT, check=True, capture_output=True, text=True
    )
    number, differing = done.stdout.split(" ", 1)
    assert int(number) > 100
    assert differing == "[]\n"


@pytest.mark.parametrize(
    ("step", "alone"),
    [
        (operations.CreateModel("Home", [("id", models.AutoField(primary_key=True))]), True),
        (operations.AddField("home", "note", models.TextField()), True),
        (operations.AlterField("home", "note", models.CharField(max_length=9)), True),
        (operations.AlterField("home", "note", models.CharField(max_length=9, unique=True)), False),
        (operations.AlterField("home", "id", models.BigAutoField(primary_key=True)), False),
        (AppendOnly("home"), True),
        (operations.RenameModel("Home", "House"), False),
        (operations.RenameField("home", "note", "words"), False),
        (operations.DeleteModel("Home"), False),
        (operations.RunSQL("SELECT 1"), False),
    ],
)
def test_steps_that_others_may_feel_are_known(step: Operation, alone: bool) -> None:
    assert concerns_one_table(step) is alone
