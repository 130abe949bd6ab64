"""The layers hold, and each contract is seen to break on a planted import."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.sources import PROJECT

LINTER = Path(sys.executable).parent / "lint-imports"
ROAD = "The road: a later area may use an earlier one, never the reverse"
SHAPE = (
    "Inside an area: actions and background over queries over bridge over models over permissions and states"
)
GROUND = "Inside the ground: actions over queries over models over the fence over tenancy"
CORE = "The core knows neither Django nor the house"
BRIDGES = "Only bridges lead to the core"
ORDER = "The order inside the core"


def broken_contracts(root: Path) -> list[str]:
    """Names of the contracts that a tree breaks."""
    told = subprocess.run(
        [LINTER, "--config", root / ".importlinter", "--no-cache"],
        check=False,
        cwd=root,
        env={"PYTHONPATH": str(root), "COLUMNS": "200", "PATH": ""},
        capture_output=True,
        text=True,
    )
    assert "Contracts:" in told.stdout, told.stdout + told.stderr
    lines = " ".join(told.stdout.split("Contracts:")[0].split())
    return [name for name in (ROAD, SHAPE, GROUND, CORE, BRIDGES, ORDER) if f"{name} BROKEN" in lines]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """The house's modules without anything else."""
    for storey in ("linmeng", "linmeng_core"):
        only_modules = shutil.ignore_patterns(
            "__pycache__", "static", "templates", "locale", "*.typ", "*.toml"
        )
        shutil.copytree(PROJECT / storey, tmp_path / storey, ignore=only_modules)
    shutil.copy(PROJECT / ".importlinter", tmp_path)
    return tmp_path


def test_layers_hold(tree: Path) -> None:
    assert broken_contracts(tree) == []


@pytest.mark.parametrize(
    ("module", "line", "broken"),
    [
        ("linmeng/people/queries/__init__.py", "import linmeng.voices.models", [ROAD]),
        ("linmeng/common/clock.py", "import linmeng.ground.ids", [ROAD]),
        ("linmeng/weather/__init__.py", "", [ROAD]),
        ("linmeng/voices/states.py", "import linmeng.voices.models", [SHAPE]),
        ("linmeng/voices/more.py", "", [SHAPE]),
        ("linmeng/ground/tenancy.py", "import linmeng.ground.models", [GROUND]),
        ("linmeng_core/share.py", "import django.db", [CORE]),
        ("linmeng_core/share.py", "import linmeng.common.errors", [CORE]),
        ("linmeng_core/share.py", "import cryptography", [CORE]),
        ("linmeng/voices/models.py", "import linmeng_core.share", [BRIDGES]),
        ("linmeng_core/errors.py", "import linmeng_core.tally.votes", [ORDER]),
        ("linmeng_core/magic.py", "", [ORDER]),
    ],
)
def test_planted_import_breaks_its_contract(tree: Path, module: str, line: str, broken: list[str]) -> None:
    path = tree / module
    path.parent.mkdir(exist_ok=True)
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(
        f"{line}\n{before}" if "__future__" not in before else f"{before}\n{line}\n", encoding="utf-8"
    )
    assert broken_contracts(tree) == broken
