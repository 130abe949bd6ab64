"""What triggers stand in the database, and how a test takes one away to tamper behind it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections, models

from linmeng.ground.tenancy import citywide


def trigger_names(database: Any = connection) -> list[str]:
    """Names of all triggers of ours."""
    sql = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if database.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    )
    with database.cursor() as cursor:
        cursor.execute(sql)
        return sorted(row[0] for row in cursor.fetchall())


@contextmanager
def triggers_dropped(table: str) -> Iterator[None]:
    """What somebody with the whole database in hand would do first. Rolled back with the test."""
    with citywide(), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table])
            for (name,) in cursor.fetchall():
                cursor.execute(f'DROP TRIGGER "{name}"')
        else:
            cursor.execute("SET LOCAL session_replication_role = replica")  # no trigger fires
        yield
        if connection.vendor != "sqlite":
            cursor.execute("SET LOCAL session_replication_role = origin")


@contextmanager
def scratch_editor(place: Path, *tables: type[models.Model]) -> Iterator[Any]:
    """A schema editor as a migration has it: on SQLite in a file of its own with these tables.

    SQLite cannot alter tables inside the transaction of a test; PostgreSQL can, and takes all back.
    """
    if connection.vendor != "sqlite":
        with connection.schema_editor(atomic=False) as editor:
            yield editor
        return
    name = str(place / "scratch.sqlite3")
    database = type(connections["default"])({**connection.settings_dict, "NAME": name}, DEFAULT_DB_ALIAS)
    try:
        with database.schema_editor() as editor:
            for table in tables:
                editor.create_model(table)
            yield editor
    finally:
        database.close()
