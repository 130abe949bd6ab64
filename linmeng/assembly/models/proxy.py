from django.db import models
from django.utils.translation import gettext_lazy as _

from linmeng.assembly.models.roll import RollEntry
from linmeng.assembly.models.vote import Vote
from linmeng.ground.models import StoredFile, TenantForeignKey, TenantModel


class Proxy(TenantModel):
    """A written mandate: an owner lets somebody else cast the ballot of one home in one vote."""

    class Relation(models.TextChoices):
        OWNER = "owner", _("another owner of this compound")
        FAMILY = "family", _("family")
        OTHER = "other", _("somebody else")
        PROPERTY = "property", _("staff of the property company")

    vote = TenantForeignKey(Vote, related_name="proxies")
    entry = TenantForeignKey(RollEntry, related_name="proxies")
    principal = models.CharField(max_length=24)
    """Person id of the owner who gives the mandate, as text (as on the roll)."""
    agent_person_id = models.BigIntegerField(null=True, blank=True)
    """Of an agent whom this house knows; only such a one can cast on the web."""
    agent_name = models.CharField(max_length=40)
    relation = models.CharField(max_length=8, choices=Relation)
    mandate = TenantForeignKey(StoredFile, null=True, blank=True, related_name="+")
    """The signed paper as scanned."""
    instructions = models.JSONField(default=dict)
    """What the principal wrote for each question, by its number; the agent must cast so (SH 18)."""
    given_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=60)
    """The seat that took the paper in, or the principal's own log-in."""
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_why = models.CharField(max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "entry", "principal"],
                condition=models.Q(revoked_at__isnull=True),
                name="one_mandate_a_home",
            )
        ]
        indexes = [models.Index(fields=["alliance", "vote", "agent_person_id"], name="proxy_by_agent")]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.relation}"
