"""PostgreSQL with the fence on every connection."""

from contextlib import suppress
from functools import partial
from typing import Any

from django.db import Error
from django.db.backends.postgresql import base, schema

from linmeng.ground.db.postgresql.flight import Answer, Flight, line_of
from linmeng.ground.db.same_alliance import HoldsKeys
from linmeng.ground.guard import guard, guarded


class SchemaEditor(HoldsKeys, schema.DatabaseSchemaEditor):
    def __enter__(self) -> "SchemaEditor":
        self.connection.altering_schema = True
        return super().__enter__()

    def __exit__(self, *exc: Any) -> None:
        try:
            super().__exit__(*exc)
        finally:
            self.connection.altering_schema = False


def landed_first(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    """The execute wrapper that keeps every other statement from running before those sent ahead have landed."""
    if context["cursor"] is not None:
        context["connection"].land()
    return execute(sql, params, many, context)


OWN_WRAPPERS = (guard, landed_first)


class DatabaseWrapper(base.DatabaseWrapper):
    SchemaEditorClass = SchemaEditor
    altering_schema = False
    flight: Flight | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.execute_wrappers += OWN_WRAPPERS

    def ask(self, *statements: tuple[str, Any]) -> list[Answer]:
        """The answers to finished statements, sent together with what went ahead of them."""
        answers = [self._send(*statement) for statement in statements]
        self.land()
        return answers

    def send_ahead(self, text: str, values: Any) -> None:
        """Write one row; in an act its answer is waited for only with the next one that is needed."""
        self._send(text, values, one_row=True)
        if not self.in_atomic_block:
            self.land()

    def land(self) -> None:
        """Wait for whatever was sent ahead."""
        if self.flight is not None:
            flight, self.flight = self.flight, None
            with self.wrap_database_errors:
                flight.land()

    def _send(self, text: str, values: Any, *, one_row: bool = False) -> Answer:
        if len(self.execute_wrappers) > len(OWN_WRAPPERS) or self.queries_logged:
            return self._send_watched(text, values, one_row)
        guarded(self, text, values)
        self.validate_no_broken_transaction()
        with self.wrap_database_errors:
            return self._under_way().send(text, values, one_row=one_row)

    def _send_watched(self, text: str, values: Any, one_row: bool) -> Answer:
        """The same past whoever listens to statements, as Django's cursors do."""

        def send(sql: str, params: Any, _many: bool, _context: Any) -> Answer:
            if self.queries_logged:
                self.queries_log.append({"sql": self.ops.compose_sql(sql, params), "time": "0.000"})
            with self.wrap_database_errors:
                return self._under_way().send(sql, params, one_row=one_row)

        self.validate_no_broken_transaction()
        run: Any = send
        for wrapper in reversed(self.execute_wrappers):
            run = partial(wrapper, run)
        answer: Answer = run(text, values, False, {"connection": self, "cursor": None})
        return answer

    def _under_way(self) -> Flight:
        if self.flight is None:
            self.ensure_connection()
            self.flight = Flight(line_of(self.connection))
        return self.flight

    def _abandon(self) -> None:
        """What was sent is about to be rolled back: whether it failed no longer matters."""
        with suppress(Error):
            self.land()

    def _commit(self) -> None:
        if self.flight is None:
            super()._commit()  # type: ignore[misc]
            return
        flight, self.flight = self.flight, None
        with self.wrap_database_errors:
            flight.land_with_commit()

    def _rollback(self) -> None:
        self._abandon()
        super()._rollback()  # type: ignore[misc]

    def _savepoint_rollback(self, sid: str) -> None:
        self._abandon()
        super()._savepoint_rollback(sid)  # type: ignore[misc]

    def _close(self) -> None:
        self.flight = None
        super()._close()  # type: ignore[misc]
