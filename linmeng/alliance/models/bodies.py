"""The bodies of the troika and the Party organisation."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from linmeng.ground.models import TenantForeignKey, TenantModel


class Body(TenantModel):
    """A residents' committee, a Party organisation, an owners' committee or a property company.

    A Party organisation leads and convenes (牵头); no rule lets it cast, count, spend or decide.
    """

    class Kind(models.TextChoices):
        RESIDENTS_COMMITTEE = "residents_committee", _("residents' committee")
        PARTY_ORGANISATION = "party_organisation", _("Party organisation")
        OWNERS_COMMITTEE = "owners_committee", _("owners' committee")
        PROPERTY_COMPANY = "property_company", _("property company")

    kind = models.CharField(max_length=20, choices=Kind)
    name = models.CharField(max_length=80)
    compound = TenantForeignKey("alliance.Compound", null=True, related_name="bodies")
    """The compound of an owners' committee; empty for the others."""

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "kind", "name"],
                name="body_name_once",
                violation_error_message=_("A body of this name is entered already."),
            ),
            models.UniqueConstraint(
                fields=["alliance", "compound"],
                condition=models.Q(kind="owners_committee"),
                name="one_owners_committee_a_compound",
                violation_error_message=_("This compound's owners' committee is entered already."),
            ),
            models.CheckConstraint(
                condition=models.Q(kind="owners_committee", compound__isnull=False)
                | (~models.Q(kind="owners_committee") & models.Q(compound__isnull=True)),
                name="owners_committee_has_its_compound",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CommitteeTerm(TenantModel):
    """A numbered term (第几届) of an owners' committee, or a time without one in office."""

    class State(models.TextChoices):
        VACANT = "vacant", _("vacant")
        ACTING = "acting", _("acting")
        IN_OFFICE = "in_office", _("in office")
        IN_REELECTION = "in_reelection", _("in re-election")
        ENDED = "ended", _("ended")

    body = TenantForeignKey(Body, related_name="terms")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=20, choices=State)
    members = models.PositiveSmallIntegerField(default=5)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    state_since = models.DateField(null=True, blank=True)
    filing = models.CharField(max_length=40, blank=True)
    """The paper behind the present state: the filing certificate, the street's notice."""

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "body", "number"],
                name="term_number_once",
                violation_error_message=_("A term of this number is entered already."),
            ),
            models.UniqueConstraint(
                fields=["alliance", "body"], condition=~models.Q(state="ended"), name="one_present_term"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body_id} {self.number}"


class PropertyService(TenantModel):
    """A property company serves a compound from one day to another."""

    company = TenantForeignKey(Body, related_name="services")
    compound = TenantForeignKey("alliance.Compound", related_name="services")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "compound"],
                condition=models.Q(valid_to__isnull=True),
                name="one_present_property_company",
            )
        ]

    def __str__(self) -> str:
        return f"{self.company_id} {self.compound_id}"
