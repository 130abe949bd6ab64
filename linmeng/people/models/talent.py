"""What neighbours can do and gladly do: told by themselves, or said of them by others with their consent."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from linmeng.ground.models import TenantForeignKey, TenantModel
from linmeng.people.models.person import Person


class Trade(models.TextChoices):
    """By which a need is matched with a skill."""

    ELECTRICS = "electrics", _("electrics")
    PLUMBING = "plumbing", _("plumbing")
    CARPENTRY = "carpentry", _("carpentry and masonry")
    BUILDING = "building", _("building and surveying")
    MEDICINE = "medicine", _("medicine and first aid")
    LAW = "law", _("law")
    ACCOUNTS = "accounts", _("accounts and audit")
    TEACHING = "teaching", _("teaching")
    COMPUTERS = "computers", _("computers and phones")
    GARDENING = "gardening", _("gardening")
    ARTS = "arts", _("arts, writing and photography")
    SPORT = "sport", _("sport and health")
    CARE = "care", _("care and company")
    MEDIATION = "mediation", _("mediation")
    OTHER = "other", _("other")


class Reach(models.TextChoices):
    """How far a skill is shown."""

    COMPOUND = "compound", _("my own compound")
    ALLIANCE = "alliance", _("all compounds of the alliance")


class Qualification(TenantModel):
    """A skill a neighbour told us of with their own consent (一技之长)."""

    person = TenantForeignKey(Person, related_name="qualifications")
    title = models.CharField(max_length=60)
    trade = models.CharField(max_length=12, choices=Trade, default=Trade.OTHER)
    words = models.CharField(max_length=160, blank=True)
    """What exactly, and when: “retired lift engineer, weekday mornings”."""
    reach = models.CharField(max_length=8, choices=Reach, default=Reach.COMPOUND)
    consented_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.title


class Recommendation(TenantModel):
    """A neighbour says of another: a warm heart (热心肠), or a skill; shown only once the other agrees."""

    class State(models.TextChoices):
        ASKED = "asked", _("waiting for their consent")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")

    person = TenantForeignKey(Person, related_name="recommendations")
    by = TenantForeignKey(Person, related_name="recommendations_given")
    trade = models.CharField(max_length=12, choices=Trade, default=Trade.OTHER)
    words = models.CharField(max_length=160)
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    created_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "person", "by", "trade"],
                condition=models.Q(state__in=["asked", "accepted"]),
                name="one_recommendation_a_pair",
            )
        ]

    def __str__(self) -> str:
        return self.words[:40]
