"""Acts that touch every area: handing a seat over, giving a copy of one's data, erasing, forgetting in time."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from linmeng.ground.models import StoredFile, TenantForeignKey, TenantModel
from linmeng.people.models import Person, Seat


class SeatHandOver(TenantModel):
    """An office went from one holder to the next, with its open work."""

    from_seat = TenantForeignKey(Seat, related_name="+")
    to_seat = TenantForeignKey(Seat, related_name="+")
    moved = models.JSONField(default=dict)
    """Area → how many open things went along."""
    note = models.CharField(max_length=600, blank=True)
    """What the leaving holder tells the next."""
    happened_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.from_seat_id} {self.to_seat_id}"


class DataCopy(TenantModel):
    """A person's copy of everything kept about them, made once and kept until its time is over."""

    person = TenantForeignKey(Person, related_name="data_copies")
    file = TenantForeignKey(StoredFile, null=True, related_name="+")
    sha256 = models.CharField(max_length=64)
    by_seat = models.CharField(max_length=80)
    made_at = models.DateTimeField()
    forgotten_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.person_id} {self.made_at:%F}"


class CorrectionRequest(TenantModel):
    """A person says that something kept about them is wrong (PIPL 46); the desk looks at papers and decides."""

    class About(models.TextChoices):
        NAME = "name", _("my name")
        PHONE = "phone", _("my mobile number")
        BORN_YEAR = "born_year", _("my year of birth")

    class State(models.TextChoices):
        ASKED = "asked", _("waiting for the desk")
        DONE = "done", _("corrected")
        REFUSED = "refused", _("not corrected")
        TAKEN_BACK = "taken_back", _("taken back")

    person = TenantForeignKey(Person, related_name="correction_requests")
    about = models.CharField(max_length=9, choices=About)
    asked_value = models.CharField(max_length=60)
    """What should stand there; emptied when its time is over."""
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField()
    due_by = models.DateField()
    decided_at = models.DateTimeField(null=True, blank=True)
    by_seat = models.CharField(max_length=80, blank=True)
    because = models.CharField(max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "person", "about"],
                condition=models.Q(state="asked"),
                name="one_open_correction",
            )
        ]
        indexes = [models.Index(fields=["alliance", "state", "due_by"], name="corrections_due")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.about} {self.state}"


class Erasure(TenantModel):
    """A person asked to be forgotten: what could be erased was, what law keeps is named with its article."""

    class State(models.TextChoices):
        ASKED = "asked", _("asked")
        DONE = "done", _("done")
        REFUSED = "refused", _("refused")
        TAKEN_BACK = "taken_back", _("taken back")

    subject_id = models.BigIntegerField()
    """Person id, without a foreign key: the person's row is emptied, this stays."""
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField()
    due_by = models.DateField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    by_seat = models.CharField(max_length=80, blank=True)
    because = models.CharField(max_length=200, blank=True)
    erased = models.JSONField(default=dict)
    kept = models.JSONField(default=list)
    """What stays, each with its reason and article."""

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "subject_id"],
                condition=models.Q(state="asked"),
                name="one_open_erasure",
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject_id} {self.state}"


class RetentionRun(TenantModel):
    """One run of the retention clocks: what was forgotten because its time was over."""

    day = models.DateField()
    forgotten = models.JSONField(default=dict)
    """Kind of data → how many."""
    happened_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["alliance", "day"], name="one_retention_run_a_day")]

    def __str__(self) -> str:
        return str(self.day)
