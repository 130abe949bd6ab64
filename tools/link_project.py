"""Make the checkout importable in its environment and write the `linmeng` command.

An editable install would need a build back end that a fresh environment does not have.
"""

import sys
import sysconfig
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
COMMAND = """#!/bin/sh
exec "$(dirname "$0")/python" -m linmeng "$@"
"""


def link_project() -> None:
    """Write `linmeng.pth` and `bin/linmeng`."""
    (Path(sysconfig.get_paths()["purelib"]) / "linmeng.pth").write_text(f"{PROJECT}\n")
    command = Path(sys.executable).parent / "linmeng"
    command.write_text(COMMAND)
    command.chmod(0o755)


if __name__ == "__main__":
    link_project()
