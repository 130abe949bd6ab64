"""What triggers stand in the database, and how a test takes one away to tamper behind it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from linmeng.ground.tenancy import citywide


def trigger_names() -> list[str]:
    """Names of all triggers of ours."""
    sql = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    )
    with connection.cursor() as cursor:
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
            cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
        yield
