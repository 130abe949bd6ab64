from django.db import models
from django.utils.translation import gettext_lazy as _

from linmeng.alliance.models import Compound, Unit
from linmeng.assembly.models.vote import Vote
from linmeng.ground.ids import new_token
from linmeng.ground.models import StoredFile, TenantForeignKey, TenantModel
from linmeng.people.models import Person


class Petition(TenantModel):
    """Owners ask for a temporary meeting of the owners' assembly, or for a member's removal."""

    class Asks(models.TextChoices):
        MEETING = "meeting", _("a temporary meeting")
        REMOVAL = "removal", _("the removal of a committee member")

    class State(models.TextChoices):
        COLLECTING = "collecting", _("being signed")
        HANDED_IN = "handed_in", _("handed in")
        ACCEPTED = "accepted", _("accepted: a meeting is being called")
        REFUSED = "refused", _("refused with reason")
        CONVENED = "convened", _("the residents' committee calls the meeting")
        WITHDRAWN = "withdrawn", _("withdrawn")

    compound = TenantForeignKey(Compound, related_name="petitions")
    asks = models.CharField(max_length=8, choices=Asks, default=Asks.MEETING)
    title = models.CharField(max_length=80)
    words = models.CharField(max_length=800)
    about_person = TenantForeignKey(Person, null=True, blank=True, related_name="+")
    """Whose removal is asked for."""
    state = models.CharField(max_length=10, choices=State, default=State.COLLECTING)
    opened_by = TenantForeignKey(Person, related_name="+")
    opened_at = models.DateTimeField()
    handed_in_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=60, blank=True)
    answer = models.CharField(max_length=400, blank=True)
    vote = TenantForeignKey(Vote, null=True, blank=True, related_name="petitions")
    """The vote that came of it."""
    token = models.CharField(max_length=16, default=new_token)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["alliance", "token"], name="petition_token_once"),
            models.CheckConstraint(
                condition=models.Q(asks="meeting", about_person__isnull=True)
                | models.Q(asks="removal", about_person__isnull=False),
                name="removal_names_a_person",
            ),
        ]
        indexes = [models.Index(fields=["alliance", "compound", "state"], name="petition_by_state")]

    def __str__(self) -> str:
        return self.title


class PetitionStep(TenantModel):
    """What happened to a petition and who said so: only ever added to, so that no answer replaces another."""

    class Kind(models.TextChoices):
        OPENED = "opened", _("opened")
        HANDED_IN = "handed_in", _("handed in")
        ACCEPTED = "accepted", _("accepted")
        REFUSED = "refused", _("refused")
        ORDERED = "ordered", _("ordered to call the meeting")
        CONVENED = "convened", _("called by the residents' committee")
        LINKED = "linked", _("put to the vote")
        WITHDRAWN = "withdrawn", _("withdrawn")

    petition = TenantForeignKey(Petition, related_name="steps")
    kind = models.CharField(max_length=10, choices=Kind)
    words = models.CharField(max_length=400, blank=True)
    by_seat = models.CharField(max_length=60)
    happened_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        ordering = ["happened_at", "id"]

    def __str__(self) -> str:
        return f"{self.petition_id} {self.kind}"


class PetitionSignature(TenantModel):
    """An owner signs a petition for one home; on the web, or on a paper that lies in a file."""

    petition = TenantForeignKey(Petition, related_name="signatures")
    unit = TenantForeignKey(Unit, related_name="+")
    person = TenantForeignKey(Person, related_name="+")
    channel = models.CharField(max_length=6, choices=[("web", _("web")), ("paper", _("paper"))])
    paper = TenantForeignKey(StoredFile, null=True, blank=True, related_name="+")
    signed_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=60, blank=True)
    """The seat that took a paper signature in."""
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "petition", "unit", "person"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="signs_a_petition_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.petition_id} {self.unit_id}"
