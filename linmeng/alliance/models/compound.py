"""Compounds and what they are built of, down to the unit."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from linmeng.common.fields import AreaDm2
from linmeng.ground.models import TenantForeignKey, TenantModel
from linmeng.ground.models.tenant import TenantObjects, TenantQuerySet


class StandingCompounds(TenantObjects):
    """Compounds that were not closed again as entered by mistake."""

    def get_queryset(self) -> TenantQuerySet:
        return super().get_queryset().filter(closed_on__isnull=True)


class ResidentsArea(TenantModel):
    """Where the alliance is at home (居民区): whose law holds by default, which district and sub-district."""

    place = models.CharField(max_length=20, default="cn-shanghai")
    district = models.CharField(max_length=30, blank=True)
    street = models.CharField(max_length=30, blank=True)
    name = models.CharField(max_length=30, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["alliance"], name="one_residents_area")]

    def __str__(self) -> str:
        return f"{self.district}{self.street}{self.name}"


class Compound(TenantModel):
    """One property-management area with one owners' assembly (小区)."""

    code = models.SlugField(max_length=12)
    name = models.CharField(max_length=40)
    address = models.CharField(max_length=80)
    built_year = models.PositiveSmallIntegerField(null=True, blank=True)
    residents_committee = TenantForeignKey("alliance.Body", null=True, related_name="compounds")
    place = models.CharField(max_length=20, default="cn-shanghai")
    """Whose law holds here: the key of the law packs."""
    closed_on = models.DateField(null=True, blank=True)
    """Entered by mistake and closed while still empty; it stays, and no list shows it."""

    objects = StandingCompounds()  # type: ignore[misc]
    all_ever = TenantObjects()

    class Meta(TenantModel.Meta):
        base_manager_name = "all_ever"
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "code"],
                name="compound_code_once",
                violation_error_message=_("Another compound has this code already."),
            ),
            models.UniqueConstraint(
                fields=["alliance", "name"],
                condition=models.Q(closed_on__isnull=True),
                name="standing_compound_name_once",
                violation_error_message=_("A compound of this name is in the alliance already."),
            ),
        ]
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Building(TenantModel):
    """A building (幢) of a compound."""

    compound = TenantForeignKey(Compound, related_name="buildings")
    code = models.CharField(max_length=12)
    name = models.CharField(max_length=40)
    floors = models.PositiveSmallIntegerField(default=6)
    lifts = models.PositiveSmallIntegerField(default=0)
    walk_order = models.PositiveIntegerField(default=0)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "compound", "code"],
                name="building_code_once",
                violation_error_message=_("Another building of this compound has this code already."),
            )
        ]
        ordering = ["walk_order", "code"]

    def __str__(self) -> str:
        return self.name


class Entrance(TenantModel):
    """A staircase (门洞; in Shanghai usually a 号) of a building: the smallest voting scope."""

    building = TenantForeignKey(Building, related_name="entrances")
    code = models.CharField(max_length=12)
    name = models.CharField(max_length=40)
    walk_order = models.PositiveIntegerField(default=0)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "building", "code"],
                name="entrance_code_once",
                violation_error_message=_("Another entrance of this building has this code already."),
            )
        ]
        ordering = ["walk_order", "code"]

    def __str__(self) -> str:
        return self.name


class Unit(TenantModel):
    """What is owned exclusively: a home, a shop, a parking space."""

    class Kind(models.TextChoices):
        HOME = "home", _("home")
        SHOP = "shop", _("shop")
        PARKING = "parking", _("parking space")
        OTHER = "other", _("other")

    class AreaSource(models.TextChoices):
        # Judicial interpretation art. 8: register, else survey, else purchase contract
        REGISTER = "register", _("property register")
        SURVEY = "survey", _("survey")
        CONTRACT = "contract", _("purchase contract")

    class Status(models.TextChoices):
        SOLD = "sold", _("sold")
        UNSOLD = "unsold", _("unsold")
        UNDELIVERED = "undelivered", _("sold, not yet handed over")

    compound = TenantForeignKey(Compound, related_name="units")
    building = TenantForeignKey(Building, related_name="units")
    entrance = TenantForeignKey(Entrance, related_name="units")
    code = models.CharField(max_length=24)
    """Unique in the compound, as people write it: 3-101."""
    room = models.CharField(max_length=12)
    floor = models.SmallIntegerField(default=1)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.HOME)
    area_dm2 = AreaDm2()
    area_source = models.CharField(max_length=10, choices=AreaSource, default=AreaSource.REGISTER)
    status = models.CharField(max_length=12, choices=Status, default=Status.SOLD)
    walk_order = models.PositiveIntegerField(default=0)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["alliance", "compound", "code"], name="unit_code_once"),
            models.CheckConstraint(condition=models.Q(area_dm2__gt=0), name="unit_has_an_area"),
        ]
        ordering = ["walk_order", "code"]

    def __str__(self) -> str:
        return self.code
