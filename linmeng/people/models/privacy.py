"""What people agreed to, and who looked at them (个人信息保护法 14, 15, 44 ff.)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from linmeng.ground.models import TenantForeignKey, TenantModel
from linmeng.people.models.person import Person


class Consent(TenantModel):
    """One person's yes to one purpose of the register, in the words of that day; a withdrawal closes it."""

    class Way(models.TextChoices):
        WEB = "web", _("on this site")
        PAPER = "paper", _("signed on paper")
        DESK = "desk", _("at the desk")

    person = TenantForeignKey(Person, related_name="consents")
    purpose = models.CharField(max_length=24)
    words_sha256 = models.CharField(max_length=64)
    """Of the purpose's words in both languages as they were agreed to."""
    way = models.CharField(max_length=5, choices=Way)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "person", "purpose"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="one_standing_consent",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.purpose}"


class Look(TenantModel):
    """Somebody in office saw more of a person than neighbours do. Only ever added to.

    Ids without foreign keys: either may be erased, and the fact stays.
    """

    viewer_id = models.BigIntegerField()
    viewer_seat = models.CharField(max_length=80)
    person_id = models.BigIntegerField()
    what = models.CharField(max_length=24)
    """Which page or file: roll, contact, voice, binding, ballot, data_copy …"""
    path = models.CharField(max_length=160, blank=True)
    looked_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["alliance", "person_id", "-looked_at"], name="looks_at_person")]

    def __str__(self) -> str:
        return f"{self.viewer_seat} {self.what}"
