"""What a committee owes the authority and its successor: filing, hand-over, removal of a member."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from linmeng.alliance.models import CommitteeTerm, Compound
from linmeng.assembly.models.election import Election
from linmeng.assembly.models.vote import Vote
from linmeng.ground.models import StoredFile, TenantForeignKey, TenantModel
from linmeng.people.models import Person, Seat


class Filing(TenantModel):
    """The papers that make a committee known to the street (备案), or a change of it."""

    class State(models.TextChoices):
        PREPARING = "preparing", _("papers are gathered")
        HANDED_IN = "handed_in", _("handed in")
        SENT_BACK = "sent_back", _("sent back for completion")
        COMPLETED = "completed", _("completed")

    compound = TenantForeignKey(Compound, related_name="filings")
    election = TenantForeignKey(Election, null=True, blank=True, related_name="filings")
    is_change = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State, default=State.PREPARING)
    opened_on = models.DateField()
    due_on = models.DateField()
    handed_in_on = models.DateField(null=True, blank=True)
    completed_on = models.DateField(null=True, blank=True)
    certificate = models.CharField(max_length=60, blank=True)
    seal_text = models.CharField(max_length=80, blank=True)
    """What is cut into the seal; it carries the number of the term."""
    note = models.CharField(max_length=300, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "election"],
                condition=models.Q(is_change=False, election__isnull=False),
                name="one_filing_an_election",
            )
        ]

    def __str__(self) -> str:
        return f"{self.compound_id} {self.opened_on}"


class FilingPaper(TenantModel):
    """One of the papers of a filing: made from what the house holds, or laid in as a file."""

    filing = TenantForeignKey(Filing, related_name="papers")
    key = models.CharField(max_length=24)
    file = TenantForeignKey(StoredFile, null=True, blank=True, related_name="+")
    path = models.CharField(max_length=160, blank=True)
    """Where the house prints it."""
    ready_at = models.DateTimeField(null=True, blank=True)
    by_seat = models.CharField(max_length=60, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["alliance", "filing", "key"], name="filing_paper_once")
        ]
        ordering = ["id"]

    def __str__(self) -> str:
        return self.key


class HandOver(TenantModel):
    """Seal, books and archive change hands between two terms, item by item."""

    class Kind(models.TextChoices):
        TO_KEEPING = "to_keeping", _("into keeping at the end of a term")
        TO_NEW = "to_new", _("to the new committee")
        BY_MEMBER = "by_member", _("by a member who leaves")

    compound = TenantForeignKey(Compound, related_name="hand_overs")
    kind = models.CharField(max_length=12, choices=Kind)
    from_term = TenantForeignKey(CommitteeTerm, null=True, blank=True, related_name="+")
    to_term = TenantForeignKey(CommitteeTerm, null=True, blank=True, related_name="+")
    opened_on = models.DateField()
    due_on = models.DateField()
    finished_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.compound_id} {self.kind}"


class HandOverItem(TenantModel):
    """One thing of a hand-over: given by one person, received by another, or missing with a word why."""

    class State(models.TextChoices):
        WAITING = "waiting", _("to be handed over")
        GIVEN = "given", _("given")
        RECEIVED = "received", _("received")
        MISSING = "missing", _("missing")

    hand_over = TenantForeignKey(HandOver, related_name="items")
    kind = models.CharField(max_length=12)
    """`seal`, `books`, `roll`, `minutes`, `contracts`, `archive`, `other`."""
    name = models.CharField(max_length=80)
    count = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    given_by = models.CharField(max_length=60, blank=True)
    given_person_id = models.BigIntegerField(null=True, blank=True)
    """Who may not receive it too."""
    given_at = models.DateTimeField(null=True, blank=True)
    received_by = models.CharField(max_length=60, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)
    file = TenantForeignKey(StoredFile, null=True, blank=True, related_name="+")

    class Meta(TenantModel.Meta):
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class Leaving(TenantModel):
    """A member leaves the committee before the term ends: by removal, resignation or loss of the ground."""

    class Kind(models.TextChoices):
        REMOVAL = "removal", _("removed by the owners")
        RESIGNATION = "resignation", _("resigned")
        LOST_GROUND = "lost_ground", _("no longer an owner here")
        BARRED = "barred", _("a bar came to light")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        VOTING = "voting", _("owners are voting")
        ENDED = "ended", _("the seat is free")
        STAYS = "stays", _("the member stays")

    compound = TenantForeignKey(Compound, related_name="leavings")
    seat = TenantForeignKey(Seat, related_name="+")
    person = TenantForeignKey(Person, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind)
    state = models.CharField(max_length=8, choices=State, default=State.PROPOSED)
    ground = models.CharField(max_length=400)
    proposed_by = models.CharField(max_length=120)
    """Members (a third) or owners (a fifth), as text; the petition or the meeting stands in `path`."""
    path = models.CharField(max_length=160, blank=True)
    vote = TenantForeignKey(Vote, null=True, blank=True, related_name="leavings")
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "seat"],
                condition=models.Q(state__in=["proposed", "voting"]),
                name="one_open_leaving_a_seat",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind}"
