"""SQLite with the fence on every connection, and append-only triggers that outlive table rebuilds."""

from typing import Any

from django.db.backends.sqlite3 import base, schema

from linmeng.ground.guard import guard


class SchemaEditor(schema.DatabaseSchemaEditor):
    def __enter__(self) -> "SchemaEditor":
        self.connection.altering_schema = True
        return super().__enter__()

    def __exit__(self, *exc: Any) -> None:
        try:
            super().__exit__(*exc)
        finally:
            self.connection.altering_schema = False

    def _remake_table(self, model: Any, *args: Any, **kwargs: Any) -> None:
        # SQLite rebuilds a table for most alterations and silently drops its triggers.
        with self.connection.cursor() as cursor:
            cursor.execute(
                "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s ORDER BY name",
                [model._meta.db_table],
            )
            triggers = [row[0] for row in cursor.fetchall()]
        super()._remake_table(model, *args, **kwargs)
        for sql in triggers:
            self.execute(sql, params=None)


class DatabaseWrapper(base.DatabaseWrapper):
    SchemaEditorClass = SchemaEditor
    altering_schema = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.execute_wrappers.append(guard)
