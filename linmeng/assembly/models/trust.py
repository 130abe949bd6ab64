"""What is said and checked about ballots after they were cast: disputes, late papers, call-backs."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from linmeng.assembly.models.ballot import BallotPaper, Receipt
from linmeng.assembly.models.roll import RollEntry
from linmeng.assembly.models.vote import Vote
from linmeng.ground.models import StoredFile, TenantForeignKey, TenantModel


class BallotDispute(TenantModel):
    """ "That was not me": a cast ballot is frozen until somebody decides whether it stands."""

    class State(models.TextChoices):
        OPEN = "open", _("being looked into")
        STANDS = "stands", _("the ballot stands")
        VOID = "void", _("the ballot is void")

    vote = TenantForeignKey(Vote, related_name="disputes")
    entry = TenantForeignKey(RollEntry, related_name="disputes")
    receipt = TenantForeignKey(Receipt, related_name="disputes")
    said_by = models.CharField(max_length=24)
    """Person id of the owner who says so, or of the officer who found it at a call-back, as text."""
    words = models.CharField(max_length=400)
    state = models.CharField(max_length=6, choices=State, default=State.OPEN)
    opened_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=60, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "receipt"],
                condition=models.Q(state="open"),
                name="one_open_dispute_a_ballot",
            )
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.state}"


class LatePaper(TenantModel):
    """A signed paper that came after closing: kept and listed, never counted."""

    vote = TenantForeignKey(Vote, related_name="late_papers")
    paper = TenantForeignKey(BallotPaper, null=True, blank=True, related_name="late")
    number = models.CharField(max_length=24)
    """The number on the paper as read; a paper that is none of ours may have any."""
    received_at = models.DateTimeField()
    received_by = models.CharField(max_length=60)
    note = models.CharField(max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["alliance", "vote", "number"], name="late_paper_once")]
        ordering = ["received_at", "id"]

    def __str__(self) -> str:
        return self.number


class CallBackRound(TenantModel):
    """A sample of cast ballots drawn from a published seed, to be asked by phone or at the door."""

    vote = TenantForeignKey(Vote, related_name="call_backs")
    seed = models.CharField(max_length=64)
    """Published before anybody could know what it draws; with it anyone draws the same sample."""
    size = models.PositiveSmallIntegerField()
    drawn_at = models.DateTimeField()
    drawn_by = models.CharField(max_length=60)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["alliance", "vote", "seed"], name="one_draw_a_seed")]

    def __str__(self) -> str:
        return self.seed[:8]


class CallBack(TenantModel):
    """One ballot of the sample: did its owner say "yes, that was me"? What was chosen is not asked."""

    class Result(models.TextChoices):
        WAITING = "waiting", _("to be asked")
        CONFIRMED = "confirmed", _("that was me")
        DENIED = "denied", _("that was not me")
        NOT_REACHED = "not_reached", _("not reached")

    round = TenantForeignKey(CallBackRound, related_name="calls")
    receipt = TenantForeignKey(Receipt, related_name="call_backs")
    result = models.CharField(max_length=12, choices=Result, default=Result.WAITING)
    note = models.CharField(max_length=200, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    asked_by = models.CharField(max_length=60, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["alliance", "round", "receipt"], name="asked_once_a_round")
        ]

    def __str__(self) -> str:
        return f"{self.receipt_id} {self.result}"


class CityResult(TenantModel):
    """The result file of a city's voting platform, sealed as it came: a channel of its own."""

    vote = TenantForeignKey(Vote, related_name="city_results")
    file = TenantForeignKey(StoredFile, related_name="+")
    sha256 = models.CharField(max_length=64)
    platform = models.CharField(max_length=80)
    ballots = models.PositiveIntegerField()
    imported_at = models.DateTimeField()
    imported_by = models.CharField(max_length=60)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["alliance", "vote", "sha256"], name="city_file_once")]

    def __str__(self) -> str:
        return self.platform
