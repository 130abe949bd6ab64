from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from linmeng.alliance.models import Compound
from linmeng.ground.models import TenantForeignKey, TenantModel
from linmeng.voices.models import Matter


class ListItem(TenantModel):
    """A matter's place on one of the compound's two lists, with the reason for that place.

    Rows are closed, not changed, so that earlier orders can be shown.
    """

    class List(models.TextChoices):
        PROBLEM = "problem", _("problem list")  # 问题整改清单
        VALUE = "value", _("value list")  # 价值创造清单

    compound = TenantForeignKey(Compound, related_name="list_items")
    list = models.CharField(max_length=8, choices=List)
    matter = TenantForeignKey(Matter, related_name="list_items")
    place = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])
    reason = models.CharField(max_length=200)
    placed_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    left_because = models.CharField(max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "matter"],
                condition=models.Q(left_at__isnull=True),
                name="matter_on_one_list",
            ),
            models.UniqueConstraint(
                fields=["alliance", "compound", "list", "place"],
                condition=models.Q(left_at__isnull=True),
                name="one_matter_a_place",
            ),
        ]
        ordering = ["place"]

    def __str__(self) -> str:
        return f"{self.list} {self.place}"
