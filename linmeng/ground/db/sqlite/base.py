"""SQLite with the fence on every connection, and triggers that outlive table rebuilds."""

from functools import lru_cache
from typing import Any

from django.db import IntegrityError
from django.db.backends.sqlite3 import base, schema

from linmeng.ground.db.same_alliance import HoldsKeys
from linmeng.ground.db.sqlite.turn import Turn, turn_of
from linmeng.ground.guard import guard

LONGEST_KEPT = 6_000


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


class Cursor(base.SQLiteCursorWrapper):
    def convert_query(self, query: str, *, param_names: Any = None) -> str:
        """The text with SQLite's own places, worked out once for each text that may come again."""
        if param_names is None and len(query) < LONGEST_KEPT:
            return _with_own_places(query)
        return super().convert_query(query, param_names=param_names)


@lru_cache(maxsize=2048)
def _with_own_places(query: str) -> str:
    return base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")


class DatabaseWrapper(base.DatabaseWrapper):
    SchemaEditorClass = SchemaEditor
    altering_schema = False
    turn: Turn | None = None
    """Held from BEGIN IMMEDIATE to COMMIT: who waits is woken, instead of asking SQLite again and again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.execute_wrappers.append(guard)
        self._kept: tuple[Any, bool, list[Any]] = (None, False, [])

    def ask(self, *statements: tuple[str, Any]) -> list[Any]:
        """The cursors of statements that come again and again: SQLite's module keeps them by their text."""
        cursors = []
        for place, (text, values) in enumerate(statements):
            cursors.append(cursor := self._kept_cursor(place))
            cursor.execute(text, values)
        return cursors

    def send_ahead(self, text: str, values: Any) -> None:
        """Write one row. Here the database is in the house: there is no way to save."""
        if self.ask((text, values))[0].rowcount != 1:
            raise IntegrityError("a statement did not write its one row")

    def _kept_cursor(self, place: int) -> Any:
        """Cursors are made once a line: statements that are asked together have one each."""
        line, logged, cursors = self._kept
        if line is None or line is not self.connection or logged is not self.queries_logged:
            self.ensure_connection()
            cursors = []
            self._kept = self.connection, self.queries_logged, cursors
        while len(cursors) <= place:
            cursors.append(self._prepare_cursor(self.create_cursor()))  # type: ignore[attr-defined]
        return cursors[place]

    def create_cursor(self, name: str | None = None) -> Any:
        return self.connection.cursor(factory=Cursor)

    def _start_transaction_under_autocommit(self) -> None:
        self._take_turn()
        begun = False
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
            begun = True
        finally:
            if not begun:
                self._end_turn()

    def _take_turn(self) -> None:
        if self.is_in_memory_db() or self.transaction_mode != "IMMEDIATE":  # type: ignore[attr-defined]
            return
        turn = turn_of(str(self.settings_dict["NAME"]))
        if turn.take(self.settings_dict["OPTIONS"].get("timeout", 5)):
            self.turn = turn

    def _end_turn(self) -> None:
        turn, self.turn = self.turn, None
        if turn is not None:
            turn.give_up()

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]
        self._end_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._end_turn()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._end_turn()
