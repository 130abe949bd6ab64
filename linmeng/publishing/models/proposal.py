"""What a property company asks to be announced; only the committee or the community worker issues it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from linmeng.alliance.models import Body, Compound
from linmeng.ground.models import TenantForeignKey, TenantModel
from linmeng.publishing.models.publication import Publication


class Proposal(TenantModel):
    """An announcement (water is cut off, the lift is serviced) in the company's words, issued or sent back."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("waits for the committee")
        ISSUED = "issued", _("issued")
        RETURNED = "returned", _("returned with a reason")
        TAKEN_BACK = "taken_back", _("taken back")

    compound = TenantForeignKey(Compound, related_name="proposals")
    company = TenantForeignKey(Body, related_name="proposals")
    title = models.CharField(max_length=120)
    words = models.TextField()
    """A line for each paragraph, as a draft has them."""
    days = models.PositiveSmallIntegerField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    proposed_at = models.DateTimeField()
    by_person_id = models.BigIntegerField(null=True, blank=True)
    by_seat = models.CharField(max_length=80)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=80, blank=True)
    """The seat that issued it or sent it back."""
    reason = models.CharField(max_length=200, blank=True)
    """Why it was sent back."""
    publication = TenantForeignKey(Publication, null=True, related_name="proposals")

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["alliance", "compound", "state", "-proposed_at"], name="proposals_waiting"),
            models.Index(fields=["alliance", "company", "-proposed_at"], name="proposals_of_company"),
        ]

    def __str__(self) -> str:
        return self.title
