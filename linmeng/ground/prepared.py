"""Statements of the hot paths: worked out once a thread and then only filled in.

Building and compiling a query costs ten times as much as the database needs to answer it. Here that is
done once; each call puts its values, and the alliance in force, into the finished statement. The fence
reads and checks the statement like any other.
"""

import threading
from collections.abc import Callable
from datetime import date, datetime
from inspect import signature
from typing import Any, Generic, TypeVar

from django.db import connection, connections
from django.db.models import Expression, Model, QuerySet
from django.db.models.constants import OnConflict
from django.db.models.sql import InsertQuery

from linmeng.ground.tenancy import current_alliance_id, in_alliance

Row = TypeVar("Row")
ALLIANCE = "alliance in force"


class Slot(Expression):
    """The place of a value that comes with each call."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """Stands for itself among the parameters until it is filled."""
        return "%s", [self]


class Prepared(Generic[Row]):
    """A query by its builder, whose arguments are plain values compared with columns as they are.

    Arguments must not decide what the query looks like, nor be None: the builder is run once. With
    `shared` its FOR UPDATE becomes FOR SHARE: such holders stand side by side and keep off whoever changes.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Row]], *, shared: bool = False) -> None:
        self._build = build
        self._shared = shared
        self._names = list(signature(build).parameters)
        self._kept = threading.local()

    def __call__(self, *values: Any) -> list[Row]:
        """The rows for these values, in the alliance in force."""
        rows: Any = getattr(self._kept, "rows", None)
        if rows is None or self._kept.compiler.connection is not connections[rows.db]:
            rows = self._prepare()
        self._kept.values = dict(zip(self._names, values, strict=True)) | {ALLIANCE: current_alliance_id()}
        return list(rows._iterable_class(rows))

    def _prepare(self) -> Any:
        """Build the query with slots in place of values, and let its compiler answer with the finished text."""
        with in_alliance(Slot(ALLIANCE)):  # type: ignore[arg-type]
            rows: Any = self._build(*(Slot(name) for name in self._names))
        compiler: Any = rows.query.get_compiler(rows.db)
        sql, places = compiler.as_sql()
        if self._shared:
            sql = sql.replace(" FOR UPDATE", " FOR SHARE")
        compiler.as_sql = lambda *_args, **_options: (sql, tuple(self._filled(compiler, p) for p in places))
        rows.query.get_compiler = lambda *_args, **_options: compiler
        self._kept.rows, self._kept.compiler = rows, compiler
        return rows

    def _filled(self, compiler: Any, place: Any) -> Any:
        value = self._kept.values[place.name] if isinstance(place, Slot) else place
        if isinstance(value, datetime):
            return compiler.connection.ops.adapt_datetimefield_value(value)
        if isinstance(value, date):
            return compiler.connection.ops.adapt_datefield_value(value)
        return value


_inserts = threading.local()


def insert(row: Model, *, unless_there: bool = False) -> None:
    """Write down one new row whose identifier is its own already, like `save(force_insert=True)`.

    With `unless_there` a row with the same unique values is left as it is; whose row stands there then
    tells the identifier.
    """
    fields = row._meta.concrete_fields
    values = [f.get_db_prep_save(f.pre_save(row, add=True), connection=connection) for f in fields]
    with connection.cursor() as cursor:
        cursor.execute(_insert_text(type(row), unless_there), values)
    row._state.adding, row._state.db = False, connection.alias


def _insert_text(model: type[Model], unless_there: bool) -> str:
    kept: dict[Any, str] = _inserts.__dict__.setdefault(connection.vendor, {})
    text = kept.get((model, unless_there))
    if text is None:
        query = InsertQuery(model, on_conflict=OnConflict.IGNORE if unless_there else None)
        query.insert_values(model._meta.concrete_fields, [model()])
        text = kept[model, unless_there] = query.get_compiler(connection=connection).as_sql()[0][0]
    return text
