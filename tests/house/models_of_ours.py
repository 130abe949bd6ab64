"""The models of the house, as the checks walk them."""

from django.apps import apps
from django.db import models

ROAD = (
    "common ground record alliance people papers publishing circles meetings voices lists projects "
    "assembly rights pages config"
).split()


def area_of(model: type[models.Model]) -> str:
    """The area a model belongs to."""
    return model._meta.app_label


def models_of_ours() -> list[type[models.Model]]:
    """Every model under `linmeng`."""
    return [model for model in apps.get_models() if model.__module__.startswith("linmeng.")]


def tenant_models() -> list[type[models.Model]]:
    """Every model whose rows belong to one alliance."""
    return [model for model in models_of_ours() if getattr(model, "is_tenant", False)]
