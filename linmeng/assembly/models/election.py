"""How a compound comes to a committee: the steps of an election, who stands, what was checked."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from linmeng.alliance.models import CommitteeTerm, Compound
from linmeng.assembly.models.vote import Question, Vote
from linmeng.ground.models import StoredFile, TenantForeignKey, TenantModel
from linmeng.people.models import Person


class Election(TenantModel):
    """One way to a committee, from the election group to the filing."""

    class Kind(models.TextChoices):
        FIRST = "first", _("first election")
        REELECTION = "reelection", _("election at the end of a term")
        EARLY = "early", _("early re-election")
        BY_ELECTION = "by_election", _("by-election")

    class State(models.TextChoices):
        PREPARING = "preparing", _("being prepared")
        NOMINATING = "nominating", _("names are gathered")
        CHECKING = "checking", _("candidates are checked")
        POSTED = "posted", _("candidates are posted")
        VOTING = "voting", _("owners are voting")
        ELECTED = "elected", _("elected")
        FILED = "filed", _("filed: in office")
        ENDED = "ended", _("ended without a committee")

    compound = TenantForeignKey(Compound, related_name="elections")
    kind = models.CharField(max_length=12, choices=Kind)
    state = models.CharField(max_length=12, choices=State, default=State.PREPARING)
    term_number = models.PositiveSmallIntegerField()
    """Which term of the committee is to be elected (第几届)."""
    term = TenantForeignKey(CommitteeTerm, null=True, blank=True, related_name="elections")
    """The term that began with it, once it did; of a by-election the running one."""
    after = TenantForeignKey("assembly.Election", null=True, blank=True, related_name="by_elections")
    """The election whose empty seats this by-election fills."""
    seats = models.PositiveSmallIntegerField()
    minimum = models.PositiveSmallIntegerField()
    years = models.PositiveSmallIntegerField(default=3)
    vote = TenantForeignKey(Vote, null=True, blank=True, related_name="elections")
    question = TenantForeignKey(Question, null=True, blank=True, related_name="elections")
    lot = models.JSONField(null=True, blank=True)
    """The candidates' numbers in the order drawn in public, where equals stood on both sides of the last seat."""
    opened_at = models.DateTimeField()
    reason = models.CharField(max_length=300, blank=True)
    """Why it is early, why it ended."""

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "compound"],
                condition=~models.Q(state__in=["filed", "ended"]),
                name="one_running_election_a_compound",
            )
        ]

    def __str__(self) -> str:
        return f"{self.compound_id} {self.term_number}"


class ElectionStep(TenantModel):
    """A step of an election that was done: what, by whom, with which evidence."""

    election = TenantForeignKey(Election, related_name="steps")
    key = models.CharField(max_length=24)
    """Which step: `group`, `talks`, `talents`, `nomination` … as the page walks them."""
    words = models.CharField(max_length=600, blank=True)
    path = models.CharField(max_length=160, blank=True)
    file = TenantForeignKey(StoredFile, null=True, blank=True, related_name="+")
    done_on = models.DateField()
    by_seat = models.CharField(max_length=60)
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    """Set when it was recorded by mistake; the next row of the same step stands instead."""

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "election", "key"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="step_done_once",
            )
        ]

    def __str__(self) -> str:
        return self.key


class GroupMember(TenantModel):
    """Somebody in the election group: odd in number, owners at least half, the head from the street."""

    class Capacity(models.TextChoices):
        STREET = "street", _("street or town")
        RESIDENTS_COMMITTEE = "residents", _("residents' committee")
        HOUSING_OFFICE = "housing", _("housing office")
        POLICE = "police", _("police station")
        DEVELOPER = "developer", _("developer")
        PARTY = "party", _("Party organisation")
        OWNER = "owner", _("owner")

    election = TenantForeignKey(Election, related_name="group")
    person = TenantForeignKey(Person, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=40)
    capacity = models.CharField(max_length=10, choices=Capacity)
    heads_group = models.BooleanField(default=False)
    left_on = models.DateField(null=True, blank=True)
    joined_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "election"],
                condition=models.Q(heads_group=True, left_on__isnull=True),
                name="one_head_of_the_group",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Candidacy(TenantModel):
    """Somebody stands for the committee."""

    class Found(models.TextChoices):
        SELF = "self", _("put themselves forward")
        NEIGHBOURS = "neighbours", _("recommended by neighbours")
        TALKS = "talks", _("named at the talks")
        GROUP = "group", _("asked by the election group")

    class State(models.TextChoices):
        NAMED = "named", _("named")
        ACCEPTED = "accepted", _("stands")
        DECLINED = "declined", _("declined")
        QUALIFIED = "qualified", _("qualified")
        REFUSED = "refused", _("not qualified")
        WITHDRAWN = "withdrawn", _("withdrew")
        ELECTED = "elected", _("elected")
        SUBSTITUTE = "substitute", _("substitute")
        NOT_ELECTED = "not_elected", _("not elected")

    class Office(models.TextChoices):
        DIRECTOR = "director", _("director")
        DEPUTY = "deputy", _("deputy director")

    election = TenantForeignKey(Election, related_name="candidacies")
    person = TenantForeignKey(Person, related_name="candidacies")
    number = models.PositiveSmallIntegerField(default=0)
    """The number on the ballot, dealt out when the candidates are posted."""
    found = models.CharField(max_length=10, choices=Found)
    state = models.CharField(max_length=12, choices=State, default=State.NAMED)
    statement = models.CharField(max_length=600, blank=True)
    named_at = models.DateTimeField()
    named_by = models.CharField(max_length=60)
    accepted_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=60, blank=True)
    """The seat that took a written answer in; empty where the named answered with their own log-in."""
    pledged_at = models.DateTimeField(null=True, blank=True)
    """When the written pledge of Shanghai's art. 20 was given."""
    pledge = TenantForeignKey(StoredFile, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    """Why refused or withdrawn."""
    rank = models.PositiveSmallIntegerField(default=0)
    """Among the elected, or among the substitutes, from 1."""
    office = models.CharField(max_length=8, choices=Office, blank=True)
    """What the first meeting of the new committee chose an elected member for."""

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["alliance", "election", "person"], name="stands_once"),
            models.UniqueConstraint(
                fields=["alliance", "election", "number"],
                condition=models.Q(number__gt=0),
                name="ballot_number_of_candidate_once",
            ),
        ]
        ordering = ["number", "named_at", "id"]

    def __str__(self) -> str:
        return f"{self.election_id} {self.person_id}"


class QualificationCheck(TenantModel):
    """One line of the list of reasons that bar somebody from the committee, looked into for one candidate."""

    candidacy = TenantForeignKey(Candidacy, related_name="checks")
    key = models.CharField(max_length=32)
    """Which reason: a key of the law pack's list."""
    bars = models.BooleanField()
    """True: the reason applies, so this person may not stand."""
    evidence = models.CharField(max_length=300)
    file = TenantForeignKey(StoredFile, null=True, blank=True, related_name="+")
    checked_by = models.CharField(max_length=60)
    checked_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        ordering = ["checked_at", "id"]

    def __str__(self) -> str:
        return self.key
