"""What every model must be. Each check takes models and answers with sentences, one a fault."""

from collections.abc import Callable, Sequence

from django.db import models

from linmeng.ground.models import TenantForeignKey
from tests.house.models_of_ours import ROAD, area_of

Models = Sequence[type[models.Model]]
GLOBAL_TABLES = {"ground.Alliance", "people.User", "people.LogIn"}
"""The directory and the log-ins: the only tables of ours without an alliance."""


def _is_tenant(model: type[models.Model]) -> bool:
    return bool(getattr(model, "is_tenant", False))


def _relations(model: type[models.Model]) -> list[models.ForeignKey]:  # type: ignore[type-arg]
    return [f for f in model._meta.local_fields if f.remote_field is not None]  # type: ignore[misc]


def backward_relations(checked: Models) -> list[str]:
    """Each relation points to the same or an earlier area (an import linter does not see text)."""
    faults = []
    for model in checked:
        for field in [*_relations(model), *model._meta.local_many_to_many]:
            target = field.remote_field.model
            if not target.__module__.startswith(("linmeng.", "tests.")):
                continue
            if ROAD.index(area_of(target)) > ROAD.index(area_of(model)):
                faults.append(f"{model._meta.label}.{field.name} points on to the later {target._meta.label}")
    return faults


def rows_without_alliance(checked: Models) -> list[str]:
    """Every table but the few global ones carries its alliance, required."""
    faults = []
    for model in checked:
        if model._meta.label in GLOBAL_TABLES:
            continue
        names = {f.name for f in model._meta.local_fields if not f.null}
        if not _is_tenant(model) or "alliance" not in names:
            faults.append(f"{model._meta.label} does not carry its alliance")
    return faults


def uniqueness_across_alliances(checked: Models) -> list[str]:
    """Every unique constraint of a tenant table includes the alliance; no column is unique by itself."""
    faults = []
    for model in filter(_is_tenant, checked):
        for constraint in model._meta.constraints:
            if isinstance(constraint, models.UniqueConstraint) and "alliance" not in constraint.fields:
                faults.append(f"{model._meta.label}: {constraint.name} leaves the alliance out")
        for fields in model._meta.unique_together:
            if "alliance" not in fields:
                faults.append(f"{model._meta.label}: unique_together leaves the alliance out")
        for field in model._meta.local_fields:
            if field.unique and not field.primary_key:
                faults.append(f"{model._meta.label}.{field.name} is unique in all alliances at once")
    return faults


def forbidden_relations(checked: Models) -> list[str]:
    """Between tenant rows only TenantForeignKey; to log-ins without a constraint; nothing clever."""
    faults = []
    for model in checked:
        if model._meta.local_many_to_many:
            faults.append(f"{model._meta.label}: many-to-many needs a model of its own")
        if any(type(f).__name__ == "GenericForeignKey" for f in model._meta.private_fields):
            faults.append(f"{model._meta.label}: a generic foreign key points anywhere")
        if model._meta.parents:
            faults.append(f"{model._meta.label}: inherits the table of another model")
        faults += [f for field in _relations(model) if (f := _relation_fault(model, field))]
    return faults


def _relation_fault(model: type[models.Model], field: models.ForeignKey) -> str:  # type: ignore[type-arg]
    target, name = field.remote_field.model, f"{model._meta.label}.{field.name}"
    if isinstance(field, models.OneToOneField):
        return f"{name}: one-to-one is unique in all alliances at once"
    if not _is_tenant(model):
        return f"{name}: a global row points into an alliance" if _is_tenant(target) else ""
    if _is_tenant(target) and not isinstance(field, TenantForeignKey):
        return f"{name} must be a TenantForeignKey"
    if _is_tenant(target) and field.remote_field.on_delete is not models.PROTECT:
        return f"{name}: rows of the house are not deleted, so PROTECT"
    if target._meta.label == "people.User" and field.db_constraint:
        return f"{name}: a link to a log-in has no database constraint"
    return ""


def identifiers(checked: Models) -> list[str]:
    """Identifiers are made by the application."""
    from linmeng.ground.ids import new_id

    return [
        f"{model._meta.label}: its identifier is not made by new_id"
        for model in checked
        if type(model._meta.pk) is not models.BigIntegerField or model._meta.pk.default is not new_id
    ]


def float_columns(checked: Models) -> list[str]:
    """Votes, areas and money are whole numbers."""
    return [
        f"{model._meta.label}.{field.name} is no exact number"
        for model in checked
        for field in model._meta.local_fields
        if isinstance(field, models.FloatField | models.DecimalField)
    ]


CHECKS: list[Callable[[Models], list[str]]] = [
    backward_relations,
    rows_without_alliance,
    uniqueness_across_alliances,
    forbidden_relations,
    identifiers,
    float_columns,
]
