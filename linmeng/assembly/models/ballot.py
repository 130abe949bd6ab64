"""Ballots on paper and on the web. What was cast is only ever added to."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from linmeng.assembly.models.vote import Question, RollEntry, Vote
from linmeng.ground.ids import new_token
from linmeng.ground.models import TenantForeignKey, TenantModel

CHOICES = [("yes", _("yes")), ("no", _("no")), ("abstain", _("abstain")), ("unclear", _("unclear"))]


class BallotPaper(TenantModel):
    """One numbered paper ballot with its stub, for one unit."""

    class State(models.TextChoices):
        PRINTED = "printed", _("printed")
        RETURNED = "returned", _("returned")
        READ_ONCE = "read_once", _("entered once")
        READ_APART = "read_apart", _("the two entries differ")
        ENTERED = "entered", _("entered")
        VOID = "void", _("void")

    vote = TenantForeignKey(Vote, related_name="papers")
    entry = TenantForeignKey(RollEntry, related_name="papers")
    number = models.PositiveIntegerField()
    token = models.CharField(max_length=16, default=new_token)
    state = models.CharField(max_length=10, choices=State, default=State.PRINTED)
    printed_at = models.DateTimeField()
    returned_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.CharField(max_length=24, blank=True)
    """Person id of the owner who signed, as told by the first who entered it."""

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["alliance", "vote", "number"], name="ballot_number_once"),
            models.UniqueConstraint(fields=["alliance", "token"], name="ballot_token_once"),
        ]
        ordering = ["number"]

    def __str__(self) -> str:
        return f"No. {self.number}"


class PaperEntry(TenantModel):
    """What one person read on a paper ballot, not knowing what the other read."""

    paper = TenantForeignKey(BallotPaper, related_name="entries")
    round = models.PositiveSmallIntegerField()
    choices = models.JSONField()
    """Question number as text → choice."""
    signed_by = models.CharField(max_length=24)
    by_person_id = models.BigIntegerField()
    by_seat = models.CharField(max_length=60)
    entered_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["alliance", "paper", "round"], name="paper_round_once"),
            models.UniqueConstraint(fields=["alliance", "paper", "by_person_id"], name="paper_reader_once"),
        ]
        ordering = ["round"]

    def __str__(self) -> str:
        return f"{self.paper_id} {self.round}"


class Receipt(TenantModel):
    """One act of casting: who cast for which unit, by which channel, when; apart from what was chosen."""

    vote = TenantForeignKey(Vote, related_name="receipts")
    entry = TenantForeignKey(RollEntry, related_name="receipts")
    channel = models.CharField(max_length=6, choices=[("web", _("web")), ("paper", _("paper"))])
    by = models.CharField(max_length=24)
    """Person id of the owner who cast, as text (as on the roll)."""
    paper = TenantForeignKey(BallotPaper, null=True, related_name="receipts")
    sequence = models.PositiveSmallIntegerField(default=1)
    """Above 1 only where the policy lets a later ballot replace an earlier one."""
    code = models.CharField(max_length=16, default=new_token)
    cast_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["alliance", "code"], name="receipt_code_once"),
            models.UniqueConstraint(
                fields=["alliance", "entry", "by", "channel", "sequence"], name="cast_once_a_channel"
            ),
        ]
        indexes = [models.Index(fields=["alliance", "vote", "cast_at"], name="receipt_order")]

    def __str__(self) -> str:
        return self.code


class CastBallot(TenantModel):
    """What was chosen on one question in one act of casting."""

    receipt = TenantForeignKey(Receipt, related_name="ballots")
    question = TenantForeignKey(Question, related_name="ballots")
    choice = models.CharField(max_length=8, choices=CHOICES)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["alliance", "receipt", "question"], name="one_choice_a_question")
        ]

    def __str__(self) -> str:
        return str(self.receipt_id)
