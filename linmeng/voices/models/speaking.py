"""Voices, matters, and the steps of what became of them."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from linmeng.alliance.models import Building, Compound
from linmeng.ground.ids import new_token
from linmeng.ground.models import StoredFile, TenantForeignKey, TenantModel
from linmeng.people.models import Person


class Matter(TenantModel):
    """One matter of a compound, edited and without names; behind it stand one or many voices."""

    class Nature(models.TextChoices):
        COMMON_PART = "common_part", _("common part")
        COMPANY_DUTY = "company_duty", _("the property company's duty")
        PRIVATE_PART = "private_part", _("private part")
        EMERGENCY = "emergency", _("emergency")
        NEW_VALUE = "new_value", _("value to create")

    class State(models.TextChoices):
        OPEN = "open", _("taken up")
        LISTED = "listed", _("on the list")
        IN_PROJECT = "in_project", _("in a project")
        DECIDED = "decided", _("decided")
        DONE = "done", _("done")
        ANSWERED = "answered", _("answered")
        DECLINED = "declined", _("declined with reason")

    compound = TenantForeignKey(Compound, related_name="matters")
    building = TenantForeignKey(Building, null=True, related_name="matters")
    title = models.CharField(max_length=60)
    summary = models.CharField(max_length=600, blank=True)
    nature = models.CharField(max_length=12, choices=Nature)
    state = models.CharField(max_length=12, choices=State, default=State.OPEN)
    dangerous = models.BooleanField(default=False)
    answer_by = models.DateField(null=True, blank=True)
    token = models.CharField(max_length=16, default=new_token)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["alliance", "compound", "state", "-changed_at"], name="matter_newest")
        ]

    def __str__(self) -> str:
        return self.title


class Voice(TenantModel):
    """Anything a neighbour says, on any channel, in their own words; seen by its handlers only."""

    class Channel(models.TextChoices):
        WEB = "web", _("on this site")
        HELPER = "helper", _("told to a helper")
        DESK = "desk", _("at the desk")
        PHONE = "phone", _("by phone")
        HEARING = "hearing", _("at a hearing")
        SURVEY = "survey", _("in a survey")
        VISIT = "visit", _("on a home visit")
        IMPORT = "import", _("from another system")

    class Kind(models.TextChoices):
        REPAIR = "repair", _("repair")
        SUGGESTION = "suggestion", _("suggestion")
        QUESTION = "question", _("question")
        COMPLAINT = "complaint", _("complaint")
        PRAISE = "praise", _("praise")

    class State(models.TextChoices):
        RECEIVED = "received", _("received")
        TAKEN_UP = "taken_up", _("taken up in a matter")
        ANSWERED = "answered", _("answered")
        DECLINED = "declined", _("declined with reason")

    compound = TenantForeignKey(Compound, related_name="voices")
    building = TenantForeignKey(Building, null=True, related_name="voices")
    place = models.CharField(max_length=60, blank=True)
    author = TenantForeignKey(Person, null=True, related_name="voices")
    helper = TenantForeignKey(Person, null=True, related_name="helped_voices")
    """Who typed it for the author; always recorded as helped."""
    channel = models.CharField(max_length=8, choices=Channel)
    kind = models.CharField(max_length=10, choices=Kind)
    words = models.TextField()
    worry = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    dangerous = models.BooleanField(default=False)
    words_public = models.BooleanField(default=False)
    """The author's own tick."""
    state = models.CharField(max_length=10, choices=State, default=State.RECEIVED)
    matter = TenantForeignKey(Matter, null=True, related_name="voices")
    token = models.CharField(max_length=16, default=new_token)
    received_at = models.DateTimeField()
    answer_by = models.DateField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["alliance", "token"], name="voice_token_once")]
        indexes = [
            # the id stands in them so that a page of a list is found without touching the rows themselves
            models.Index(fields=["alliance", "compound", "-received_at", "-id"], name="voice_newest"),
            models.Index(
                fields=["alliance", "compound", "state", "-received_at", "-id"], name="voice_to_triage"
            ),
            models.Index(fields=["alliance", "compound", "state", "answer_by", "id"], name="voice_due"),
            models.Index(fields=["alliance", "author", "-received_at"], name="voice_of_author"),
            models.Index(fields=["alliance", "matter"], name="voice_of_matter"),
        ]

    def __str__(self) -> str:
        return self.words[:30]


class VoicePhoto(TenantModel):
    """A photo that came with a voice."""

    voice = TenantForeignKey(Voice, related_name="photos")
    file = TenantForeignKey(StoredFile, related_name="+")
    place = models.PositiveSmallIntegerField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["alliance", "voice", "place"], name="voice_photo_place_once")
        ]
        ordering = ["place"]

    def __str__(self) -> str:
        return f"{self.voice_id} {self.place}"


class Support(TenantModel):
    """A neighbour says of a matter: it is mine too."""

    matter = TenantForeignKey(Matter, related_name="supports")
    person = TenantForeignKey(Person, related_name="supports")
    created_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["alliance", "matter", "person"], name="support_once")]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.person_id}"


class Outcome(TenantModel):
    """One step of what became of a voice or a matter (去向); a matter's steps are its voices' steps too."""

    class Step(models.TextChoices):
        RECEIVED = "received", _("received")
        TAKEN_UP = "taken_up", _("taken up")
        MOVED = "moved", _("moved to another matter")
        LISTED = "listed", _("placed on the list")
        PROJECT = "project", _("made a project")
        LEGAL = "legal", _("legality checked")
        NOTICED = "noticed", _("vote announced")
        DECIDED = "decided", _("owners decided")
        PUBLISHED = "published", _("result published")
        ANSWERED = "answered", _("answered")
        DECLINED = "declined", _("declined with reason")
        DONE = "done", _("done")
        # corrections, each with its trace
        RETURNED = "returned", _("looked at once more")
        EDITED = "edited", _("wording corrected")
        TAKEN_OFF = "taken_off", _("taken off the list")

    voice = TenantForeignKey(Voice, null=True, related_name="outcomes")
    matter = TenantForeignKey(Matter, null=True, related_name="outcomes")
    step = models.CharField(max_length=10, choices=Step)
    words = models.CharField(max_length=300)
    path = models.CharField(max_length=160, blank=True)
    by_seat = models.CharField(max_length=60, blank=True)
    happened_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(voice__isnull=False) ^ models.Q(matter__isnull=False),
                name="outcome_of_a_voice_or_a_matter",
            )
        ]
        ordering = ["happened_at", "id"]

    def __str__(self) -> str:
        return self.words[:40]
