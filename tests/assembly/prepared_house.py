"""Run as a program: `python -m tests.assembly.prepared_house fill|die|go` in a LINMENG_HOME of its own.

`fill` counts a vote; `go` does the worker's turn for its bundle; `die` does the same and is killed like by kill -9
in the middle: the bundle's file lies on the disk, its row is being written.
"""

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linmeng.config.settings")


def _fill() -> None:
    from django.core.management import call_command

    from linmeng.ground.tenancy import in_alliance
    from tests.assembly.test_whole_vote import voted
    from tests.assembly.votes import close_and
    from tests.cast import build_cast

    call_command("migrate", verbosity=0)
    cast = build_cast()
    with in_alliance(cast.alliance.id):
        close_and(cast, voted(cast), "counted")


def _go() -> None:
    from linmeng.assembly.background import prepare_bundles
    from linmeng.ground.models import Alliance
    from linmeng.ground.tenancy import in_alliance
    from tests.assembly.votes import AFTER

    with in_alliance(Alliance.objects.get().id):
        print(prepare_bundles(at=AFTER))


def _at_the_row(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
    if sql.startswith('INSERT INTO "assembly_preparedbundle"'):
        os.kill(os.getpid(), signal.SIGKILL)
    return execute(sql, *rest)


def main(what: str) -> None:
    import django

    django.setup()
    from django.db import connection

    if what == "fill":
        _fill()
    elif what == "go":
        _go()
    else:
        with connection.execute_wrapper(_at_the_row):
            _go()


if __name__ == "__main__":
    main(sys.argv[1])
