"""Finished statements on their way to PostgreSQL: sent one behind the other, answered together.

This is libpq's pipeline by psycopg's own binding of it. psycopg's cursors can do the same for any statement
and need, for each, ten times the Python of this; the statements here are few and come again and again, so
each is prepared at its first use on a line and then only named.
"""

import select
from collections.abc import Sequence
from typing import Any

from django.db import DataError, IntegrityError, OperationalError
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus, TransactionStatus

INT8 = 20
DONE = (ExecStatus.COMMAND_OK, ExecStatus.TUPLES_OK)


class Answer:
    """What came back for one statement, read like a cursor."""

    def __init__(self, line: "Line", statement: str, *, one_row: bool = False) -> None:
        self.statement, self.one_row = statement, one_row
        self._line = line
        self.result: Any = None

    def fetchall(self) -> list[Any]:
        """All rows, as tuples."""
        into_python = self._line.adapt
        into_python.set_pgresult(self.result)
        return into_python.load_rows(0, self.result.ntuples, tuple)

    @property
    def rowcount(self) -> int:
        """How many rows were found or written."""
        return self.result.command_tuples or 0

    @property
    def said(self) -> bytes:
        """The database's own word for what it did."""
        return self.result.command_status or b""


class Line:
    """One connection and the statements that are prepared on it."""

    def __init__(self, connection: Any) -> None:
        self.connection, self.libpq = connection, connection.pgconn
        self.adapt = Transformer(connection)
        self.names: dict[str, bytes] = {}
        self.prepared = 0
        self._poll = select.poll()
        self._poll.register(self.libpq.socket, select.POLLIN)

    def dump(self, value: Any) -> tuple[bytes | None, int]:
        """A value as the database reads it, and its type; 0 where the place says which."""
        if value is None:
            return None, 0
        if type(value) is int:
            return b"%d" % value, INT8
        if type(value) is str:
            words = value.encode()
            if b"\0" in words:  # libpq would end the text there
                raise DataError("PostgreSQL keeps no text with a NUL in it")
            return words, 0
        dumper = self.adapt.get_dumper(value, PyFormat.TEXT)
        dumped = dumper.dump(value)
        return None if dumped is None else bytes(dumped), dumper.oid

    def next_result(self) -> Any:
        """The next result, waited for without holding up other threads."""
        libpq = self.libpq
        while libpq.is_busy():
            self._poll.poll()
            libpq.consume_input()
        return libpq.get_result()

    def begin(self) -> str:
        """The words that begin a transaction, where the next statement needs one."""
        if self.connection.autocommit or self.libpq.transaction_status != TransactionStatus.IDLE:
            return ""
        level = self.connection.isolation_level
        return "BEGIN" if level is None else f"BEGIN ISOLATION LEVEL {level.name.replace('_', ' ')}"

    def send_out(self) -> None:
        """Hand everything to the system, reading meanwhile what already comes back."""
        while self.libpq.flush():
            select.select([self.libpq.socket], [self.libpq.socket], [])
            self.libpq.consume_input()


def line_of(connection: Any) -> Line:
    """The line of psycopg's connection; it lives as long, also where a pool lends it out in turns."""
    line: Line | None = connection.__dict__.get("finished_line")
    if line is None:
        line = connection.finished_line = Line(connection)
    return line


class Flight:
    """Opened by the first statement sent, landed by the next one whose answer is needed, or by COMMIT.

    The database works through them in order, as if each had been waited for; where one fails the rest is not
    done and landing raises its error.
    """

    def __init__(self, line: Line) -> None:
        self._line, self._libpq = line, line.libpq
        self._awaited: list[Answer] = []
        begin = line.begin()
        self._libpq.enter_pipeline_mode()
        if begin:
            self._command(begin)

    def send(self, text: str, values: Sequence[Any], *, one_row: bool = False) -> Answer:
        """Its answer, to be read after landing; `one_row`: it must write exactly one."""
        dumped = [self._line.dump(value) for value in values]
        name = self._line.names.get(text) or self._prepare(text, [oid for _value, oid in dumped])
        self._libpq.send_query_prepared(name, [value for value, _oid in dumped])
        answer = Answer(self._line, text, one_row=one_row)
        self._awaited.append(answer)
        return answer

    def land(self) -> None:
        """Wait for all answers; raises the first fault."""
        self._libpq.pipeline_sync()
        self._line.send_out()
        fault = None
        for answer in self._awaited:
            result = self._line.next_result()
            if result.status in DONE:
                answer.result = result
            else:
                self._line.names.pop(answer.statement, None)
                fault = fault or error_from_result(result)
            self._line.next_result()  # the end of this statement's results
        self._line.next_result()  # the end of the flight
        self._libpq.exit_pipeline_mode()
        if fault is not None:
            raise fault
        if any(answer.one_row and answer.rowcount != 1 for answer in self._awaited):
            raise IntegrityError("a statement that was sent ahead did not write its one row")

    def land_with_commit(self) -> None:
        """Send COMMIT behind the others; returns once the database has said that all of it stands."""
        commit = self._command("COMMIT")
        self.land()
        if commit.said != b"COMMIT":
            raise OperationalError(f"the database answered {commit.said!r} to COMMIT")

    def _command(self, text: str) -> Answer:
        self._libpq.send_query_params(text.encode(), None)
        self._awaited.append(answer := Answer(self._line, text))
        return answer

    def _prepare(self, text: str, types: list[int]) -> bytes:
        self._line.prepared += 1
        name = self._line.names[text] = b"finished_%d" % self._line.prepared
        self._libpq.send_prepare(name, _with_own_places(text).encode(), types)
        self._awaited.append(Answer(self._line, text))
        return name


def _with_own_places(text: str) -> str:
    """The statement with PostgreSQL's own places for its values."""
    first, *others = text.split("%s")
    placed = "".join(f"${number}{part}" for number, part in enumerate(others, start=1))
    return (first + placed).replace("%%", "%")
