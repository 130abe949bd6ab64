from django.db import models
from django.utils.translation import gettext_lazy as _

from linmeng.alliance.models.bodies import Body
from linmeng.alliance.models.compound import Compound
from linmeng.ground.models import TenantForeignKey, TenantModel


class Charter(TenantModel):
    """One version of the alliance's charter."""

    version = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=80)
    text = models.TextField()
    proposed_on = models.DateField()

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["alliance", "version"], name="charter_version_once")]

    def __str__(self) -> str:
        return f"{self.title} v{self.version}"


class CharterAdoption(TenantModel):
    """What one owners' committee decided about a charter version: the members of the whole, present, and for.

    Adopted only if more than half of *all* members are for it (Shanghai rules art. 26).
    """

    class Outcome(models.TextChoices):
        ADOPTED = "adopted", _("adopted")
        NOT_ADOPTED = "not_adopted", _("not adopted")

    charter = TenantForeignKey(Charter, related_name="adoptions")
    compound = TenantForeignKey(Compound, related_name="adoptions")
    committee = TenantForeignKey(Body, related_name="adoptions")
    decided_on = models.DateField()
    members_all = models.PositiveSmallIntegerField()
    members_present = models.PositiveSmallIntegerField()
    members_for = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=12, choices=Outcome)
    resolution_path = models.CharField(max_length=160, blank=True)
    resolution_hash = models.CharField(max_length=64, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "charter", "compound", "decided_on"], name="one_decision_a_day"
            ),
            models.CheckConstraint(
                condition=models.Q(members_present__lte=models.F("members_all"))
                & models.Q(members_for__lte=models.F("members_present")),
                name="adoption_numbers_fit",
                violation_error_message=_("Members for ≤ members present ≤ all members."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.compound_id} {self.outcome}"
