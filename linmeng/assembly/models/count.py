"""Counts, who signed them, and what a recount read differently."""

from django.db import models

from linmeng.assembly.models.ballot import BallotPaper, Receipt
from linmeng.assembly.models.vote import Question, Vote
from linmeng.ground.models import TenantForeignKey, TenantModel


class Count(TenantModel):
    """One count of one question; a recount is a new version, the old one stays."""

    vote = TenantForeignKey(Vote, related_name="counts")
    question = TenantForeignKey(Question, related_name="counts")
    version = models.PositiveSmallIntegerField()
    input_sha256 = models.CharField(max_length=64)
    """Of the canonical VOTE.json that anyone with the roll and ballots can count again."""
    result = models.TextField()
    """Canonical JSON of the result, exactly as counted."""
    result_sha256 = models.CharField(max_length=64)
    passed = models.BooleanField()
    by_seat = models.CharField(max_length=60)
    counted_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["alliance", "question", "version"], name="count_version_once")
        ]
        ordering = ["version"]

    def __str__(self) -> str:
        return f"{self.question_id} v{self.version}"


class CountSignature(TenantModel):
    """A scrutineer, a member or the clerk signs one version of the count, or says why not."""

    vote = TenantForeignKey(Vote, related_name="signatures")
    version = models.PositiveSmallIntegerField()
    person_id = models.BigIntegerField()
    seat = models.CharField(max_length=60)
    agrees = models.BooleanField(default=True)
    words = models.CharField(max_length=300, blank=True)
    """A reservation; demanded where the signer does not agree."""
    signed_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "vote", "version", "person_id"], name="signs_a_count_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.vote_id} v{self.version}"


class RecountReading(TenantModel):
    """What one person read on a paper when it was read again for a recount, not knowing what others read."""

    vote = TenantForeignKey(Vote, related_name="recount_readings")
    paper = TenantForeignKey(BallotPaper, related_name="recount_readings")
    version = models.PositiveSmallIntegerField()
    """The count that is being prepared."""
    values = models.JSONField()
    """Question number as text → choice."""
    by_person_id = models.BigIntegerField()
    by_seat = models.CharField(max_length=60)
    read_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "paper", "version", "by_person_id"], name="reads_a_paper_again_once"
            )
        ]
        ordering = ["read_at", "id"]

    def __str__(self) -> str:
        return f"{self.paper_id} v{self.version}"


class ReReading(TenantModel):
    """At a recount two people read one question of one ballot otherwise than it was entered."""

    vote = TenantForeignKey(Vote, related_name="re_readings")
    receipt = TenantForeignKey(Receipt, related_name="re_readings")
    question = TenantForeignKey(Question, related_name="+")
    version = models.PositiveSmallIntegerField()
    """The count from which on it holds."""
    before = models.CharField(max_length=80)
    choice = models.CharField(max_length=80)
    reason = models.CharField(max_length=200)
    first_by = models.CharField(max_length=60)
    second_by = models.CharField(max_length=60)
    read_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "receipt", "question", "version"], name="re_read_once_a_count"
            )
        ]

    def __str__(self) -> str:
        return f"{self.receipt_id} v{self.version}"
