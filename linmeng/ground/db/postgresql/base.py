"""PostgreSQL with the fence on every connection."""

from typing import Any

from django.db.backends.postgresql import base, schema

from linmeng.ground.db.kept_cursor import kept_cursor
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


class DatabaseWrapper(base.DatabaseWrapper):
    SchemaEditorClass = SchemaEditor
    altering_schema = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.execute_wrappers.append(guard)

    def finished_cursor(self) -> Any:
        """For statements that come again and again: the server keeps their plans, only values are sent."""
        return kept_cursor(self, base.ServerBindingCursor)  # type: ignore[arg-type]
