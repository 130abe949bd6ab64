"""How a person wants to be told, and the runs of the Monday boards."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from linmeng.ground.models import StoredFile, TenantForeignKey, TenantModel
from linmeng.people.models import Person


class Preference(TenantModel):
    """What one person chose about notices; whoever never chose has no row and the house's defaults."""

    class Digest(models.TextChoices):
        AT_ONCE = "at_once", _("at once, each by itself")
        DAILY = "daily", _("once a day, together")
        WEEKLY = "weekly", _("once a week, together")

    person = TenantForeignKey(Person, related_name="preferences")
    switches = models.JSONField(default=dict)
    """“topic.way” → true or false, for each switch that stands otherwise than by default."""
    quiet_from = models.PositiveSmallIntegerField(default=21, validators=[MaxValueValidator(23)])
    quiet_to = models.PositiveSmallIntegerField(default=8, validators=[MaxValueValidator(23)])
    """Whole hours in Shanghai; the same hour twice means: no quiet hours."""
    digest = models.CharField(max_length=8, choices=Digest, default=Digest.AT_ONCE)
    helped_by_seat = models.CharField(max_length=80, blank=True)
    """Who typed it for them, if they did not do it themselves."""
    changed_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["alliance", "person"], name="one_preference_a_person")]

    def __str__(self) -> str:
        return self.digest


class BoardRun(TenantModel):
    """The posters of many compounds made into one file on a Monday, in the background."""

    class State(models.TextChoices):
        WAITING = "waiting", _("being made")
        MADE = "made", _("ready to print")
        FAULT = "fault", _("could not be made")

    publications = models.JSONField(default=list)
    """Ids of what hangs, in the order of printing."""
    done = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    fault = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=2, default="zh")
    file = TenantForeignKey(StoredFile, null=True, related_name="+")
    by_person_id = models.BigIntegerField()
    by_seat = models.CharField(max_length=80)
    created_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.state} {self.done}"
