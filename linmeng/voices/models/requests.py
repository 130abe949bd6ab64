"""A neighbour asks a neighbour who can do something, through the house."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from linmeng.ground.models import TenantForeignKey, TenantModel
from linmeng.people.models import Person, Qualification


class SkillRequest(TenantModel):
    """“Could you help me with this?” No phone is shown until the asked person says yes, and then the way they chose."""

    class State(models.TextChoices):
        ASKED = "asked", _("waiting for an answer")
        ACCEPTED = "accepted", _("said yes")
        DECLINED = "declined", _("said no")
        TAKEN_BACK = "taken_back", _("taken back")

    qualification = TenantForeignKey(Qualification, null=True, related_name="requests")
    """Empty: asked because of a recommendation."""
    asked = TenantForeignKey(Person, related_name="skill_requests")
    by = TenantForeignKey(Person, related_name="skill_requests_made")
    words = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    contact = models.CharField(max_length=120, blank=True)
    """What the asked person wants the other to know; shown to the two of them only."""
    created_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "asked", "by"],
                condition=models.Q(state="asked"),
                name="one_open_request_a_pair",
            )
        ]
        indexes = [models.Index(fields=["alliance", "asked", "-created_at"], name="requests_to_person")]

    def __str__(self) -> str:
        return self.words[:40]
