"""A foreign key never leads into another alliance, whatever way the row is written."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, migrations, models, transaction
from django.db.migrations.state import ProjectState

from linmeng.alliance.models import Body, Building, Compound
from linmeng.ground.db.same_alliance import stays_in_alliance, trigger_name
from linmeng.ground.models import Alliance, TenantForeignKey
from linmeng.ground.models.tenant import AllianceKey
from linmeng.ground.tenancy import citywide, in_alliance
from tests.cast import Cast
from tests.house.models_of_ours import tenant_models
from tests.triggers import scratch_editor, trigger_names


@pytest.fixture
def elsewhere(cast: Cast) -> Compound:
    """A compound of another alliance."""
    with in_alliance(Alliance.objects.create(slug="xizhen", name="西镇").id):
        return Compound.objects.create(code="xz", name="西镇苑", address="西镇路1弄")


Write = Callable[[Compound, Building], Any]
BY_OBJECT: dict[str, Write] = {
    "save": lambda there, _own: Building(compound=there, code="1", name="1号楼").save(),
    "bulk_create": lambda there, _own: Building.objects.bulk_create(
        [Building(compound=there, code="1", name="1号楼")]
    ),
}


def _raw(there: Compound, own: Building) -> None:
    with citywide(), connection.cursor() as cursor:
        cursor.execute("UPDATE alliance_building SET compound_id = %s WHERE id = %s", [there.id, own.id])


BY_ID: dict[str, Write] = {
    "save": lambda there, _own: Building(compound_id=there.id, code="1", name="1号楼").save(),
    "bulk_create": lambda there, _own: Building.objects.bulk_create(
        [Building(compound_id=there.id, code="1", name="1号楼")]
    ),
    "update": lambda there, own: Building.objects.filter(id=own.id).update(compound_id=there.id),
    "bulk_update": lambda there, own: Building.objects.bulk_update(
        [Building(id=own.id, alliance_id=own.alliance_id, compound_id=there.id)], ["compound"]
    ),
    "raw": _raw,
}


@pytest.mark.parametrize("way", BY_OBJECT)
def test_object_of_another_alliance_is_refused(cast: Cast, elsewhere: Compound, way: str) -> None:
    own = Building.objects.get(compound=cast.compound)
    with pytest.raises(ValidationError, match="another alliance"), transaction.atomic():
        BY_OBJECT[way](elsewhere, own)


@pytest.mark.parametrize("way", BY_ID)
def test_id_of_another_alliance_is_refused(cast: Cast, elsewhere: Compound, way: str) -> None:
    own = Building.objects.get(compound=cast.compound)
    with pytest.raises(IntegrityError, match="no such row in this alliance"), transaction.atomic():
        BY_ID[way](elsewhere, own)
    own.refresh_from_db()
    assert own.compound_id == cast.compound.id


def test_id_of_another_alliance_fails_the_full_check(cast: Cast, elsewhere: Compound) -> None:
    with pytest.raises(ValidationError) as refused:
        Building(compound_id=elsewhere.id, code="1", name="1号楼", alliance_id=cast.alliance.id).full_clean()
    assert list(refused.value.message_dict) == ["compound"]


def test_every_tenant_key_has_its_trigger(db: None) -> None:
    wanted = {
        trigger_name(model._meta.db_table, field.column)
        for model in tenant_models()
        for field in model._meta.local_fields
        if stays_in_alliance(field)
    }
    found = {name for name in trigger_names() if "_same" in name}
    if connection.vendor == "sqlite":
        wanted = {f"{name}_{verb}" for name in wanted for verb in ("insert", "update")}
    assert found == wanted


def test_triggers_follow_their_column_through_migrations(db: None, tmp_path: Path) -> None:
    """Made nullable, beside a new column, renamed, removed: the key stays inside the alliance."""
    columns = [
        ("id", models.BigIntegerField(primary_key=True)),
        ("alliance", AllianceKey("ground.Alliance", models.PROTECT)),
        ("compound", TenantForeignKey("alliance.Compound", related_name="+")),
    ]
    nullable = TenantForeignKey("alliance.Compound", null=True, related_name="+")
    steps: list[tuple[Any, str]] = [
        (migrations.CreateModel("Leaf", columns, managers=[]), "compound_id"),
        (migrations.AlterField("Leaf", "compound", nullable), "compound_id"),
        (migrations.AddField("Leaf", "extra", models.IntegerField(default=1)), "compound_id"),
        (migrations.AlterField("Compound", "place", models.TextField()), "compound_id"),
        (migrations.RenameField("Leaf", "compound", "home"), "home_id"),
        (migrations.RemoveField("Leaf", "extra"), "home_id"),
        (migrations.RemoveField("Leaf", "home"), ""),
        (migrations.AddField("Leaf", "home", nullable.clone()), "home_id"),
        (migrations.DeleteModel("Leaf"), ""),
    ]
    state = ProjectState.from_apps(apps)
    with scratch_editor(tmp_path, Alliance, Body, Compound) as editor:
        others = [name for name in trigger_names(editor.connection) if "leaf" not in name]
        for operation, column in steps:
            before, state = state, state.clone()
            operation.state_forwards("alliance", state)
            operation.database_forwards("alliance", editor, before, state)
            verbs = ("_insert", "_update") if editor.connection.vendor == "sqlite" else ("",)
            wanted = [f"alliance_leaf_{column}_same{verb}" for verb in verbs] if column else []
            assert trigger_names(editor.connection) == sorted([*others, *wanted]), operation
