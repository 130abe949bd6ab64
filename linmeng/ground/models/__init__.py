from linmeng.ground.models.alliance import Alliance
from linmeng.ground.models.idempotency import IdempotencyKey
from linmeng.ground.models.search import SearchEntry
from linmeng.ground.models.stored_file import StoredFile
from linmeng.ground.models.tenant import TenantForeignKey, TenantModel, TenantQuerySet, alliance_key

__all__ = [
    "Alliance",
    "IdempotencyKey",
    "SearchEntry",
    "StoredFile",
    "TenantForeignKey",
    "TenantModel",
    "TenantQuerySet",
    "alliance_key",
]
