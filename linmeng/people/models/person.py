from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from linmeng.common.masks import masked_name
from linmeng.ground.models import TenantForeignKey, TenantModel


class Person(TenantModel):
    """A neighbour, an officer or a company, as this alliance knows them."""

    class Kind(models.TextChoices):
        NATURAL = "natural", _("person")
        COMPANY = "company", _("company")

    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.NATURAL)
    born_year = models.PositiveSmallIntegerField(null=True, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        db_constraint=False,
        related_name="+",
    )
    large_print = models.BooleanField(default=False)
    joined_into = TenantForeignKey("people.Person", null=True, related_name="+")
    """The same human stood on the rolls twice: this row's doors belong to that one now."""
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "user"], condition=models.Q(user__isnull=False), name="one_person_a_user"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def masked(self) -> str:
        """张* — how a name is shown to those who need not know it."""
        return masked_name(self.name) if self.kind == self.Kind.NATURAL else self.name


class ContactWay(TenantModel):
    """How a person wants to be reached: a visit, a landline, SMS, paper, the entrance's WeChat group."""

    class Kind(models.TextChoices):
        VISIT = "visit", _("visit")
        LANDLINE = "landline", _("landline")
        SMS = "sms", _("SMS")
        PAPER = "paper", _("answer slip at the door")
        WECHAT = "wechat", _("WeChat group")
        EMAIL = "email", _("e-mail")

    person = TenantForeignKey(Person, related_name="contact_ways")
    kind = models.CharField(max_length=8, choices=Kind)
    value = models.CharField(max_length=120, blank=True)
    preferred = models.BooleanField(default=False)
    ended_at = models.DateTimeField(null=True, blank=True)
    """No longer theirs; kept so that a correction leaves a trace, until its retention ends."""

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["alliance", "person", "kind", "value"], name="contact_way_once"),
            models.UniqueConstraint(
                fields=["alliance", "person"], condition=models.Q(preferred=True), name="one_preferred_way"
            ),
        ]
        indexes = [models.Index(fields=["alliance", "value"], name="contact_value")]

    def __str__(self) -> str:
        return self.get_kind_display()
