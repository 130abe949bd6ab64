"""Ballots entered before sheets existed keep their numbers, codes, states and both readings."""

import json
import subprocess
import sys
from pathlib import Path

from tests.browser.house import ROOT, environment

READ = {"1": "yes", "signed_by": "7"}


def test_ballots_of_the_first_form_become_sheets(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "tests.assembly.old_ballots"]
    done = subprocess.run(
        words, env=environment(tmp_path), cwd=ROOT, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert json.loads(done.stdout) == [
        {"paper": [1, "TOKEN1", "void", "", 2], "readings": [], "custody": ["printed"]},
        {
            "paper": [2, "TOKEN2", "settled", "7", 2],
            "readings": [[1, READ, 11], [2, READ, 12]],
            "custody": ["printed", "returned"],
        },
    ]
