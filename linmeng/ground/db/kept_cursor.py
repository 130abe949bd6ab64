"""One cursor a connection for finished statements, which are read to their end before the next one."""

from collections.abc import Callable
from typing import Any


def kept_cursor(on: Any, make: Callable[[Any], Any]) -> Any:
    """Django's cursor around the driver's, made once for each line to the database and never closed before it."""
    line, kept = on.connection, on.__dict__.get("kept_cursor")
    if kept is not None and kept[0] is line and kept[1] is on.queries_logged:
        return kept[2]
    on.ensure_connection()
    with on.wrap_database_errors:
        cursor = on._prepare_cursor(make(on.connection))
    on.kept_cursor = (on.connection, on.queries_logged, cursor)
    return cursor
