"""How worried people are, from the first word to the end of the matter (定心丸)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from linmeng.ground.models import TenantForeignKey, TenantModel
from linmeng.people.models import Person
from linmeng.voices.models.speaking import Matter


class Worry(TenantModel):
    """How worried one person said to be about one matter, 1 to 5. Only ever added to; the latest counts."""

    class Source(models.TextChoices):
        WEB = "web", _("on this site")
        HELPER = "helper", _("told to a helper")
        DESK = "desk", _("at the desk")
        SLIP = "slip", _("on an answer slip")
        VISIT = "visit", _("on a home visit")

    matter = TenantForeignKey(Matter, related_name="worries")
    person = TenantForeignKey(Person, related_name="worries")
    helper = TenantForeignKey(Person, null=True, related_name="+")
    """Who wrote it down for the person; always recorded as helped."""
    level = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(5)])
    source = models.CharField(max_length=6, choices=Source)
    said_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(level__gte=1, level__lte=5), name="worry_from_one_to_five"
            )
        ]
        indexes = [models.Index(fields=["alliance", "matter", "person", "said_at"], name="worry_in_time")]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.source}"
