"""The three circles (三圈工作法), who has charge of which doors (包干), and what a door needs now."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from linmeng.alliance.models import Building, Compound, Entrance, Unit
from linmeng.ground.models import TenantForeignKey, TenantModel
from linmeng.people.models import Seat


class Circle(TenantModel):
    """A group of offices of one compound, or of the whole alliance."""

    class Kind(models.TextChoices):
        CORE = "core", _("core circle")
        MIDDLE = "middle", _("middle circle")
        OUTER = "outer", _("outer circle")

    kind = models.CharField(max_length=8, choices=Kind)
    name = models.CharField(max_length=40)
    compound = TenantForeignKey(Compound, null=True, related_name="circles")
    """Empty for a circle of the whole alliance."""
    aim = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    closed_on = models.DateField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "compound", "name"],
                condition=models.Q(closed_on__isnull=True, compound__isnull=False),
                name="circle_name_once_a_compound",
            ),
            models.UniqueConstraint(
                fields=["alliance", "name"],
                condition=models.Q(closed_on__isnull=True, compound__isnull=True),
                name="circle_name_once_in_alliance",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CircleMember(TenantModel):
    """An office sits in a circle from a day to a day; who holds the office may change meanwhile."""

    circle = TenantForeignKey(Circle, related_name="members")
    seat = TenantForeignKey(Seat, related_name="circles")
    charge = models.CharField(max_length=60, blank=True)
    """What this member looks after: keeps the tools, calls the hall together."""
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "circle", "seat"],
                condition=models.Q(valid_to__isnull=True),
                name="in_a_circle_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.circle_id} {self.seat_id}"


class Duty(TenantModel):
    """An office has charge of a building, an entrance or one door. The narrowest charge of a door holds."""

    seat = TenantForeignKey(Seat, related_name="duties")
    compound = TenantForeignKey(Compound, related_name="duties")
    building = TenantForeignKey(Building, related_name="duties")
    entrance = TenantForeignKey(Entrance, null=True, related_name="duties")
    unit = TenantForeignKey(Unit, null=True, related_name="duties")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    given_by = models.CharField(max_length=80)
    ended_by = models.CharField(max_length=80, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(unit__isnull=True) | models.Q(entrance__isnull=False),
                name="duty_of_a_door_names_its_entrance",
            ),
            models.UniqueConstraint(
                fields=["alliance", "building"],
                condition=models.Q(valid_to__isnull=True, entrance__isnull=True),
                name="one_present_charge_a_building",
            ),
            models.UniqueConstraint(
                fields=["alliance", "entrance"],
                condition=models.Q(valid_to__isnull=True, entrance__isnull=False, unit__isnull=True),
                name="one_present_charge_an_entrance",
            ),
            models.UniqueConstraint(
                fields=["alliance", "unit"],
                condition=models.Q(valid_to__isnull=True, unit__isnull=False),
                name="one_present_charge_a_door",
            ),
        ]
        indexes = [models.Index(fields=["alliance", "compound", "valid_to"], name="duties_of_compound")]

    def __str__(self) -> str:
        return f"{self.seat_id} {self.building_id}"


class Errand(TenantModel):
    """What a door, or an entrance, needs now: a ballot brought, a question answered, a paper fetched."""

    class Kind(models.TextChoices):
        DELIVER_BALLOT = "deliver_ballot", _("bring the ballot")
        FETCH_BALLOT = "fetch_ballot", _("fetch the ballot")
        ASK = "ask", _("ask")
        REMIND = "remind", _("remind")
        BRING_SLIP = "bring_slip", _("bring the answer slip")
        POST_NOTICE = "post_notice", _("hang up the notice")
        OTHER = "other", _("something else")

    class State(models.TextChoices):
        OPEN = "open", _("to do")
        DONE = "done", _("done")
        CALLED_OFF = "called_off", _("called off")

    compound = TenantForeignKey(Compound, related_name="errands")
    entrance = TenantForeignKey(Entrance, related_name="errands")
    unit = TenantForeignKey(Unit, null=True, related_name="errands")
    """Empty for an errand of the whole entrance."""
    kind = models.CharField(max_length=16, choices=Kind)
    title = models.CharField(max_length=80)
    path = models.CharField(max_length=160, blank=True)
    """The page of what this is about."""
    source = models.CharField(max_length=24)
    """What gave it, as text (vote, slip_week, meeting): an errand points to nothing later."""
    source_id = models.BigIntegerField()
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    tries = models.PositiveSmallIntegerField(default=0)
    """How often nobody was there."""
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.BigIntegerField(null=True, blank=True)
    """Person id of who did it."""
    note = models.CharField(max_length=120, blank=True)
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=80)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "source", "source_id", "kind", "unit"],
                condition=models.Q(unit__isnull=False),
                name="errand_once_a_door",
            ),
            models.UniqueConstraint(
                fields=["alliance", "source", "source_id", "kind", "entrance"],
                condition=models.Q(unit__isnull=True),
                name="errand_once_an_entrance",
            ),
        ]
        indexes = [
            models.Index(fields=["alliance", "compound", "state", "due_on"], name="errands_open"),
            models.Index(fields=["alliance", "unit", "state"], name="errands_of_door"),
        ]

    def __str__(self) -> str:
        return self.title


class ErrandStep(TenantModel):
    """One thing that happened to an errand, with who and when; only ever added."""

    class What(models.TextChoices):
        DONE = "done", _("done")
        NOBODY_THERE = "nobody_there", _("nobody there")
        REOPENED = "reopened", _("taken back")
        CALLED_OFF = "called_off", _("called off")

    errand = TenantForeignKey(Errand, related_name="steps")
    what = models.CharField(max_length=12, choices=What)
    note = models.CharField(max_length=120, blank=True)
    by_person_id = models.BigIntegerField(null=True, blank=True)
    by_seat = models.CharField(max_length=80)
    happened_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        ordering = ["happened_at", "id"]

    def __str__(self) -> str:
        return self.what
