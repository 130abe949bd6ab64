"""An owners' vote, its questions, what was decided about it on the way."""

from datetime import date, datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from linmeng.alliance.models import Building, Compound, Entrance, RulesOfProcedure
from linmeng.common.clock import local_day
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
        ARCHIVED = "archived", _("archived")
        CANCELLED = "cancelled", _("cancelled")

    compound = TenantForeignKey(Compound, related_name="votes")
    project = TenantForeignKey(Project, null=True, related_name="votes")
    linked_to = TenantForeignKey("assembly.Vote", null=True, blank=True, related_name="linked")
    """The vote that must pass too: a lift on common ground needs its building and the compound."""
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
    paper_by_phone = models.BooleanField(default=False)
    """The phone prepares a numbered paper; only the signed paper counts."""
    owner_at = models.CharField(
        max_length=8, choices=[("casting", _("casting")), ("notice", _("notice"))], default="casting"
    )
    """Whose ballot counts when a home is sold meanwhile: the owner's at casting, or the one at notice."""
    proxy_limit = models.PositiveSmallIntegerField(null=True, blank=True)
    """How many mandates one agent may hold; empty: neither law nor rules name a number."""
    delivery_rule = models.CharField(
        max_length=8,
        choices=RulesOfProcedure.DeliveryRule,
        default=RulesOfProcedure.DeliveryRule.USUAL,
    )
    """What proves that a ballot reached its home: as the assembly adopted it, or stricter for this vote."""
    policy_sha256 = models.CharField(max_length=64, blank=True)
    roll_sha256 = models.CharField(max_length=64, blank=True)
    roll_units = models.PositiveIntegerField(default=0)
    roll_heads = models.PositiveIntegerField(default=0)
    roll_area_dm2 = models.BigIntegerField(default=0)
    # decided on the way, each with its VoteDecision
    extended_to = models.DateTimeField(null=True, blank=True)
    suspended_at = models.DateTimeField(null=True, blank=True)
    """Set while the vote rests; empty again once it is resumed."""
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["alliance", "token"], name="vote_token_once"),
            models.UniqueConstraint(
                fields=["alliance", "project"],
                condition=models.Q(project__isnull=False, linked_to__isnull=True)
                & ~models.Q(state="cancelled"),
                name="one_vote_a_project",
            ),
        ]
        indexes = [models.Index(fields=["alliance", "compound", "state"], name="vote_by_state")]

    def __str__(self) -> str:
        return self.title

    @property
    def ends_at(self) -> datetime | None:
        """The closing instant in force: as announced, or as extended since."""
        return self.extended_to or self.closes_at

    @property
    def last_day(self) -> date | None:
        """The last day of voting; the closing instant is its end."""
        return local_day(self.ends_at - timedelta(seconds=1)) if self.ends_at else None


class Question(TenantModel):
    """One thing to say yes or no to, or an election of several people."""

    class Kind(models.TextChoices):
        MATTER = "matter", _("yes or no")
        ELECTION = "election", _("election")

    vote = TenantForeignKey(Vote, related_name="questions")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.MATTER)
    seats = models.PositiveSmallIntegerField(default=0)
    """Of an election: how many are to be elected."""
    minimum = models.PositiveSmallIntegerField(default=0)
    """Of an election: below so many elected a by-election must follow."""

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["alliance", "vote", "number"], name="question_number_once")
        ]
        ordering = ["number"]

    def __str__(self) -> str:
        return self.text


class VoteDecision(TenantModel):
    """A cancellation, an extension, an incident, a recount: a decision about a vote, with its reason."""

    class Kind(models.TextChoices):
        CANCEL = "cancel", _("cancelled")
        INCIDENT = "incident", _("incident")
        RECOUNT = "recount", _("counted again")
        VOID_PAPER = "void_paper", _("paper void")
        EXTEND = "extend", _("extended")
        SUSPEND = "suspend", _("suspended")
        RESUME = "resume", _("resumed")
        LOT = "lot", _("lot drawn")
        ARCHIVE = "archive", _("archived")

    vote = TenantForeignKey(Vote, related_name="decisions")
    kind = models.CharField(max_length=12, choices=Kind)
    reason = models.CharField(max_length=300)
    closes_at = models.DateTimeField(null=True, blank=True)
    """The new closing instant, where the decision moves it."""
    by_seat = models.CharField(max_length=60)
    happened_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.reason[:40]

    @property
    def last_day(self) -> date | None:
        """The last day of voting that it set; the closing instant is its end."""
        return local_day(self.closes_at - timedelta(seconds=1)) if self.closes_at else None
