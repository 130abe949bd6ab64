"""The roll frozen at notice, what changed on it since, and how ballots reached the doors."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from linmeng.alliance.models import Unit
from linmeng.assembly.models.vote import Vote
from linmeng.common.fields import AreaDm2
from linmeng.ground.ids import new_token
from linmeng.ground.models import StoredFile, TenantForeignKey, TenantModel


class RollEntry(TenantModel):
    """One unit on the frozen roll: its area, its owners, and as which head they count."""

    vote = TenantForeignKey(Vote, related_name="roll")
    unit = TenantForeignKey(Unit, related_name="+")
    unit_code = models.CharField(max_length=24)
    building_name = models.CharField(max_length=40)
    entrance_name = models.CharField(max_length=40)
    walk_order = models.PositiveIntegerField(default=0)
    area_dm2 = AreaDm2()
    owners = models.JSONField()
    """Person ids as text, sorted."""
    head_key = models.CharField(max_length=64)
    """Equal for units that count as one head: exact owner set, or the developer's lump (JI art. 9)."""
    status = models.CharField(max_length=12)
    representative = models.CharField(max_length=24, blank=True)
    mask = models.CharField(max_length=16, default=new_token)
    """What stands for the unit in the public count file: drawn by lot at notice, told to nobody."""
    salt = models.CharField(max_length=32, blank=True)
    """128 random bits in hex, told only to the unit's owners: opens `commitment`."""
    commitment = models.CharField(max_length=64, blank=True)
    """Binds the mask to the real unit: SHA-256 of vote, unit code and salt."""
    owner_masks = models.JSONField(default=list)
    """What stands for each of `owners`, in their order; the same person has the same mask in all units."""
    owner_names_masked = models.CharField(max_length=120, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["alliance", "vote", "unit"], name="unit_on_roll_once"),
            models.UniqueConstraint(fields=["alliance", "vote", "mask"], name="roll_mask_once"),
        ]
        ordering = ["walk_order", "unit_code"]

    def __str__(self) -> str:
        return self.unit_code


class RollSupplement(TenantModel):
    """A home of the frozen roll changed hands after notice: who its owners are from that day on."""

    entry = TenantForeignKey(RollEntry, related_name="supplements")
    registered_on = models.DateField()
    owners = models.JSONField()
    """Person ids as text, sorted."""
    owner_masks = models.JSONField(default=list)
    owner_names_masked = models.CharField(max_length=120, blank=True)
    head_key = models.CharField(max_length=64)
    status = models.CharField(max_length=12)
    representative = models.CharField(max_length=24, blank=True)
    fingerprint = models.CharField(max_length=64)
    """Of this home's line as it stands since, as published that day."""
    taken_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "entry", "registered_on"], name="one_supplement_a_day"
            )
        ]
        ordering = ["registered_on", "id"]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.registered_on}"


class BallotDelivery(TenantModel):
    """A ballot provably reached a unit: how, when, by whom."""

    class Way(models.TextChoices):
        HAND = "hand", _("by hand")
        LETTERBOX = "letterbox", _("letterbox")
        POST = "post", _("registered post")
        PHONE = "phone", _("told by phone")
        WEB = "web", _("opened on this site")
        TAKEN_BACK = "taken_back", _("ticked by mistake")

    class TakenBy(models.TextChoices):
        OWNER = "owner", _("an owner")
        HOUSEHOLD = "household", _("an adult of the household")
        TENANT = "tenant", _("a tenant")
        NOBODY = "nobody", _("nobody in person")

    entry = TenantForeignKey(RollEntry, related_name="deliveries")
    way = models.CharField(max_length=10, choices=Way)
    """`taken_back`: what was noted before for this unit was a mistake; the reason stands in `note`."""
    sequence = models.PositiveSmallIntegerField(default=1)
    """Above 1 only after a mistake was taken back."""
    taken_by = models.CharField(max_length=10, choices=TakenBy, default=TakenBy.OWNER)
    proves = models.BooleanField(default=True)
    """Whether this delivery lets a silence clause speak for the unit; left with a tenant it does not."""
    proof = TenantForeignKey(StoredFile, null=True, blank=True, related_name="+")
    """A photo of the letterbox, the post office's slip."""
    by_person_id = models.BigIntegerField(null=True, blank=True)
    witness = models.CharField(max_length=60, blank=True)
    """The second person who went along."""
    delivered_at = models.DateTimeField()
    note = models.CharField(max_length=120, blank=True)
    """The post's number, or why a delivery was taken back."""

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "entry", "way", "sequence"], name="delivered_once_a_way"
            )
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.way}"
