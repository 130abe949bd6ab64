"""Turnout kept as ballots come in: one row a vote, one row a head, so that no ballot costs more than the last."""

from django.db import models

from linmeng.assembly.models.vote import Vote
from linmeng.ground.models import TenantForeignKey, TenantModel, alliance_key


class VoteTurnout(TenantModel):
    """How many units, how much area and how many heads have cast in one vote so far."""

    vote = TenantForeignKey(Vote, related_name="turnouts")
    units = models.PositiveIntegerField(default=0)
    area_dm2 = models.BigIntegerField(default=0)
    heads = models.PositiveIntegerField(default=0)
    roll_heads = models.PositiveIntegerField(null=True, blank=True)
    """How many heads all homes are, once some changed hands since notice; empty: as on the frozen roll."""

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["alliance", "vote"], name="one_turnout_a_vote")]

    def __str__(self) -> str:
        return f"{self.vote_id} {self.units}"


class HeadHomes(TenantModel):
    """How many homes of one head take part so far; none after its last ballot was found void."""

    alliance = alliance_key(db_index=False)
    vote = TenantForeignKey(Vote, related_name="heads_cast", db_index=False)
    head_key = models.CharField(max_length=64)
    homes = models.PositiveIntegerField(default=1)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["alliance", "vote", "head_key"], name="head_homes_once")
        ]

    def __str__(self) -> str:
        return f"{self.head_key[:8]} {self.homes}"
