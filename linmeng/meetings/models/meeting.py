"""A meeting, what it is about, who was told, who came."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from linmeng.alliance.models import CommitteeTerm, Compound
from linmeng.ground.models import TenantForeignKey, TenantModel
from linmeng.people.models import Person, Seat
from linmeng.publishing.models import Publication


class Meeting(TenantModel):
    """People come together at a place and an hour, about items named before."""

    class Kind(models.TextChoices):
        COMMITTEE = "committee", _("committee meeting")
        OWNERS_ASSEMBLY = "owners_assembly", _("owners' assembly meeting")
        RED_HALL = "red_hall", _("red hall")
        JOINT = "joint", _("joint meeting")

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        POSTED = "posted", _("agenda posted")
        HELD = "held", _("held")
        MINUTED = "minuted", _("minutes written")
        CLOSED = "closed", _("closed")
        CANCELLED = "cancelled", _("cancelled")

    kind = models.CharField(max_length=16, choices=Kind)
    compound = TenantForeignKey(Compound, null=True, related_name="meetings")
    """Empty only for a joint meeting of the whole alliance."""
    term = TenantForeignKey(CommitteeTerm, null=True, related_name="meetings")
    """The committee that meets."""
    title = models.CharField(max_length=80)
    place = models.CharField(max_length=60)
    starts_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    called_by = models.CharField(max_length=80)
    """The seat that called it."""
    public = models.BooleanField(default=True)
    """Whether the agenda hangs on the board."""
    created_at = models.DateTimeField()
    posted_on = models.DateField(null=True, blank=True)
    publication = TenantForeignKey(Publication, null=True, related_name="+")
    """The agenda as posted."""
    held_at = models.DateTimeField(null=True, blank=True)
    members = models.PositiveSmallIntegerField(null=True, blank=True)
    """All members on the day it was held, present or not: what a majority is measured by."""
    present = models.PositiveSmallIntegerField(null=True, blank=True)
    quorum = models.BooleanField(null=True, blank=True)
    pack_id = models.CharField(max_length=60, blank=True)
    pack_version = models.CharField(max_length=20, blank=True)
    cancelled_because = models.CharField(max_length=200, blank=True)
    changed_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(compound__isnull=False) | models.Q(kind="joint"),
                name="meeting_has_its_compound",
            ),
            models.CheckConstraint(
                condition=models.Q(term__isnull=False) | ~models.Q(kind="committee"),
                name="committee_meeting_has_its_term",
            ),
        ]
        indexes = [
            models.Index(fields=["alliance", "compound", "-starts_at"], name="meeting_newest"),
            models.Index(fields=["alliance", "state", "starts_at"], name="meeting_by_state"),
        ]

    def __str__(self) -> str:
        return self.title


class AgendaItem(TenantModel):
    """One point of a meeting: announced, talked about, and what came of it."""

    class Outcome(models.TextChoices):
        TALKED = "talked", _("talked about")
        DECIDED = "decided", _("put to the members")
        POSTPONED = "postponed", _("put off")

    meeting = TenantForeignKey(Meeting, related_name="items")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=80)
    text = models.CharField(max_length=600, blank=True)
    for_decision = models.BooleanField(default=False)
    matter = models.CharField(max_length=24, blank=True)
    """A code of what the law freezes during a re-election, or empty."""
    emergency = models.BooleanField(default=False)
    posted_on = models.DateField(null=True, blank=True)
    """The day it was announced with the agenda; empty for what was added on the spot."""
    path = models.CharField(max_length=160, blank=True)
    """The page this is about."""
    said = models.CharField(max_length=2000, blank=True)
    """The views that were put forward, without names."""
    concluded = models.CharField(max_length=1000, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    added_at = models.DateTimeField()
    withdrawn_because = models.CharField(max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["alliance", "meeting", "number"], name="agenda_number_once")
        ]
        ordering = ["number"]

    def __str__(self) -> str:
        return self.title


class Invitation(TenantModel):
    """Somebody was told of a meeting: the residents' committee, the housing office; with day and way."""

    class Whom(models.TextChoices):
        RESIDENTS_COMMITTEE = "residents_committee", _("residents' committee")
        HOUSING_OFFICE = "housing_office", _("housing office")
        MEMBERS = "members", _("members")

    meeting = TenantForeignKey(Meeting, related_name="invitations")
    whom = models.CharField(max_length=20, choices=Whom)
    sent_on = models.DateField()
    way = models.CharField(max_length=60)
    by_seat = models.CharField(max_length=80)
    entered_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.whom


class Attendance(TenantModel):
    """A member or a guest, and whether they were there."""

    class Part(models.TextChoices):
        MEMBER = "member", _("member")
        GUEST = "guest", _("guest")

    meeting = TenantForeignKey(Meeting, related_name="attendances")
    seat = TenantForeignKey(Seat, null=True, related_name="attendances")
    person = TenantForeignKey(Person, null=True, related_name="attendances")
    guest = models.CharField(max_length=40, blank=True)
    """As what a guest without an office came: a police officer, an engineer of the lift company."""
    part = models.CharField(max_length=6, choices=Part)
    present = models.BooleanField(default=False)
    noted_by = models.CharField(max_length=80)
    noted_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "meeting", "seat"],
                condition=models.Q(seat__isnull=False),
                name="attendance_once_a_seat",
            )
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.part}"


class MeetingDemand(TenantModel):
    """Members ask for a meeting; from the day enough of them have signed, the law's clock runs."""

    term = TenantForeignKey(CommitteeTerm, related_name="demands")
    compound = TenantForeignKey(Compound, related_name="demands")
    reason = models.CharField(max_length=300)
    made_at = models.DateTimeField()
    met_on = models.DateField(null=True, blank=True)
    """The day on which the share of members that the law asks was reached."""
    meeting = TenantForeignKey(Meeting, null=True, related_name="demands")
    """The meeting that was called for it."""

    def __str__(self) -> str:
        return self.reason[:40]


class DemandSignature(TenantModel):
    """A member signed a demand with the own log-in."""

    demand = TenantForeignKey(MeetingDemand, related_name="signatures")
    seat = TenantForeignKey(Seat, related_name="demands")
    by_person_id = models.BigIntegerField()
    signed_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["alliance", "demand", "seat"], name="demand_signed_once")
        ]

    def __str__(self) -> str:
        return f"{self.demand_id} {self.seat_id}"
