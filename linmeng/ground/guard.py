"""The fence between alliances: every statement is read before it runs.

A SELECT, UPDATE or DELETE on a tenant table must restrict `alliance_id` to the alliance in force,
in every query block; an INSERT must write that alliance. Only `with citywide():` opens the fence.
The reading of a statement is cached by its text; the values are checked each time.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.conf import settings

from linmeng.ground.tenancy import OutsideAlliance, current_alliance_id, is_citywide

_BLOCK = re.compile(r'\b(?:FROM|UPDATE|JOIN)\s+"(\w+)"')
_TOP = re.compile(r'\b(?:FROM|UPDATE)\s+"(\w+)"')
_LIMIT = re.compile(r'"alliance_id" (?:= (%s)|IN \((%s)\))')
_INSERT = re.compile(r'^INSERT (?:OR IGNORE )?INTO "(\w+)" \(([^)]*)\)')


@dataclass(frozen=True)
class Reading:
    """What a statement does with tenant tables. `insert_column` is the place of alliance_id, or -1."""

    tables: frozenset[str]
    blocks: int
    limits: tuple[int, ...]
    is_insert: bool
    insert_column: int
    insert_width: int


@lru_cache(maxsize=1)
def tenant_tables() -> frozenset[str]:
    """Names of all tables whose rows belong to one alliance."""
    return frozenset(m._meta.db_table for m in apps.get_models() if getattr(m, "is_tenant", False))


@lru_cache(maxsize=8192)
def read_statement(sql: str) -> Reading:
    """Find tenant tables, query blocks and alliance restrictions in a statement."""
    insert = _INSERT.match(sql)
    tenants = tenant_tables()
    if insert:
        columns = [c.strip().strip('"') for c in insert[2].split(",")]
        place = columns.index("alliance_id") if "alliance_id" in columns else -1
        return Reading(frozenset({insert[1]} & tenants), 0, (), True, place, len(columns))
    tables = frozenset(_BLOCK.findall(sql)) & tenants
    blocks = sum(1 for name in _TOP.findall(sql) if name in tenants)
    limits = tuple(sql.count("%s", 0, m.start(1) if m[1] else m.start(2)) for m in _LIMIT.finditer(sql))
    return Reading(tables, max(blocks, 1 if tables else 0), limits, False, -1, 0)


def _inserted_alliances(reading: Reading, params: Sequence[Any]) -> set[Any]:
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
    values = params or ()
    if reading.is_insert:
        inside = reading.insert_column >= 0 and _inserted_alliances(reading, values) == {alliance_id}
    else:
        named = [values[place] for place in reading.limits]
        inside = len(named) >= reading.blocks and all(value == alliance_id for value in named)
    if alliance_id is None or not inside:
        raise OutsideAlliance(
            f"statement on {sorted(reading.tables)} outside alliance {alliance_id}: {sql[:400]}"
        )


def guard(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    """The execute wrapper that both database back ends put on every connection."""
    if settings.LINMENG_GUARD and not getattr(context["connection"], "altering_schema", False):
        for row in params if many else (params,):
            check_statement(sql, row)
    return execute(sql, params, many, context)
