"""Who owns and who lives where, over time; and how the roll came in."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from linmeng.alliance.models import Compound, Unit
from linmeng.ground.models import StoredFile, TenantForeignKey, TenantModel
from linmeng.people.models.person import Person


class Ownership(TenantModel):
    """A person owns a unit from a day to a day; several rows of one unit at a time are co-owners."""

    class Basis(models.TextChoices):
        REGISTER = "register", _("property register")  # Civil Code 209, 214
        POSSESSION = "possession", _("handed over, not yet registered")  # JI art. 1
        INHERITANCE = "inheritance", _("inheritance")  # Civil Code 230
        JUDGMENT = "judgment", _("judgment")  # Civil Code 229
        DEVELOPER = "developer", _("developer")

    unit = TenantForeignKey(Unit, related_name="ownerships")
    person = TenantForeignKey(Person, related_name="ownerships")
    basis = models.CharField(max_length=12, choices=Basis, default=Basis.REGISTER)
    is_representative = models.BooleanField(default=False)
    """Named by the co-owners to vote for the unit (Guide art. 25)."""
    owner_code = models.CharField(max_length=24, blank=True)
    """The owner's number in the compound's own books: tells namesakes apart when a roll is read in again."""
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "unit", "person"],
                condition=models.Q(valid_to__isnull=True),
                name="present_owner_once",
            ),
            models.UniqueConstraint(
                fields=["alliance", "unit"],
                condition=models.Q(valid_to__isnull=True, is_representative=True),
                name="one_representative_a_unit",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.person_id}"


class Residence(TenantModel):
    """A person lives in a unit: as its owner, of the family, or as a tenant (who is no owner)."""

    class Kind(models.TextChoices):
        OWNER = "owner", _("owner")
        FAMILY = "family", _("family")
        TENANT = "tenant", _("tenant")

    unit = TenantForeignKey(Unit, related_name="residences")
    person = TenantForeignKey(Person, related_name="residences")
    kind = models.CharField(max_length=8, choices=Kind)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "unit", "person"],
                condition=models.Q(valid_to__isnull=True),
                name="present_residence_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.person_id}"


class RollImport(TenantModel):
    """One upload of a compound's roll: previewed, then committed whole or set aside."""

    class State(models.TextChoices):
        PREVIEWED = "previewed", _("previewed")
        COMMITTED = "committed", _("committed")
        SET_ASIDE = "set_aside", _("set aside")

    compound = TenantForeignKey(Compound, related_name="roll_imports")
    file = TenantForeignKey(StoredFile, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State)
    rows = models.PositiveIntegerField()
    new = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    gone = models.PositiveIntegerField()
    faults = models.JSONField(default=list)
    """Faults and hints: code, place (sheet, row, column) and what was found; the sentence is made when read."""
    changes = models.JSONField(default=list)
    """The first units that are new, changed or gone: code, kind and which columns; no names."""
    sha256 = models.CharField(max_length=64)
    base_fingerprint = models.CharField(max_length=64)
    """What the roll looked like at the preview: a commit onto another roll is refused."""
    by_person_id = models.BigIntegerField(null=True, blank=True)
    created_at = models.DateTimeField()
    committed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.compound_id} {self.state}"
