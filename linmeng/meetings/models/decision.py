"""What a meeting leaves behind: minutes, resolutions with the members' signatures, tasks."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from linmeng.alliance.models import Compound
from linmeng.ground.models import StoredFile, TenantForeignKey, TenantModel
from linmeng.meetings.models.meeting import AgendaItem, Meeting
from linmeng.people.models import Seat
from linmeng.publishing.models import Publication


class Minutes(TenantModel):
    """The minutes as finished, frozen with their hash; a correction is a new version, the old one stays."""

    meeting = TenantForeignKey(Meeting, related_name="minutes")
    version = models.PositiveSmallIntegerField()
    content = models.TextField()
    """Canonical JSON of attendance, items, views, conclusions, resolutions and tasks, exactly as hashed."""
    sha256 = models.CharField(max_length=64)
    because = models.CharField(max_length=200, blank=True)
    """Why a corrected version was needed."""
    by_seat = models.CharField(max_length=80)
    written_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["alliance", "meeting", "version"], name="minutes_version_once")
        ]
        ordering = ["version"]

    def __str__(self) -> str:
        return f"{self.meeting_id} v{self.version}"


SIGNED_HOW = [("log_in", _("with the own log-in")), ("paper", _("on the signed paper"))]


class MinutesSignature(TenantModel):
    """A member who was present signed these minutes."""

    minutes = TenantForeignKey(Minutes, related_name="signatures")
    seat = TenantForeignKey(Seat, related_name="signed_minutes")
    how = models.CharField(max_length=6, choices=SIGNED_HOW)
    by_person_id = models.BigIntegerField()
    """Who signed, or who entered it from the signed paper."""
    signed_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["alliance", "minutes", "seat"], name="minutes_signed_once")
        ]

    def __str__(self) -> str:
        return f"{self.minutes_id} {self.seat_id}"


class Resolution(TenantModel):
    """What the committee itself decides, by the signatures of over half of all its members."""

    class State(models.TextChoices):
        OPEN = "open", _("being signed")
        PASSED = "passed", _("passed")
        FAILED = "failed", _("not passed")
        WITHDRAWN = "withdrawn", _("withdrawn")

    item = TenantForeignKey(AgendaItem, related_name="resolutions")
    compound = TenantForeignKey(Compound, related_name="resolutions")
    number = models.CharField(max_length=24)
    """As it is quoted: 2026-3-1."""
    text = models.CharField(max_length=600)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    put_at = models.DateTimeField()
    members = models.PositiveSmallIntegerField()
    """All who hold a seat on that day, present or not."""
    present = models.PositiveSmallIntegerField()
    agreed = models.PositiveSmallIntegerField(null=True, blank=True)
    article = models.CharField(max_length=80, blank=True)
    pack_id = models.CharField(max_length=60, blank=True)
    pack_version = models.CharField(max_length=20, blank=True)
    facts = models.TextField(blank=True)
    """Canonical JSON of the decision, exactly as hashed, once it is closed."""
    sha256 = models.CharField(max_length=64, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=200, blank=True)
    publication = TenantForeignKey(Publication, null=True, related_name="+")
    paper = TenantForeignKey(StoredFile, null=True, related_name="+")
    """The scan of the signed sheet."""

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["alliance", "compound", "number"], name="resolution_number_once"),
            models.UniqueConstraint(
                fields=["alliance", "item"],
                condition=~models.Q(state="withdrawn"),
                name="one_standing_resolution_an_item",
            ),
        ]
        indexes = [models.Index(fields=["alliance", "compound", "state"], name="resolution_by_state")]

    def __str__(self) -> str:
        return self.number


class MemberVote(TenantModel):
    """What one member signed on one resolution. A slip in entering is corrected by a further row with its reason."""

    class Choice(models.TextChoices):
        YES = "yes", _("agrees")
        NO = "no", _("does not agree")
        ABSTAIN = "abstain", _("abstains")

    resolution = TenantForeignKey(Resolution, related_name="votes")
    seat = TenantForeignKey(Seat, related_name="member_votes")
    entry = models.PositiveSmallIntegerField(default=1)
    choice = models.CharField(max_length=8, choices=Choice)
    how = models.CharField(max_length=6, choices=SIGNED_HOW)
    by_person_id = models.BigIntegerField()
    """The member, or who entered it from the signed paper."""
    because = models.CharField(max_length=120, blank=True)
    """Why an earlier entry was wrong."""
    signed_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "resolution", "seat", "entry"], name="member_votes_once"
            )
        ]
        ordering = ["signed_at", "id"]

    def __str__(self) -> str:
        return f"{self.resolution_id} {self.seat_id}"


class Task(TenantModel):
    """What follows from a meeting: who does what by when."""

    class State(models.TextChoices):
        OPEN = "open", _("to do")
        DONE = "done", _("done")
        DROPPED = "dropped", _("dropped with reason")

    meeting = TenantForeignKey(Meeting, related_name="tasks")
    item = TenantForeignKey(AgendaItem, null=True, related_name="tasks")
    text = models.CharField(max_length=200)
    seat = TenantForeignKey(Seat, null=True, related_name="tasks")
    who = models.CharField(max_length=40, blank=True)
    """Who does it, where they hold no office here."""
    due_on = models.DateField()
    path = models.CharField(max_length=160, blank=True)
    """The page on which it is done."""
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    end_note = models.CharField(max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["alliance", "state", "due_on"], name="tasks_open")]

    def __str__(self) -> str:
        return self.text
