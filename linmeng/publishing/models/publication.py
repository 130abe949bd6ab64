"""What is said in public: frozen, posted on paper, objected to, corrected with a trace."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from linmeng.alliance.models import Compound
from linmeng.ground.ids import new_token
from linmeng.ground.models import StoredFile, TenantForeignKey, TenantModel
from linmeng.people.models import Person


class Publication(TenantModel):
    """Facts frozen for the public board: page, poster, group text and long picture all render these."""

    class Kind(models.TextChoices):
        PUBLIC_NOTICE = "public_notice", _("public notice")  # 公示: objections are invited
        ANNOUNCEMENT = "announcement", _("announcement")  # 公告
        STATUTORY = "statutory", _("publication")  # 公布

    compound = TenantForeignKey(Compound, null=True, related_name="publications")
    kind = models.CharField(max_length=16, choices=Kind)
    subject = models.CharField(max_length=20)
    """Which facts these are: vote_notice, vote_result, matter, project …: chooses the template."""
    subject_id = models.BigIntegerField()
    title = models.CharField(max_length=120)
    facts = models.TextField()
    """Canonical JSON, exactly as hashed."""
    facts_sha256 = models.CharField(max_length=64)
    token = models.CharField(max_length=16, default=new_token)
    article = models.CharField(max_length=80, blank=True)
    published_at = models.DateTimeField()
    period_ends_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=200, blank=True)
    replaces = TenantForeignKey("publishing.Publication", null=True, related_name="replaced_by")
    """The publication that this one corrects; the other stays readable, crossed out."""

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["alliance", "token"], name="publication_token_once")]
        indexes = [models.Index(fields=["alliance", "compound", "-published_at"], name="publication_newest")]

    def __str__(self) -> str:
        return self.title

    @property
    def check_code(self) -> str:
        """Eight signs of the facts' hash: on paper and screen, to compare."""
        return self.facts_sha256[:8].upper()


class Posting(TenantModel):
    """The paper hung at a place: where, when, by whom, with a photo that shows it (SH 29: 显著位置公告)."""

    publication = TenantForeignKey(Publication, related_name="postings")
    place = models.CharField(max_length=60)
    photo = TenantForeignKey(StoredFile, null=True, related_name="+")
    posted_at = models.DateTimeField()
    taken_down_at = models.DateTimeField(null=True, blank=True)
    by_seat = models.CharField(max_length=80)
    entered_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.place


class Objection(TenantModel):
    """What a neighbour says against a public notice within its period; read by the body that published it."""

    publication = TenantForeignKey(Publication, related_name="objections")
    person = TenantForeignKey(Person, null=True, related_name="objections")
    words = models.CharField(max_length=600)
    taken_down_by = models.CharField(max_length=80, blank=True)
    """Seat of the helper who typed it for the person, or for one who brought it on paper."""
    made_at = models.DateTimeField()
    answer = models.CharField(max_length=600, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=80, blank=True)

    def __str__(self) -> str:
        return self.words[:40]
