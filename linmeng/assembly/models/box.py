"""Where signed papers lie between the door and the count: ballot boxes, leaders' envelopes, who was present."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from linmeng.alliance.models import Building
from linmeng.assembly.models.vote import Vote
from linmeng.ground.models import TenantForeignKey, TenantModel


class BallotBox(TenantModel):
    """A box or an envelope of one vote in which signed papers lie until they are counted."""

    class Kind(models.TextChoices):
        BOX = "box", _("ballot box")
        ENVELOPE = "envelope", _("envelope of a building leader")

    vote = TenantForeignKey(Vote, related_name="boxes")
    kind = models.CharField(max_length=8, choices=Kind)
    number = models.PositiveSmallIntegerField()
    building = TenantForeignKey(Building, null=True, blank=True, related_name="+")
    """Whose building an envelope serves; a box in the gate house serves all."""
    carrier = models.CharField(max_length=80, blank=True)
    """The seat that carries an envelope."""
    place = models.CharField(max_length=60, blank=True)
    """Where a box stands."""

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["alliance", "vote", "number"], name="box_number_once")]
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.vote_id} {self.number}"


class BoxEvent(TenantModel):
    """Two people did something with a box or an envelope: both are named. Only ever added to."""

    class Kind(models.TextChoices):
        SEALED = "sealed", _("shown empty and sealed")
        HANDED_IN = "handed_in", _("handed in with its seal whole")
        OPENED = "opened", _("opened and counted out")

    box = TenantForeignKey(BallotBox, related_name="events")
    kind = models.CharField(max_length=10, choices=Kind)
    seal = models.CharField(max_length=40, blank=True)
    """The number on the seal, put on or found whole."""
    papers = models.PositiveIntegerField(null=True, blank=True)
    """How many papers lay in it when it was opened."""
    by_person_id = models.BigIntegerField()
    by_seat = models.CharField(max_length=60)
    witness = models.CharField(max_length=60)
    note = models.CharField(max_length=200, blank=True)
    happened_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        ordering = ["happened_at", "id"]

    def __str__(self) -> str:
        return f"{self.box_id} {self.kind}"
