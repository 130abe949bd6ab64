from django.db import models

from linmeng.ground.models import TenantModel, alliance_key


class Entry(TenantModel):
    """One link of the alliance's log that nobody can rewrite: canonical text, stored as it was hashed.

    The actor is a person id and a seat title, never a name; no foreign keys, so that a person may be
    erased and the chain stays whole.
    """

    alliance = alliance_key(db_index=False)
    number = models.BigIntegerField()
    text = models.TextField()
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    kind = models.CharField(max_length=40)
    happened_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["alliance", "number"], name="record_number_once")]

    def __str__(self) -> str:
        return f"{self.number} {self.kind}"


class Chain(TenantModel):
    """The end of the alliance's log: locked by every writer, so that links follow one another."""

    length = models.BigIntegerField(default=0)
    last_hash = models.CharField(max_length=64, default="0" * 64)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["alliance"], name="one_chain_an_alliance")]

    def __str__(self) -> str:
        return f"{self.length} {self.last_hash[:12]}"


class DaySeal(TenantModel):
    """The daily signature under the log's last hash; published, so that no one can put another log in its place."""

    day = models.DateField()
    length = models.BigIntegerField()
    last_hash = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)
    public_key = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["alliance", "day"], name="one_seal_a_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.last_hash[:12]}"
