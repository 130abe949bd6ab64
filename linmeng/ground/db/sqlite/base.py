"""SQLite with the fence on every connection, and triggers that outlive table rebuilds."""

from typing import Any

from django.db.backends.sqlite3 import base, schema

from linmeng.ground.db.same_alliance import HoldsKeys
from linmeng.ground.guard import guard


class SchemaEditor(HoldsKeys, schema.DatabaseSchemaEditor):
    def __enter__(self) -> "SchemaEditor":
        self.connection.altering_schema = True
        return super().__enter__()

    def __exit__(self, *exc: Any) -> None:
        try:
            super().__exit__(*exc)
        finally:
            self.connection.altering_schema = False

    def _triggers(self) -> list[tuple[str, str, str]]:
        """(name, table, statement) of every trigger."""
        with self.connection.cursor() as cursor:
            cursor.execute(
                "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
            )
            return list(cursor.fetchall())

    def _remake_table(self, model: Any, *args: Any, **kwargs: Any) -> None:
        # SQLite rebuilds a table for most alterations: it silently drops the table's own triggers, and
        # it refuses the rename at the end while triggers of other tables look at the table.
        table = model._meta.db_table
        concerned = [t for t in self._triggers() if t[1] == table or f'FROM "{table}"' in t[2]]
        for name, _table, _sql in concerned:
            self.execute(f'DROP TRIGGER "{name}"', params=None)
        self.remaking = True
        super()._remake_table(model, *args, **kwargs)  # type: ignore[misc]
        self.remaking = False
        for _name, _table, sql in concerned:
            self.execute(sql, params=None)


class DatabaseWrapper(base.DatabaseWrapper):
    SchemaEditorClass = SchemaEditor
    altering_schema = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.execute_wrappers.append(guard)
