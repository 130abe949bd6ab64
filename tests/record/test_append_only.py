"""Both databases refuse update and delete on what is only ever added, also after later migrations."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, connection, models, transaction
from django.db.migrations.loader import MigrationLoader

from linmeng.ground.migration_operations import AppendOnly, ForgetAfter
from linmeng.ground.models import Alliance
from linmeng.ground.tenancy import citywide
from linmeng.record.actions import seal_day, write
from linmeng.record.models import DaySeal, Entry
from tests.cast import NOON, Cast
from tests.triggers import scratch_editor, trigger_names


def append_only_tables() -> set[str]:
    """The tables that some migration made append-only and that still stand."""
    found, standing = set(), {model._meta.label for model in apps.get_models()}
    for (app, _name), migration in MigrationLoader(None).disk_migrations.items():
        for operation in migration.operations:
            if isinstance(operation, AppendOnly) and f"{app}.{operation.model_name}" in standing:
                found.add(apps.get_model(app, operation.model_name)._meta.db_table)
    return found


def _expected(table: str, vendor: str) -> set[str]:
    verbs = ("update", "delete") if vendor == "sqlite" else ("change", "truncate")
    return {f"{table}_no_{verb}" for verb in verbs}


def forgetting_tables() -> set[str]:
    """Append-only tables whose rows may go when their time is over."""
    return {
        apps.get_model(app, operation.model_name)._meta.db_table
        for (app, _name), migration in MigrationLoader(None).disk_migrations.items()
        for operation in migration.operations
        if isinstance(operation, ForgetAfter)
    }


def test_triggers_stand_after_migrate(db: None) -> None:
    wanted = set[str]().union(*(_expected(table, connection.vendor) for table in append_only_tables()))
    if connection.vendor != "sqlite":  # there, one trigger for both verbs becomes two
        wanted -= {f"{table}_no_change" for table in forgetting_tables()}
        wanted |= {
            f"{table}_no_{verb}" for table in forgetting_tables() for verb in ("update", "early_delete")
        }
    assert {"record_entry", "record_dayseal"} <= append_only_tables()
    assert {name for name in trigger_names() if "_no_" in name} == wanted


@pytest.mark.parametrize("model", [Entry, DaySeal])
@pytest.mark.parametrize("way", ["update", "delete", "save"])
def test_change_is_refused(cast: Cast, model: type[models.Model], way: str) -> None:
    write(cast.actor("sun"), "noted", {})
    seal_day("dongzhen", cast.actor("sun").today, at=NOON)
    rows: Any = model.objects  # type: ignore[attr-defined]
    before = list(rows.values())
    acts = {
        "update": lambda: rows.update(last_hash="x") if model is DaySeal else rows.update(text="x"),
        "delete": lambda: rows.all().delete(),
        "save": lambda: rows.get().save(),
    }
    with pytest.raises(IntegrityError, match=f"{model._meta.db_table} is append-only"), transaction.atomic():
        acts[way]()
    assert list(rows.values()) == before


@pytest.mark.postgresql
def test_truncate_is_refused(cast: Cast) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE; needs LINMENG_DATABASE_URL")
    with citywide(), connection.cursor() as cursor, pytest.raises(DatabaseError, match="append-only"):
        cursor.execute("TRUNCATE record_entry")


def test_change_is_refused_after_a_later_alteration(db: None, tmp_path: Path) -> None:
    """SQLite rebuilds the table for most alterations and would silently drop the triggers."""
    note = models.CharField(max_length=10, null=True)
    note.set_attributes_from_name("note")
    wider = models.CharField(max_length=90)
    wider.set_attributes_from_name("kind")
    note.model = wider.model = Entry
    with scratch_editor(tmp_path, Alliance, Entry) as editor:
        database = editor.connection
        if database.vendor == "sqlite":
            AppendOnly("Entry").database_forwards("record", editor, None, SimpleNamespace(apps=apps))
        editor.add_field(Entry, note)
        editor.alter_field(Entry, Entry._meta.get_field("kind"), wider)
        assert _expected("record_entry", database.vendor) <= set(trigger_names(database))
        _insert(database)
        for sql in ("UPDATE record_entry SET text = 'x'", "DELETE FROM record_entry"):
            with pytest.raises(DatabaseError, match="record_entry is append-only"), _savepoint(database):
                _run(database, sql)


def _insert(database: Any) -> None:
    _run(database, "INSERT INTO ground_alliance (id, slug, name, is_sample) VALUES (1, 'a', 'a', FALSE)")
    _run(
        database,
        "INSERT INTO record_entry (id, alliance_id, number, text, previous_hash, hash, kind, happened_at)"
        " VALUES (1, 1, 1, '{}', '', '', 'k', '2026-07-05 00:00:00+00')",
    )


def _savepoint(database: Any) -> Any:
    return transaction.atomic() if database.vendor == "postgresql" else database.wrap_database_errors


def _run(database: Any, sql: str) -> None:
    with citywide(), database.cursor() as cursor:
        cursor.execute(sql)
