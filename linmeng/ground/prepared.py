"""Statements of the hot paths: worked out once a thread and then only filled in.

Building and compiling a query costs ten times as much as the database needs to answer it. Here that is
done once; each call puts its values, and the alliance in force, into the finished statement. The fence
reads and checks the statement like any other.
"""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from inspect import signature
from operator import itemgetter
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Expression, IntegerField, JSONField, Model, QuerySet
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
PLAIN = (int, str)


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
    """A statement with the places or the fixed values of its parameters, and how a row of it is read."""

    text: str
    places: tuple[tuple[int, Any], ...]
    """Of each parameter: which of the values that come with a call, or -1 and its fixed value."""
    on: Any
    """The connection it was worked out for."""
    read: Callable[[Any], Any] = tuple

    def filled(self, values: tuple[Any, ...]) -> tuple[str, list[Any]]:
        """The statement with the values of one call."""
        told = tuple(self._adapted(value) if isinstance(value, date) else value for value in values)
        return self.text, [fixed if place < 0 else told[place] for place, fixed in self.places]

    def _adapted(self, value: date) -> Any:
        if isinstance(value, datetime):
            return self.on.ops.adapt_datetimefield_value(value)
        return self.on.ops.adapt_datefield_value(value)


class _Statement:
    """Works the statement out at its first use on each thread's connection."""

    def __init__(self, build: Callable[..., Any]) -> None:
        self._build = build
        self._names = list(signature(build).parameters)
        self._kept = threading.local()

    def _fill(self, values: tuple[Any, ...]) -> tuple[Finished, tuple[str, list[Any]]]:
        finished: Finished | None = getattr(self._kept, "finished", None)
        if finished is None or finished.on is not connections[DEFAULT_DB_ALIAS]:
            with in_alliance(Slot(ALLIANCE)):  # type: ignore[arg-type]
                built = self._build(*(Slot(name) for name in self._names))
            finished = self._kept.finished = self._finish(built)
        if len(values) != len(self._names):
            raise TypeError(f"asked for by {len(values)} values instead of {len(self._names)}")
        return finished, finished.filled((*values, current_alliance_id()))

    def _places(self, parameters: Iterable[Any]) -> tuple[tuple[int, Any], ...]:
        names = [*self._names, ALLIANCE]
        return tuple(
            (names.index(one.name), None) if isinstance(one, Slot) else (-1, one) for one in parameters
        )

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
        rows: list[Row] = answers((self, *values))[0]
        return rows

    def _finish(self, built: Any) -> Finished:
        compiler = built.query.get_compiler(built.db)
        text, places = compiler.as_sql()
        if self._sharing is not None:
            text = text.replace(" FOR UPDATE", f' FOR SHARE OF "{self._sharing._meta.db_table}" FOR UPDATE')
        return Finished(text, self._places(places), compiler.connection, _reader(built, compiler))


class PreparedUpdate(_Statement):
    """An update by its builder, which gives the rows and the new values of their columns."""

    def __init__(self, build: Callable[..., tuple[QuerySet[Any, Any], dict[str, Any]]]) -> None:
        super().__init__(build)

    def __call__(self, *values: Any) -> int:
        """How many rows were changed."""
        finished, statement = self._fill(values)
        return int(finished.on.ask(statement)[0].rowcount)

    def ahead(self, *values: Any) -> None:
        """Change one row that is surely there, as a later step of an act: nobody waits for it before the next
        answer or the end of the act, which fails where there was no such row.
        """
        finished, statement = self._fill(values)
        finished.on.send_ahead(*statement)

    def _finish(self, built: Any) -> Finished:
        rows, changes = built
        query = rows.query.chain(UpdateQuery)
        query.add_update_values(changes)
        compiler = query.get_compiler(rows.db)
        text, places = compiler.as_sql()
        return Finished(text, self._places(places), compiler.connection)


def answers(*asked: tuple[Any, ...]) -> list[list[Any]]:
    """The rows of several prepared queries (each with its values), asked together: with the database on
    another machine that is one way there and back.
    """
    filled = [query._fill(values) for query, *values in asked]
    cursors = filled[0][0].on.ask(*(statement for _finished, statement in filled))
    return [
        [finished.read(row) for row in cursor.fetchall()]
        for (finished, _statement), cursor in zip(filled, cursors, strict=True)
    ]


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


def insert(row: Model, *, adding: tuple[str, ...] = ()) -> None:
    """Write down one new row whose identifier is its own already, like `save(force_insert=True)`.

    Nobody waits for it before the next answer or the end of the act: a row that breaks a rule of the database
    makes that fail. Where a row with the same unique values is there, its columns of `adding` grow by those
    of this one instead.
    """
    on, statement = _filled(row, OnConflict.UPDATE if adding else None, adding)
    on.send_ahead(*statement)


def insert_unless_there(row: Model) -> bool:
    """Like `insert`, but one with the same unique values is left as it is, and the answer is False. One that
    somebody else is just writing down is waited for.
    """
    on, statement = _filled(row, OnConflict.IGNORE)
    return bool(on.ask(statement)[0].rowcount)


def _filled(
    row: Model, on_conflict: OnConflict | None, adding: tuple[str, ...] = ()
) -> tuple[Any, tuple[str, list[Any]]]:
    on: Any = connections[DEFAULT_DB_ALIAS]
    values = [
        _prepared_value(field, field.pre_save(row, add=True), on) for field in row._meta.concrete_fields
    ]
    row._state.adding, row._state.db = False, on.alias
    return on, (_insert_text(on, type(row), on_conflict, adding), values)


def _prepared_value(field: Any, value: Any, on: Any) -> Any:
    if value.__class__ in PLAIN and not isinstance(field, JSONField):
        return value  # numbers and words are kept as they are; half of a ballot's are
    return field.get_db_prep_save(value, connection=on)


def _insert_text(on: Any, model: type[Model], on_conflict: OnConflict | None, adding: tuple[str, ...]) -> str:
    kept: dict[Any, str] = _inserts.__dict__.setdefault(on.vendor, {})
    text = kept.get((model, on_conflict, adding))
    if text is None:
        grown: list[Any] = [model._meta.get_field(name) for name in adding]
        unique = [model._meta.get_field(name) for name in model._meta.total_unique_constraints[0].fields]
        query = InsertQuery(
            model, on_conflict=on_conflict, update_fields=grown, unique_fields=unique if adding else []
        )
        query.insert_values(model._meta.concrete_fields, [model()])
        text = query.get_compiler(connection=on).as_sql()[0][0]
        for field in grown:
            own = f'"{model._meta.db_table}"."{field.column}"'
            text = text.replace(f'EXCLUDED."{field.column}"', f'{own} + EXCLUDED."{field.column}"')
        kept[model, on_conflict, adding] = text
    return text
