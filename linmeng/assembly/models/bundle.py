"""The bundle of a published count: the file with which anyone counts it again."""

from django.db import models

from linmeng.assembly.models.vote import Vote
from linmeng.ground.models import StoredFile, TenantForeignKey, TenantModel


class PreparedBundle(TenantModel):
    """The bundle of a count that is not published yet, made by the worker while people sign: nobody waits for it
    then. Shown to nobody; or, without a file, why this count can have none.
    """

    vote = TenantForeignKey(Vote, related_name="prepared_bundles")
    version = models.PositiveSmallIntegerField()
    file = TenantForeignKey(StoredFile, null=True, related_name="+")
    public_key = models.CharField(max_length=64, blank=True)
    fault = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["alliance", "vote", "version"], name="prepared_once_a_version")
        ]
        ordering = ["version"]

    def __str__(self) -> str:
        return f"{self.vote_id} v{self.version}"


class VoteBundle(TenantModel):
    """One published version of the count as a sealed bundle; made once, never changed."""

    vote = TenantForeignKey(Vote, related_name="bundles")
    version = models.PositiveSmallIntegerField()
    file = TenantForeignKey(StoredFile, related_name="+")
    sha256 = models.CharField(max_length=64)
    """Of the whole file, as printed on the poster."""
    public_key = models.CharField(max_length=64)
    """The key of the seal, as the house had it on that day."""
    made_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["alliance", "vote", "version"], name="one_bundle_a_version")
        ]
        ordering = ["version"]

    def __str__(self) -> str:
        return f"{self.vote_id} v{self.version}"
