"""An owners' vote, its questions, and the roll frozen at notice."""

from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from linmeng.alliance.models import Building, Compound, Entrance, Unit
from linmeng.common.clock import local_day
from linmeng.common.fields import AreaDm2
from linmeng.ground.ids import new_token
from linmeng.ground.models import TenantForeignKey, TenantModel
from linmeng.projects.models import Project


class Vote(TenantModel):
    """One owners' vote over a lawful scope. Roll, pack, policies and questions are frozen at notice."""

    class State(models.TextChoices):
        DRAFT = "draft", _("being prepared")
        NOTICED = "noticed", _("announced")
        OPEN = "open", _("open")
        CLOSED = "closed", _("closed")
        COUNTED = "counted", _("counted")
        PUBLISHED = "published", _("published")
        CANCELLED = "cancelled", _("cancelled")

    compound = TenantForeignKey(Compound, related_name="votes")
    project = TenantForeignKey(Project, null=True, related_name="votes")
    title = models.CharField(max_length=80)
    summary = models.CharField(max_length=800, blank=True)
    matter_class = models.CharField(max_length=20)
    scope = models.CharField(max_length=8, choices=Project.Scope)
    building = TenantForeignKey(Building, null=True, related_name="votes")
    entrance = TenantForeignKey(Entrance, null=True, related_name="votes")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    token = models.CharField(max_length=16, default=new_token)
    created_at = models.DateTimeField()
    # frozen at notice
    noticed_on = models.DateField(null=True, blank=True)
    opens_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    pack_id = models.CharField(max_length=60, blank=True)
    pack_version = models.CharField(max_length=20, blank=True)
    pack_sha256 = models.CharField(max_length=64, blank=True)
    silence = models.CharField(max_length=16, default="off")
    unclear = models.CharField(max_length=8, default="abstain")
    repeat = models.CharField(max_length=6, default="first")
    web_ballots = models.BooleanField(default=False)
    roll_sha256 = models.CharField(max_length=64, blank=True)
    roll_units = models.PositiveIntegerField(default=0)
    roll_heads = models.PositiveIntegerField(default=0)
    roll_area_dm2 = models.BigIntegerField(default=0)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["alliance", "token"], name="vote_token_once"),
            models.UniqueConstraint(
                fields=["alliance", "project"],
                condition=models.Q(project__isnull=False) & ~models.Q(state="cancelled"),
                name="one_vote_a_project",
            ),
        ]
        indexes = [models.Index(fields=["alliance", "compound", "state"], name="vote_by_state")]

    def __str__(self) -> str:
        return self.title

    @property
    def last_day(self) -> date | None:
        """The last day of voting; the closing instant is its end."""
        return local_day(self.closes_at - timedelta(seconds=1)) if self.closes_at else None


class Question(TenantModel):
    """One thing to say yes or no to."""

    vote = TenantForeignKey(Vote, related_name="questions")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["alliance", "vote", "number"], name="question_number_once")
        ]
        ordering = ["number"]

    def __str__(self) -> str:
        return self.text


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


class BallotDelivery(TenantModel):
    """A ballot provably reached a unit: how, when, by whom."""

    class Way(models.TextChoices):
        HAND = "hand", _("by hand")
        LETTERBOX = "letterbox", _("letterbox")
        POST = "post", _("registered post")
        WEB = "web", _("opened on this site")

    entry = TenantForeignKey(RollEntry, related_name="deliveries")
    way = models.CharField(max_length=10, choices=Way)
    by_person_id = models.BigIntegerField(null=True, blank=True)
    delivered_at = models.DateTimeField()
    note = models.CharField(max_length=120, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["alliance", "entry", "way"], name="delivered_once_a_way")
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.way}"


class VoteDecision(TenantModel):
    """A cancellation, an incident, a recount: a decision about a vote, with its reason."""

    class Kind(models.TextChoices):
        CANCEL = "cancel", _("cancelled")
        INCIDENT = "incident", _("incident")
        RECOUNT = "recount", _("counted again")
        VOID_PAPER = "void_paper", _("paper void")

    vote = TenantForeignKey(Vote, related_name="decisions")
    kind = models.CharField(max_length=12, choices=Kind)
    reason = models.CharField(max_length=300)
    by_seat = models.CharField(max_length=60)
    happened_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.reason[:40]
