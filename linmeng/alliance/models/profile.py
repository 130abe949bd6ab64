"""What a compound is like: what ages, what it can offer, what its assembly adopted, what it shows."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from linmeng.alliance.models.compound import Building, Compound
from linmeng.common.fields import MoneyFen
from linmeng.ground.models import TenantForeignKey, TenantModel


class Facility(TenantModel):
    """A piece of shared equipment: its kind, year, condition and risk."""

    class Kind(models.TextChoices):
        FACADE = "facade", _("façade")
        LIFT = "lift", _("lift")
        GARAGE = "garage", _("stacked garage")
        CABLE_PIT = "cable_pit", _("ground cable pit")
        PIPES = "pipes", _("pipes")
        ROOF = "roof", _("roof")
        FIRE = "fire", _("fire protection")
        GREEN = "green", _("green")
        GATE = "gate", _("gate and fence")
        OTHER = "other", _("other")

    class Condition(models.TextChoices):
        GOOD = "good", _("good")
        WORN = "worn", _("worn")
        BAD = "bad", _("bad")
        OUT_OF_USE = "out_of_use", _("out of use")

    compound = TenantForeignKey(Compound, related_name="facilities")
    building = TenantForeignKey(Building, null=True, related_name="facilities")
    kind = models.CharField(max_length=12, choices=Kind)
    name = models.CharField(max_length=60)
    since_year = models.PositiveSmallIntegerField(null=True, blank=True)
    condition = models.CharField(max_length=12, choices=Condition)
    risk = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(5)])
    note = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.name


class Strength(TenantModel):
    """What a compound has that helps others (优势资源)."""

    class Kind(models.TextChoices):
        HALL = "hall", _("hall")
        TOOL = "tool", _("tool")
        EXPERT = "expert", _("expert neighbour")
        CONTRACT = "contract", _("good contract")
        EXPERIENCE = "experience", _("experience")

    compound = TenantForeignKey(Compound, related_name="strengths")
    kind = models.CharField(max_length=12, choices=Kind)
    title = models.CharField(max_length=60)
    words = models.CharField(max_length=300, blank=True)
    offered = models.BooleanField(default=True)
    """Offered to the other compounds of the alliance."""

    def __str__(self) -> str:
        return self.title


class RulesOfProcedure(TenantModel):
    """What the owners' assembly adopted about its own way of deciding (议事规则), from a day on."""

    class DeliveryRule(models.TextChoices):
        """When a ballot counts as delivered, from the mildest to the strictest."""

        USUAL = "usual", _("in hand, in a photographed letterbox, by registered post, or opened on this site")
        IN_HAND = "in_hand", _("in the hands of an owner or of family living there, or opened on this site")
        OWNER = "owner", _("in an owner's own hands, or opened on this site by the owner")

    compound = TenantForeignKey(Compound, related_name="rules_of_procedure")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    web_ballots = models.BooleanField(default=False)
    silence_clause = models.BooleanField(default=False)
    """Votes not returned follow the majority; only where the assembly itself adopted it."""
    unclear = models.CharField(
        max_length=8, choices=[("abstain", "abstain"), ("invalid", "invalid")], default="abstain"
    )
    repeat = models.CharField(
        max_length=6,
        choices=[("first", "first"), ("last", "last"), ("paper", "paper"), ("refuse", "refuse")],
        default="first",
    )
    owner_at = models.CharField(
        max_length=8, choices=[("casting", "casting"), ("notice", "notice")], default="casting"
    )
    """Of a home sold while a vote runs: whose ballot counts (Civil Code 209, 214)."""
    delivery_rule = models.CharField(max_length=8, choices=DeliveryRule, default=DeliveryRule.USUAL)
    """No law of ours says when a ballot counts as delivered (Guide 22: it must reach every owner)."""
    proxy_limit = models.PositiveSmallIntegerField(null=True, blank=True)
    small_works_limit_fen = MoneyFen(null=True, blank=True)
    decision_path = models.CharField(max_length=160, blank=True)
    decision_hash = models.CharField(max_length=64, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "compound"],
                condition=models.Q(valid_to__isnull=True),
                name="one_present_set_of_rules",
            )
        ]

    def __str__(self) -> str:
        return f"{self.compound_id} {self.valid_from}"


class ShareSwitch(TenantModel):
    """How much of one subject a compound shows the alliance; without a row: counts only."""

    class Level(models.TextChoices):
        NOTHING = "nothing", _("nothing")
        COUNTS = "counts", _("counts only")
        TITLES = "titles", _("titles")

    class Subject(models.TextChoices):
        MATTERS = "matters", _("matters")
        PROJECTS = "projects", _("projects")
        VOTES = "votes", _("votes")
        FACILITIES = "facilities", _("facilities")

    compound = TenantForeignKey(Compound, related_name="share_switches")
    subject = models.CharField(max_length=12, choices=Subject)
    level = models.CharField(max_length=8, choices=Level, default=Level.COUNTS)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["alliance", "compound", "subject"], name="one_switch_a_subject")
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.level}"
