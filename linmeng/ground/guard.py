"""The fence between alliances: every statement is read before it runs.

Each tenant table that a SELECT, UPDATE or DELETE names must be held to the alliance in force, by a
parameter or by an equation with a table that is; an INSERT must write that alliance. A statement that
cannot be understood is refused. Only `with citywide():` opens the fence. The reading of a statement is
cached by its text; the values are checked each time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.conf import settings

from linmeng.ground.statements import Statement, parse
from linmeng.ground.tenancy import OutsideAlliance, current_alliance_id, is_citywide


@lru_cache(maxsize=1)
def tenant_tables() -> frozenset[str]:
    """Names of all tables whose rows belong to one alliance."""
    return frozenset(m._meta.db_table for m in apps.get_models() if getattr(m, "is_tenant", False))


@dataclass(frozen=True)
class Reading:
    """What a statement does with tenant tables: the places of the alliance among its parameters."""

    tables: frozenset[str] = frozenset()
    fault: str = ""
    places: tuple[int, ...] = ()
    insert_column: int = -1
    insert_width: int = 0


@lru_cache(maxsize=8192)
def read_statement(sql: str) -> Reading:
    """Find what must hold for a statement to stay inside its alliance."""
    statement = parse(sql, tenant_tables())
    if not statement.tables:
        return Reading()
    if statement.fault:
        return Reading(statement.tables, statement.fault)
    return _insert(statement) if statement.insert_columns else _held(statement)


def _insert(statement: Statement) -> Reading:
    columns = statement.insert_columns
    if "alliance_id" not in columns:
        return Reading(statement.tables, "the row names no alliance")
    place = columns.index("alliance_id")
    return Reading(statement.tables, insert_column=place, insert_width=len(columns))


def _held(statement: Statement) -> Reading:
    if statement.loose:
        return Reading(statement.tables, f"{statement.loose[0]} is not held to an alliance")
    return Reading(statement.tables, places=statement.places)


def _named_alliances(reading: Reading, params: Sequence[Any]) -> set[Any]:
    if reading.insert_column < 0:
        return {params[place] for place in reading.places}
    if any(isinstance(value, list) for value in params):  # PostgreSQL bulk insert by UNNEST
        return set(params[reading.insert_column])
    return set(params[reading.insert_column :: reading.insert_width])


def check_statement(sql: str, params: Sequence[Any] | None) -> None:
    """Raise `OutsideAlliance` if the statement would leave its alliance."""
    if is_citywide() or not apps.models_ready:
        return
    reading = read_statement(sql)
    if not reading.tables:
        return
    alliance_id = current_alliance_id()
    fault = reading.fault or ("no alliance is in force" if alliance_id is None else "")
    if not fault and _named_alliances(reading, params or ()) != {alliance_id}:
        fault = f"another alliance than {alliance_id} is named"
    if fault:
        raise OutsideAlliance(f"{fault}: {sql[:400]}")


def guarded(on: Any, sql: str, *rows: Sequence[Any] | None) -> None:
    """Hold a statement on a connection, with each row of its values, to the alliance in force."""
    if settings.LINMENG_GUARD and not getattr(on, "altering_schema", False):
        for row in rows:
            check_statement(sql, row)


def guard(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    """The execute wrapper that both database back ends put on every connection."""
    guarded(context["connection"], sql, *(params if many else (params,)))
    return execute(sql, params, many, context)
