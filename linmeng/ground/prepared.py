"""Statements of the hot paths: worked out once a thread and then only filled in.

Building and compiling a query costs ten times as much as the database needs to answer it. Here that is
done once; each call puts its values, and the alliance in force, into the finished statement. The fence
reads and checks the statement like any other.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from inspect import signature
from operator import itemgetter
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Expression, IntegerField, Model, QuerySet
from django.db.models.constants import OnConflict
from django.db.models.query import (
    FlatValuesListIterable,
    ModelIterable,
    ValuesListIterable,
    get_related_populators,
)
from django.db.models.sql import InsertQuery, UpdateQuery

from linmeng.ground.tenancy import current_alliance_id, in_alliance

Row = TypeVar("Row")
ALLIANCE = "alliance in force"


class Slot(Expression):
    """The place of a value that comes with each call."""

    def __init__(self, name: str) -> None:
        super().__init__(output_field=IntegerField())
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """Stands for itself among the parameters until it is filled."""
        return "%s", [self]


@dataclass(frozen=True)
class Finished:
    """A statement with the names or the fixed values of its parameters, and how a row of it is read."""

    text: str
    places: tuple[Any, ...]
    on: Any
    """The connection it was worked out for."""
    read: Callable[[Any], Any] = tuple

    def run(self, values: dict[str, Any]) -> Any:
        """The cursor after the statement."""
        given = [values[place.name] if isinstance(place, Slot) else place for place in self.places]
        for place, value in enumerate(given):
            if isinstance(value, datetime):
                given[place] = self.on.ops.adapt_datetimefield_value(value)
            elif isinstance(value, date):
                given[place] = self.on.ops.adapt_datefield_value(value)
        cursor = self.on.finished_cursor()
        cursor.execute(self.text, given)
        return cursor


class _Statement:
    """Works the statement out at its first use on each thread's connection."""

    def __init__(self, build: Callable[..., Any]) -> None:
        self._build = build
        self._names = list(signature(build).parameters)
        self._kept = threading.local()

    def _run(self, values: tuple[Any, ...]) -> tuple[Finished, Any]:
        finished: Finished | None = getattr(self._kept, "finished", None)
        if finished is None or finished.on is not connections[DEFAULT_DB_ALIAS]:
            with in_alliance(Slot(ALLIANCE)):  # type: ignore[arg-type]
                built = self._build(*(Slot(name) for name in self._names))
            finished = self._kept.finished = self._finish(built)
        named = dict(zip(self._names, values, strict=True))
        named[ALLIANCE] = current_alliance_id()
        return finished, finished.run(named)

    def _finish(self, built: Any) -> Finished:
        raise NotImplementedError


class Prepared(_Statement, Generic[Row]):
    """A query by its builder, whose arguments are plain values compared with columns as they are.

    Arguments must not decide what the query looks like, nor be None: the builder is run once. A query that
    locks its own rows (`select_for_update(of=("self",))`) can hold those of `sharing`, a joined model, as
    they are: such holders stand side by side and keep off whoever changes. These are locked first.
    """

    def __init__(
        self, build: Callable[..., QuerySet[Any, Row]], *, sharing: type[Model] | None = None
    ) -> None:
        super().__init__(build)
        self._sharing = sharing

    def __call__(self, *values: Any) -> list[Row]:
        """The rows for these values, in the alliance in force."""
        finished, cursor = self._run(values)
        return [finished.read(row) for row in cursor.fetchall()]

    def _finish(self, built: Any) -> Finished:
        compiler = built.query.get_compiler(built.db)
        text, places = compiler.as_sql()
        if self._sharing is not None:
            text = text.replace(" FOR UPDATE", f' FOR SHARE OF "{self._sharing._meta.db_table}" FOR UPDATE')
        return Finished(text, tuple(places), compiler.connection, _reader(built, compiler))


class PreparedUpdate(_Statement):
    """An update by its builder, which gives the rows and the new values of their columns."""

    def __init__(self, build: Callable[..., tuple[QuerySet[Any, Any], dict[str, Any]]]) -> None:
        super().__init__(build)

    def __call__(self, *values: Any) -> int:
        """How many rows were changed."""
        _finished, cursor = self._run(values)
        return int(cursor.rowcount)

    def _finish(self, built: Any) -> Finished:
        rows, changes = built
        query = rows.query.chain(UpdateQuery)
        query.add_update_values(changes)
        compiler = query.get_compiler(rows.db)
        text, places = compiler.as_sql()
        return Finished(text, tuple(places), compiler.connection)


def _reader(built: Any, compiler: Any) -> Callable[[Any], Any]:
    """How a row of the finished statement becomes what the query set would give."""
    kept = compiler.get_converters([column for column, _sql, _alias in compiler.select])
    changes = [(place, convert, column) for place, (converts, column) in kept.items() for convert in converts]
    make = _maker(built, compiler)

    def read(row: Any) -> Any:
        values = list(row)
        for place, convert, column in changes:
            values[place] = convert(values[place], column, compiler.connection)
        return make(values)

    return read if changes else make


def _maker(built: Any, compiler: Any) -> Callable[[Any], Any]:
    if built._iterable_class is FlatValuesListIterable:
        return itemgetter(0)
    if built._iterable_class is ValuesListIterable:
        return tuple
    if built._iterable_class is not ModelIterable:
        raise TypeError("a prepared query gives rows of a model, tuples or single values")
    first, end = compiler.klass_info["select_fields"][0], compiler.klass_info["select_fields"][-1] + 1
    names = [column[0].target.attname for column in compiler.select[first:end]]
    begin = compiler.klass_info["model"].from_db
    joined = get_related_populators(compiler.klass_info, compiler.select, built.db)  # type: ignore[call-arg]
    added = list(compiler.annotation_col_map.items())

    def make(row: Any) -> Any:
        thing = begin(built.db, names, row[first:end])
        for populator in joined:
            populator.populate(row, thing)
        for name, place in added:
            setattr(thing, name, row[place])
        return thing

    return make


_inserts = threading.local()


def insert(row: Model, *, unless_there: bool = False) -> bool:
    """Write down one new row whose identifier is its own already, like `save(force_insert=True)`.

    With `unless_there` a row with the same unique values is left as it is, and the answer is False. One
    that somebody else is just writing down is waited for.
    """
    on: Any = connections[DEFAULT_DB_ALIAS]
    fields = row._meta.concrete_fields
    values = [f.get_db_prep_save(f.pre_save(row, add=True), connection=on) for f in fields]
    cursor = on.finished_cursor()
    cursor.execute(_insert_text(on, type(row), unless_there), values)
    row._state.adding, row._state.db = False, on.alias
    return bool(cursor.rowcount)


def _insert_text(on: Any, model: type[Model], unless_there: bool) -> str:
    kept: dict[Any, str] = _inserts.__dict__.setdefault(on.vendor, {})
    text = kept.get((model, unless_there))
    if text is None:
        query = InsertQuery(model, on_conflict=OnConflict.IGNORE if unless_there else None)
        query.insert_values(model._meta.concrete_fields, [model()])
        text = kept[model, unless_there] = query.get_compiler(connection=on).as_sql()[0][0]
    return text
