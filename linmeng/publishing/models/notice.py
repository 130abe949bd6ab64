"""What reaches one person, and how."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from linmeng.alliance.models import Unit
from linmeng.ground.models import TenantForeignKey, TenantModel
from linmeng.people.models import Person


class Notice(TenantModel):
    """Words for one person: that something of theirs moved. Never the content of a vote."""

    person = TenantForeignKey(Person, related_name="notices")
    subject = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    title = models.CharField(max_length=80)
    words = models.CharField(max_length=300)
    path = models.CharField(max_length=160, blank=True)
    statutory = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["alliance", "person", "-created_at"], name="notice_newest")]

    def __str__(self) -> str:
        return self.title


class Delivery(TenantModel):
    """One way by which a notice goes to its person: on the site, by SMS, or as an answer slip at the door."""

    class Way(models.TextChoices):
        SITE = "site", _("on this site")
        SMS = "sms", _("SMS")
        SLIP = "slip", _("answer slip")
        CALL = "call", _("phone call")

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")
        HANDED_OVER = "handed_over", _("handed over")

    notice = TenantForeignKey(Notice, related_name="deliveries")
    way = models.CharField(max_length=6, choices=Way)
    unit = TenantForeignKey(Unit, null=True, related_name="+")
    """The door of an answer slip."""
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    last_fault = models.CharField(max_length=120, blank=True)
    changed_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["alliance", "notice", "way"], name="one_delivery_a_way")
        ]
        indexes = [models.Index(fields=["alliance", "state", "way"], name="delivery_waiting")]

    def __str__(self) -> str:
        return f"{self.way} {self.state}"
