from django.db import models
from django.utils.translation import gettext_lazy as _

from linmeng.alliance.models import Building, Compound, Entrance
from linmeng.common.fields import MoneyFen
from linmeng.ground.ids import new_token
from linmeng.ground.models import TenantForeignKey, TenantModel
from linmeng.voices.models import Matter


class Project(TenantModel):
    """What a compound sets out to do about one or more matters."""

    class State(models.TextChoices):
        DRAFT = "draft", _("being prepared")
        LEGAL = "legal", _("legality checked")
        VOTING = "voting", _("owners are deciding")
        DECIDED = "decided", _("owners agreed")
        REJECTED = "rejected", _("owners did not agree")
        DROPPED = "dropped", _("dropped with reason")

    class Scope(models.TextChoices):
        COMPOUND = "compound", _("the whole compound")
        BUILDING = "building", _("one building")
        ENTRANCE = "entrance", _("one entrance")

    class FundSource(models.TextChoices):
        MAINTENANCE_FUND = "maintenance_fund", _("maintenance fund")
        COMMON_INCOME = "common_income", _("common income")
        GRANT = "grant", _("grant")
        NONE = "none", _("no money needed")

    compound = TenantForeignKey(Compound, related_name="projects")
    title = models.CharField(max_length=60)
    summary = models.CharField(max_length=800)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    scope = models.CharField(max_length=8, choices=Scope)
    building = TenantForeignKey(Building, null=True, related_name="projects")
    entrance = TenantForeignKey(Entrance, null=True, related_name="projects")
    matter_class = models.CharField(max_length=20, blank=True)
    """Which matter of Civil Code art. 278 owners decide: a key of the law pack."""
    cost_fen = MoneyFen(null=True, blank=True)
    fund_source = models.CharField(max_length=16, choices=FundSource, default=FundSource.NONE)
    token = models.CharField(max_length=16, default=new_token)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(scope="compound", building__isnull=True, entrance__isnull=True)
                | models.Q(scope="building", building__isnull=False, entrance__isnull=True)
                | models.Q(scope="entrance", entrance__isnull=False),
                name="project_scope_has_its_place",
            )
        ]
        indexes = [models.Index(fields=["alliance", "compound", "-changed_at"], name="project_newest")]

    def __str__(self) -> str:
        return self.title


class ProjectMatter(TenantModel):
    """A matter that a project answers."""

    project = TenantForeignKey(Project, related_name="project_matters")
    matter = TenantForeignKey(Matter, related_name="project_matters")

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["alliance", "project", "matter"], name="project_matter_once")
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.matter_id}"


class Gate(TenantModel):
    """A gate a project passes once: what was checked, the article, and the evidence with its hash."""

    class Kind(models.TextChoices):
        LEGALITY = "legality", _("legality")
        DECISION = "decision", _("owners' decision")

    class State(models.TextChoices):
        PASSED = "passed", _("passed")
        FAILED = "failed", _("not passed")

    project = TenantForeignKey(Project, related_name="gates")
    kind = models.CharField(max_length=10, choices=Kind)
    state = models.CharField(max_length=6, choices=State)
    findings = models.JSONField(default=dict)
    article = models.CharField(max_length=80)
    evidence_path = models.CharField(max_length=160, blank=True)
    evidence_hash = models.CharField(max_length=64, blank=True)
    by_seat = models.CharField(max_length=60)
    happened_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        ordering = ["happened_at", "id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"
