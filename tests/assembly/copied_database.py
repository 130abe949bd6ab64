"""A copy of the test database that several real connections can write to at once.

Inside `other_database` every new thread opens its own connection to it: on SQLite a file with the options
of the house, on PostgreSQL a database of its own. What is committed there goes with it.
"""

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import DatabaseError, connections

from linmeng.common.errors import Refused
from linmeng.ground.tenancy import in_alliance

Answer = TypeVar("Answer")
PATIENCE = 60


@contextmanager
def other_database(place: Path, kept: Path | None) -> Iterator[None]:
    """Call it where no test holds a transaction: PostgreSQL copies only what nobody uses."""
    here, before = connections.settings["default"], connections.settings["default"]["NAME"]
    name = f"{before}_races"
    if kept is not None:
        name = str(place / "races.sqlite3")
        shutil.copy(kept, name)
    else:
        connections["default"].close()
        _on_server(f'CREATE DATABASE "{name}" TEMPLATE "{before}"')
    here["NAME"] = name
    try:
        yield
    finally:
        here["NAME"] = before
        if kept is None:
            _on_server(f'DROP DATABASE "{name}"')


def _on_server(statement: str) -> None:
    with connections["default"]._nodb_cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute(statement)


def at_once(alliance_id: int, *acts: Callable[[], Answer]) -> list[Answer | Exception]:
    """Each act on a thread and a connection of its own, all begun together; what each answered or refused."""
    gate = threading.Barrier(len(acts))
    said: list[Any] = [RuntimeError("this act fell over")] * len(acts)

    def run(place: int, act: Callable[[], Answer]) -> None:
        try:
            connections["default"].ensure_connection()
            gate.wait(PATIENCE)
            with in_alliance(alliance_id):
                said[place] = act()
        except (Refused, ValidationError, DatabaseError) as refusal:
            said[place] = refusal
        finally:
            connections["default"].close()

    threads = [threading.Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    return said
