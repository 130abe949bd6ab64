"""A foreign key never leads into another alliance, whatever way the row is written."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction

from linmeng.alliance.models import Building, Compound
from linmeng.ground.db.same_alliance import stays_in_alliance, trigger_name
from linmeng.ground.models import Alliance, TenantForeignKey, TenantModel
from linmeng.ground.tenancy import citywide, in_alliance
from tests.cast import Cast
from tests.house.models_of_ours import tenant_models
from tests.triggers import trigger_names


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
BY_ID: dict[str, Write] = {
    "save": lambda there, _own: Building(compound_id=there.id, code="1", name="1号楼").save(),
    "bulk_create": lambda there, _own: Building.objects.bulk_create(
        [Building(compound_id=there.id, code="1", name="1号楼")]
    ),
    "update": lambda there, own: Building.objects.filter(id=own.id).update(compound_id=there.id),
    "bulk_update": lambda there, own: Building.objects.bulk_update(
        [Building(id=own.id, alliance_id=own.alliance_id, compound_id=there.id)], ["compound"]
    ),
    "raw": lambda there, own: _raw(there, own),
}


def _raw(there: Compound, own: Building) -> None:
    with citywide(), connection.cursor() as cursor:
        cursor.execute("UPDATE alliance_building SET compound_id = %s WHERE id = %s", [there.id, own.id])


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


@pytest.mark.django_db(transaction=False)
def test_triggers_follow_their_column_through_alterations(cast: Cast) -> None:
    """Nullable, renamed, removed and added again: the key stays inside the alliance."""

    class Leaf(TenantModel):
        compound = TenantForeignKey(Compound, related_name="+")

        class Meta(TenantModel.Meta):
            app_label = "ground"

    nullable = TenantForeignKey(Compound, null=True, related_name="+")
    nullable.set_attributes_from_name("compound")
    nullable.model = Leaf
    before = {name for name in trigger_names() if "leaf" not in name}
    with _editor() as editor:
        editor.create_model(Leaf)
        made = {name for name in trigger_names() if "leaf" in name}
        editor.alter_field(Leaf, Leaf._meta.get_field("compound"), nullable)
        assert {name for name in trigger_names() if "leaf" in name} == made
        editor.add_field(Leaf, _extra(Leaf))
        assert {name for name in trigger_names() if "leaf" in name} == made
        editor.remove_field(Leaf, nullable)
        assert {name for name in trigger_names() if "leaf" in name} == set()
        editor.delete_model(Leaf)
    assert set(trigger_names()) == before


def _extra(model: type[models.Model]) -> models.Field[Any, Any]:
    field = models.IntegerField(default=1)
    field.set_attributes_from_name("extra")
    field.model = model
    return field


def _editor() -> Any:
    return connection.schema_editor(atomic=False)
