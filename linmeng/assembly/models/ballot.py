"""Ballots on paper and on the web. What was cast is only ever added to."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from linmeng.assembly.models.proxy import Proxy
from linmeng.assembly.models.roll import RollEntry
from linmeng.assembly.models.vote import Question, Vote
from linmeng.ground.ids import new_token
from linmeng.ground.models import TenantForeignKey, TenantModel, alliance_key
from linmeng.papers.models import Sheet

CHANNELS = [("web", _("web")), ("paper", _("paper")), ("city", _("city platform"))]


class BallotPaper(TenantModel):
    """One numbered paper ballot for one unit: what the sheet of papers stands for in a vote.

    Number, code, state, custody and readings belong to the sheet.
    """

    vote = TenantForeignKey(Vote, related_name="papers")
    entry = TenantForeignKey(RollEntry, related_name="papers")
    sheet = TenantForeignKey(Sheet, related_name="ballots")
    signed_by = models.CharField(max_length=24, blank=True)
    """Person id of the owner who signed, once the readings agree."""
    prepared_by = models.CharField(max_length=24, blank=True)
    """Person id of the owner who prepared it on the phone; empty for papers that the office printed."""

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["alliance", "sheet"], name="one_ballot_a_sheet")]

    def __str__(self) -> str:
        return str(self.sheet)

    @property
    def number(self) -> int:
        """The number on paper and stub."""
        return self.sheet.number

    @property
    def token(self) -> str:
        """The code behind its QR."""
        return self.sheet.token

    @property
    def state(self) -> str:
        """Where the sheet is on its way."""
        return self.sheet.state


class Receipt(TenantModel):
    """One act of casting: who cast for which unit, by which channel, when; apart from what was chosen."""

    alliance = alliance_key(db_index=False)
    vote = TenantForeignKey(Vote, related_name="receipts", db_index=False)
    entry = TenantForeignKey(RollEntry, related_name="receipts", db_index=False)
    channel = models.CharField(max_length=6, choices=CHANNELS)
    by = models.CharField(max_length=24)
    """Person id of the owner whose ballot it is, as text (as on the roll)."""
    proxy = TenantForeignKey(Proxy, null=True, blank=True, related_name="receipts", db_index=False)
    """The mandate under which somebody else cast it for that owner."""
    cast_by = models.BigIntegerField(null=True, blank=True)
    """Person id of who cast it in that owner's place: proxy, guardian, company's agent, heir. Empty: the owner."""
    paper = TenantForeignKey(BallotPaper, null=True, related_name="receipts", db_index=False)
    sequence = models.PositiveSmallIntegerField(default=1)
    """Above 1 only where the policy lets a later ballot replace an earlier one."""
    code = models.CharField(max_length=16, default=new_token)
    form = models.CharField(max_length=40, blank=True, default="")
    """Which form on the web it came by: the same form sent twice is the same act."""
    cast_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["alliance", "code"], name="receipt_code_once"),
            models.UniqueConstraint(
                fields=["alliance", "entry", "by", "channel", "sequence"], name="cast_once_a_channel"
            ),
        ]
        indexes = [  # no more than are read: each is written with each ballot
            models.Index(fields=["alliance", "vote", "cast_at"], name="receipt_order"),
            models.Index(fields=["paper"], condition=models.Q(paper__isnull=False), name="receipt_of_paper"),
            models.Index(fields=["proxy"], condition=models.Q(proxy__isnull=False), name="receipt_of_proxy"),
        ]

    def __str__(self) -> str:
        return self.code


class CastBallot(TenantModel):
    """What was chosen on one question in one act of casting."""

    alliance = alliance_key(db_index=False)
    receipt = TenantForeignKey(Receipt, related_name="ballots", db_index=False)
    question = TenantForeignKey(Question, related_name="ballots", db_index=False)
    choice = models.CharField(max_length=80)
    """`yes`, `no`, `abstain`, `unclear`; in an election the candidates' numbers as "1+3", or `against`."""

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["alliance", "receipt", "question"], name="one_choice_a_question")
        ]

    def __str__(self) -> str:
        return str(self.receipt_id)
