"""Migration operations of the house."""

from typing import Any

from django.db.migrations.operations.base import Operation

_SQLITE = """CREATE TRIGGER {table}_no_{verb} BEFORE {VERB} ON "{table}"
BEGIN SELECT RAISE(ABORT, '{table} is append-only: {verb} refused'); END"""

_PG_FUNCTION = """CREATE OR REPLACE FUNCTION linmeng_append_only() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '%% is append-only: %% refused', TG_TABLE_NAME, lower(TG_OP)
USING ERRCODE = 'integrity_constraint_violation'; END $$ LANGUAGE plpgsql"""


class AppendOnly(Operation):
    """Let the database itself refuse update and delete (and truncate) on a table, from now on.

    On SQLite a later alteration rebuilds the table; our schema editor carries the triggers over.
    """

    reversible = False
    reduces_to_sql = True

    def __init__(self, model_name: str) -> None:
        self.model_name = model_name

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return self.__class__.__qualname__, [], {"model_name": self.model_name}

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The model's shape does not change."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        table = to_state.apps.get_model(app_label, self.model_name)._meta.db_table
        if schema_editor.connection.vendor == "sqlite":
            for verb in ("update", "delete"):
                schema_editor.execute(_SQLITE.format(table=table, verb=verb, VERB=verb.upper()), params=None)
            return
        schema_editor.execute(_PG_FUNCTION, params=())
        schema_editor.execute(
            f'CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON "{table}" '
            "FOR EACH ROW EXECUTE FUNCTION linmeng_append_only()",
            params=None,
        )
        schema_editor.execute(
            f'CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON "{table}" '
            "FOR EACH STATEMENT EXECUTE FUNCTION linmeng_append_only()",
            params=None,
        )

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        raise NotImplementedError("an append-only table stays append-only")

    def describe(self) -> str:
        return f"Make {self.model_name} append-only"


_PG_KEPT = """CREATE OR REPLACE FUNCTION {table}_kept() RETURNS trigger AS $$
BEGIN IF OLD.{column} > now() - interval '{days} days' THEN
RAISE EXCEPTION '{table} is kept for {days} days: delete refused' USING ERRCODE = 'integrity_constraint_violation';
END IF; RETURN OLD; END $$ LANGUAGE plpgsql"""


class ForgetAfter(Operation):
    """Let the database permit the deletion of an append-only table's rows once their time is over, not before."""

    reversible = False
    reduces_to_sql = True

    def __init__(self, model_name: str, column: str, days: int) -> None:
        self.model_name, self.column, self.days = model_name, column, days

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        known = {"model_name": self.model_name, "column": self.column, "days": self.days}
        return self.__class__.__qualname__, [], known

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The model's shape does not change."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        table = to_state.apps.get_model(app_label, self.model_name)._meta.db_table
        for statement in self._statements(table, schema_editor.connection.vendor):
            schema_editor.execute(statement, params=None)

    def _statements(self, table: str, vendor: str) -> list[str]:
        if vendor == "sqlite":
            kept = f"julianday(OLD.{self.column}) > julianday('now') - {self.days}"
            refuse = f"SELECT RAISE(ABORT, '{table} is kept for {self.days} days: delete refused')"
            return [
                f"DROP TRIGGER {table}_no_delete",
                f'CREATE TRIGGER {table}_no_delete BEFORE DELETE ON "{table}" WHEN {kept} BEGIN {refuse}; END',
            ]
        trigger = f'ON "{table}" FOR EACH ROW EXECUTE FUNCTION'
        return [
            f'DROP TRIGGER {table}_no_change ON "{table}"',
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE {trigger} linmeng_append_only()",
            _PG_KEPT.format(table=table, column=self.column, days=self.days),
            f"CREATE TRIGGER {table}_no_early_delete BEFORE DELETE {trigger} {table}_kept()",
        ]

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        raise NotImplementedError("what is kept for a time stays kept for it")

    def describe(self) -> str:
        return f"Keep each {self.model_name} for {self.days} days"


class SearchIndex(Operation):
    """The full-text index over `SearchEntry.grams`: FTS5 on SQLite, a GIN index on PostgreSQL."""

    reversible = False

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return self.__class__.__qualname__, [], {}

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The model's shape does not change."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        if schema_editor.connection.vendor == "sqlite":
            statement = (
                "CREATE VIRTUAL TABLE search_grams USING fts5(grams, tokenize = \"unicode61 tokenchars ':'\")"
            )
        else:
            statement = (
                "CREATE INDEX search_grams ON ground_searchentry USING gin (to_tsvector('simple', grams))"
            )
        schema_editor.execute(statement, params=None)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        raise NotImplementedError("the search index is not taken away")

    def describe(self) -> str:
        return "Create the search index"
