"""How a log-in becomes a person at a door: by the roll, by a printed code letter, or at the desk."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from linmeng.alliance.models import Unit
from linmeng.ground.models import TenantForeignKey, TenantModel
from linmeng.people.models.person import Person


class CodeLetter(TenantModel):
    """A printed letter for one door with a 60-bit code: who holds it has stood at that letterbox.

    The code is not stored: it follows from the server's key and this row's id; `code_hmac` finds the
    row from a code that someone types. A revoked letter stays.
    """

    class State(models.TextChoices):
        VALID = "valid", _("valid")
        REVOKED = "revoked", _("revoked")

    unit = TenantForeignKey(Unit, related_name="code_letters")
    code_hmac = models.CharField(max_length=64)
    state = models.CharField(max_length=8, choices=State, default=State.VALID)
    issued_at = models.DateTimeField()
    expires_on = models.DateField()
    by_seat = models.CharField(max_length=60)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_because = models.CharField(max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["alliance", "code_hmac"], name="letter_code_once"),
            models.UniqueConstraint(
                fields=["alliance", "unit"],
                condition=models.Q(state="valid"),
                name="one_valid_letter_a_unit",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.state}"


class Binding(TenantModel):
    """A log-in says: this is me, at this door. Nothing of it is deleted: what was wrong is undone, with a trace."""

    class Relation(models.TextChoices):
        OWNER = "owner", _("owner or co-owner")
        FAMILY = "family", _("family of the owner")
        TENANT = "tenant", _("tenant")
        HEIR = "heir", _("heir")
        COMPANY = "company", _("for a company that owns")
        GUARDIAN = "guardian", _("guardian of the owner")

    class Way(models.TextChoices):
        ROLL = "roll", _("name, door and phone as on the roll")
        LETTER = "letter", _("code letter")
        DESK = "desk", _("documents seen at the desk")

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting for the desk")
        ACCEPTED = "accepted", _("accepted")
        REFUSED = "refused", _("refused")
        DISPUTED = "disputed", _("disputed")
        UNDONE = "undone", _("undone")

    class Proof(models.TextChoices):
        TITLE = "title", _("identity card and title deed")
        LEASE = "lease", _("identity card and lease")
        FAMILY = "family", _("identity card and the owner's word")
        INHERITANCE = "inheritance", _("paper of inheritance or judgment")
        LICENCE = "licence", _("business licence and authority")
        GUARDIANSHIP = "guardianship", _("paper of guardianship")

    unit = TenantForeignKey(Unit, related_name="bindings")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, db_constraint=False, related_name="+"
    )
    person = TenantForeignKey(Person, null=True, related_name="bindings")
    """Whom the roll knows; empty while the desk has not found or entered them."""
    name_given = models.CharField(max_length=60)
    relation = models.CharField(max_length=8, choices=Relation)
    way = models.CharField(max_length=6, choices=Way)
    letter = TenantForeignKey(CodeLetter, null=True, related_name="bindings")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    proof = models.CharField(max_length=12, choices=Proof, blank=True)
    made_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=60, blank=True)
    """Seat title; empty where the roll or the letter decided."""
    disputed_at = models.DateTimeField(null=True, blank=True)
    disputed_by = TenantForeignKey(Person, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    because = models.CharField(max_length=200, blank=True)
    """Why it was refused, disputed or undone."""

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "user", "unit"],
                condition=models.Q(state__in=["waiting", "accepted", "disputed"]),
                name="one_standing_binding",
            )
        ]
        indexes = [models.Index(fields=["alliance", "state", "made_at"], name="binding_waiting")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.relation} {self.state}"


class WrongTry(TenantModel):
    """One wrong guess at a name, a phone or a code: counted by log-in, by address and by door, forgotten after a day."""

    class Scope(models.TextChoices):
        USER = "user", "user"
        ADDRESS = "address", "address"
        UNIT = "unit", "unit"

    scope = models.CharField(max_length=8, choices=Scope)
    key = models.CharField(max_length=64)
    """HMAC of the log-in, the network address or the door: not to be read back."""
    tried_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["alliance", "scope", "key", "tried_at"], name="wrong_tries")]

    def __str__(self) -> str:
        return f"{self.scope} {self.tried_at}"


class Representation(TenantModel):
    """Somebody acts for an owner by law or mandate: a guardian, a company's agent, an heir for the estate."""

    class Kind(models.TextChoices):
        GUARDIAN = "guardian", _("guardian")  # Civil Code 23, 34
        COMPANY_AGENT = "company_agent", _("company's agent")  # Civil Code 61, 170
        HEIR = "heir", _("heir for the estate")  # Civil Code 1145 ff.

    kind = models.CharField(max_length=14, choices=Kind)
    principal = TenantForeignKey(Person, related_name="represented_by")
    agent = TenantForeignKey(Person, related_name="represents")
    proof = models.CharField(max_length=12, choices=Binding.Proof)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    by_seat = models.CharField(max_length=60)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "principal", "agent", "kind"],
                condition=models.Q(valid_to__isnull=True),
                name="present_representation_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.agent_id} for {self.principal_id}"
