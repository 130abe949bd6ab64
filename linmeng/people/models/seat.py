from django.db import models
from django.utils.translation import gettext_lazy as _

from linmeng.alliance.models import Body, Building, CommitteeTerm
from linmeng.ground.models import TenantForeignKey, TenantModel
from linmeng.people.models.person import Person


class Role(models.TextChoices):
    """Every office of every kind; what each may do stands in the areas' permissions."""

    SECRETARY = "secretary", _("Party secretary")
    CLERK = "clerk", _("community worker")
    COMMITTEE_DIRECTOR = "committee_director", _("committee director")
    COMMITTEE_MEMBER = "committee_member", _("committee member")
    PROPERTY_MANAGER = "property_manager", _("property manager")
    PROPERTY_WORKER = "property_worker", _("property worker")
    BUILDING_LEADER = "building_leader", _("building leader")
    VOLUNTEER = "volunteer", _("volunteer")
    SCRUTINEER = "scrutineer", _("scrutineer")
    AUDITOR = "auditor", _("auditor")


class Seat(TenantModel):
    """A person holds an office of a body from a day to a day."""

    person = TenantForeignKey(Person, related_name="seats")
    body = TenantForeignKey(Body, related_name="seats")
    role = models.CharField(max_length=20, choices=Role)
    building = TenantForeignKey(Building, null=True, related_name="seats")
    """A building leader's building."""
    term = TenantForeignKey(CommitteeTerm, null=True, related_name="seats")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "person", "body", "role", "building"],
                condition=models.Q(valid_to__isnull=True),
                name="present_seat_once",
            )
        ]

    def __str__(self) -> str:
        return self.get_role_display()
