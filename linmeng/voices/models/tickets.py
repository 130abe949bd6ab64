"""Tickets of a hotline or a community system: whence, which files, which ticket became which voice."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from linmeng.alliance.models import Body
from linmeng.ground.models import StoredFile, TenantForeignKey, TenantModel
from linmeng.voices.models.speaking import Voice


class TicketSource(TenantModel):
    """Another system whose tickets we take in, and how it calls its columns, so that next week needs no mapping."""

    body = TenantForeignKey(Body, related_name="ticket_sources")
    """The residents' committee whose tickets these are: another one neither sees nor takes them in."""
    name = models.CharField(max_length=40)
    columns = models.JSONField(default=dict)
    """Our field → their heading, as last confirmed."""
    created_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["alliance", "body", "name"], name="ticket_source_once")
        ]

    def __str__(self) -> str:
        return self.name


class TicketImport(TenantModel):
    """One file of tickets: uploaded, its columns named, then taken in or set aside."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("uploaded")
        MAPPED = "mapped", _("columns named")
        TAKEN_IN = "taken_in", _("taken in")
        SET_ASIDE = "set_aside", _("set aside")

    source = TenantForeignKey(TicketSource, related_name="imports")
    file = TenantForeignKey(StoredFile, null=True, related_name="+")
    """The file as it came, until its time is over: it holds names and phones of callers."""
    state = models.CharField(max_length=9, choices=State)
    columns = models.JSONField(default=dict)
    placed = models.JSONField(default=dict)
    """Ticket number → code of the compound, chosen by hand; an empty code: not one of ours."""
    rows = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64)
    by_person_id = models.BigIntegerField(null=True, blank=True)
    created_at = models.DateTimeField()
    taken_in_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.source_id} {self.state}"


class Ticket(TenantModel):
    """One ticket of another system and the voice it became. Its outcome is the voice's own: typed once.

    Of the caller only the masks stay here; the whole name and phone stand in the file alone.
    """

    source = TenantForeignKey(TicketSource, related_name="tickets")
    number = models.CharField(max_length=60)
    voice = TenantForeignKey(Voice, related_name="tickets")
    last_import = TenantForeignKey(TicketImport, related_name="tickets")
    sheet = models.CharField(max_length=60)
    row = models.PositiveIntegerField()
    """Where it stands in the file last taken in: the answer goes back into that line."""
    fingerprint = models.CharField(max_length=64)
    """Of what its source says about it; another one means that the source changed it."""
    caller = models.CharField(max_length=20, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    taken_in_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["alliance", "source", "number"], name="ticket_number_once"),
            models.UniqueConstraint(fields=["alliance", "voice"], name="one_ticket_a_voice"),
        ]

    def __str__(self) -> str:
        return self.number
