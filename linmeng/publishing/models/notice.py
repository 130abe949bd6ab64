"""What reaches one person, and how."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from linmeng.alliance.models import Unit
from linmeng.ground.models import TenantForeignKey, TenantModel
from linmeng.papers.models import Sheet
from linmeng.people.models import Person


class Topic(models.TextChoices):
    """What a notice is about; people choose by it how they want to be reached."""

    WORDS = "words", _("my words")
    VOTES = "votes", _("votes of my home")
    WORKS = "works", _("works and projects near me")
    BOARD = "board", _("the board of my compound")
    SHARED = "shared", _("shared tools and talent")
    ACCOUNT = "account", _("my account and its security")


class Notice(TenantModel):
    """Words for one person: that something of theirs moved. Never the content of a vote."""

    person = TenantForeignKey(Person, related_name="notices")
    subject = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    topic = models.CharField(max_length=8, choices=Topic, default=Topic.WORDS)
    title = models.CharField(max_length=80)
    words = models.CharField(max_length=300)
    path = models.CharField(max_length=160, blank=True)
    statutory = models.BooleanField(default=False)
    article = models.CharField(max_length=80, blank=True)
    """The article that demands a statutory notice."""
    ends_at = models.DateTimeField(null=True, blank=True)
    """From then on there is nothing to be told any more: a vote is over, a period has ended."""
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["alliance", "person", "-created_at"], name="notice_newest"),
            models.Index(fields=["alliance", "subject", "subject_id"], name="notice_of_subject"),
        ]

    def __str__(self) -> str:
        return self.title


FAULT_WORDS = {
    "no address": _("no number or address"),
    "nobody": _("nobody answered"),
    "wrong_number": _("wrong number"),
}


class Delivery(TenantModel):
    """One way by which a notice goes to its person: on the site, by SMS or e-mail, by a call, on a slip."""

    class Way(models.TextChoices):
        SITE = "site", _("on this site")
        SMS = "sms", _("SMS")
        EMAIL = "email", _("e-mail")
        SLIP = "slip", _("answer slip")
        CALL = "call", _("phone call")

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")
        PRINTED = "printed", _("printed")
        HANDED_OVER = "handed_over", _("handed over")
        PASSED_ON = "passed_on", _("passed on to another way")
        CALLED_OFF = "called_off", _("not sent: switched off")
        OVER = "over", _("not told: it was over by then")

    class Reply(models.TextChoices):
        SOLVED = "solved", _("solved")
        NOT_YET = "not_yet", _("not yet solved")

    notice = TenantForeignKey(Notice, related_name="deliveries")
    way = models.CharField(max_length=6, choices=Way)
    unit = TenantForeignKey(Unit, null=True, related_name="+")
    """The door at which this person is reached."""
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    key = models.CharField(max_length=16, blank=True)
    """The message this went into: several deliveries of one digest share it, and it never changes again."""
    send_after = models.DateTimeField(null=True, blank=True)
    """End of the quiet hours, the day of a digest, or the hour of the next try."""
    sheet = TenantForeignKey(Sheet, null=True, related_name="deliveries")
    """The printed slip this stands on."""
    place = models.PositiveSmallIntegerField(default=0)
    """Which item of that slip this is."""
    reply = models.CharField(max_length=8, choices=Reply, blank=True)
    """What came back on the slip."""
    tries = models.PositiveSmallIntegerField(default=0)
    last_fault = models.CharField(max_length=120, blank=True)
    changed_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["alliance", "notice", "way"], name="one_delivery_a_way")
        ]
        indexes = [
            models.Index(fields=["alliance", "state", "way"], name="delivery_waiting"),
            models.Index(fields=["alliance", "sheet"], name="deliveries_on_sheet"),
        ]

    def __str__(self) -> str:
        return f"{self.way} {self.state}"

    @property
    def why_not(self) -> str:
        """Why it did not arrive, in words; what a machine said stays as it is."""
        return str(FAULT_WORDS.get(self.last_fault, self.last_fault))
