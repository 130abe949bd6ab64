"""The database itself refuses a foreign key that leads into another alliance.

Identifiers are one column, so the ordinary foreign key cannot see it; a trigger on each tenant foreign
key compares the two rows' alliances, whatever way the row was written.
"""

from typing import Any

_SQLITE = """CREATE TRIGGER IF NOT EXISTS "{name}_{verb}" BEFORE {event} ON "{table}"
WHEN NEW."{column}" IS NOT NULL AND NOT EXISTS
(SELECT 1 FROM "{parent}" WHERE id = NEW."{column}" AND alliance_id = NEW.alliance_id)
BEGIN SELECT RAISE(ABORT, '{table}.{column}: no such row in this alliance'); END"""

_PG_FUNCTION = """CREATE OR REPLACE FUNCTION "{name}"() RETURNS trigger AS $$ BEGIN
IF NOT EXISTS (SELECT 1 FROM "{parent}" WHERE id = NEW."{column}" AND alliance_id = NEW.alliance_id)
THEN RAISE EXCEPTION '{table}.{column}: no such row in this alliance' USING ERRCODE = 'foreign_key_violation';
END IF; RETURN NEW; END $$ LANGUAGE plpgsql"""

_PG_TRIGGER = """CREATE OR REPLACE TRIGGER "{name}" BEFORE INSERT OR UPDATE OF "{column}", alliance_id
ON "{table}" FOR EACH ROW WHEN (NEW."{column}" IS NOT NULL) EXECUTE FUNCTION "{name}"()"""


def stays_in_alliance(field: Any) -> bool:
    """Whether this is a foreign key from one tenant row to another."""
    return getattr(field, "stays_in_alliance", False)


def trigger_name(table: str, column: str) -> str:
    """The name under which the trigger stands in the database (on SQLite with `_insert` or `_update`)."""
    return f"{table}_{column}_same"


class HoldsKeys:
    """For a schema editor: the triggers come, change and go with their columns."""

    connection: Any
    execute: Any
    remaking = False
    """SQLite rebuilds a table under a passing name: it gets its triggers when it has its own again."""

    def create_model(self, model: Any) -> None:
        super().create_model(model)  # type: ignore[misc]
        if not self.remaking:
            self.hold_keys(model, model._meta.local_fields)

    def add_field(self, model: Any, field: Any) -> None:
        super().add_field(model, field)  # type: ignore[misc]
        self.hold_keys(model, [field])

    def alter_field(self, model: Any, old_field: Any, new_field: Any, strict: bool = False) -> None:
        self._release_key(model, old_field)
        super().alter_field(model, old_field, new_field, strict)  # type: ignore[misc]
        self.hold_keys(model, [new_field])

    def remove_field(self, model: Any, field: Any) -> None:
        self._release_key(model, field)
        super().remove_field(model, field)  # type: ignore[misc]

    def hold_keys(self, model: Any, fields: list[Any]) -> None:
        """Put the triggers of these fields in place; fields that need none are passed over."""
        for field in filter(stays_in_alliance, fields):
            for sql in self._key_statements(model, field):
                self.execute(sql, params=None)

    def _key_statements(self, model: Any, field: Any) -> list[str]:
        table = model._meta.db_table
        words = {"name": trigger_name(table, field.column), "table": table, "column": field.column}
        words["parent"] = field.remote_field.model._meta.db_table
        if self.connection.vendor != "sqlite":
            return [_PG_FUNCTION.format(**words), _PG_TRIGGER.format(**words)]
        events = {"insert": "INSERT", "update": f'UPDATE OF "{field.column}", alliance_id'}
        return [_SQLITE.format(**words, verb=verb, event=event) for verb, event in events.items()]

    def _release_key(self, model: Any, field: Any) -> None:
        name = trigger_name(model._meta.db_table, field.column)
        if not stays_in_alliance(field):
            return
        if self.connection.vendor != "sqlite":
            self.execute(f'DROP FUNCTION IF EXISTS "{name}" CASCADE', params=None)
            return
        for verb in ("insert", "update"):
            self.execute(f'DROP TRIGGER IF EXISTS "{name}_{verb}"', params=None)
