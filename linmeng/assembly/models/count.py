from django.db import models

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
