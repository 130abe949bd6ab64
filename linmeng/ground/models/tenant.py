"""The base of every row that belongs to one alliance.

Scale rules kept here: the alliance is part of every row and never changes, identifiers are made by
the application, foreign keys between tenant rows stay inside the alliance and say so in every join.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.expressions import Col
from django.db.models.lookups import Exact

from linmeng.ground.ids import new_id
from linmeng.ground.models.alliance import Alliance
from linmeng.ground.tenancy import OutsideAlliance, current_alliance_id, is_citywide, required_alliance_id


class TenantQuerySet(models.QuerySet):
    def iterator(self, *args: Any, **kwargs: Any) -> Any:
        """Refused: a lazy stream would run its statements after the alliance is no longer in force."""
        raise OutsideAlliance("no lazy streaming of tenant rows; read them in pages")


class TenantObjects(models.Manager.from_queryset(TenantQuerySet)):  # type: ignore[misc]
    """All rows of the alliance in force."""

    def get_queryset(self) -> TenantQuerySet:
        rows = super().get_queryset()
        alliance_id = current_alliance_id()
        return rows if alliance_id is None else rows.filter(alliance_id=alliance_id)


class AllianceKey(models.ForeignKey):
    """The tenant column: filled with the alliance in force, refused when it would be another."""

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = super().pre_save(model_instance, add)
        if not is_citywide() and value != required_alliance_id():
            raise OutsideAlliance(
                f"{model_instance._meta.label} of alliance {value} saved in another alliance"
            )
        return value


def alliance_key(*, db_index: bool = True) -> AllianceKey:
    """Whose row it is. Without an index of its own where rows come fast and others begin with the alliance."""
    return AllianceKey(
        Alliance,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        default=required_alliance_id,
        db_index=db_index,
    )


class TenantModel(models.Model):
    """A row of one alliance."""

    is_tenant = True

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    alliance = alliance_key()

    objects = TenantObjects()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def _do_update(self, base_qs: Any, using: Any, pk_val: Any, values: Any, *rest: Any) -> Any:  # type: ignore[override]
        own_rows = base_qs.filter(alliance_id=self.alliance_id)
        return super()._do_update(own_rows, using, pk_val, values, *rest)  # type: ignore[misc,call-arg]


class TenantForeignKey(models.ForeignKey):
    """A foreign key between two rows of one alliance; a row of another alliance is refused.

    An object is refused here with a sentence; an identifier alone is refused by the database, whose
    triggers (`ground.db.same_alliance`) compare the two rows' alliances.
    """

    stays_in_alliance = True

    def __init__(self, to: Any, on_delete: Any = models.PROTECT, **kwargs: Any) -> None:
        kwargs.setdefault("blank", kwargs.get("null", False))  # what may be empty may be left empty
        super().__init__(to, on_delete=on_delete, **kwargs)

    def get_extra_restriction(self, alias: str | None, related_alias: str | None) -> Any:
        if alias is None or related_alias is None:  # a trimmed join has nothing to restrict
            return None
        remote = self.remote_field.model._meta
        here: Any = self.model._meta.get_field("alliance")
        there: Any = remote.get_field("alliance")
        # Django passes (joined table, table it is joined from); the joined one is the remote model.
        return Exact(Col(alias, there, here), Col(related_alias, here, there))

    def get_extra_descriptor_filter(self, instance: models.Model) -> dict[str, Any]:
        return {"alliance_id": instance.alliance_id}  # type: ignore[attr-defined]

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        cached = model_instance.__dict__.get("_state").fields_cache.get(self.name)  # type: ignore[union-attr]
        if cached is not None and cached.alliance_id != model_instance.alliance_id:  # type: ignore[attr-defined]
            raise ValidationError(f"{self.name}: a row of another alliance")
        return super().pre_save(model_instance, add)
