"""Printed forms and what comes back on them.

This area knows no meanings: a reading stays with its sheet, and the area that issued the sheet takes it
in by its own action.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from linmeng.alliance.models import Building, Compound, Unit
from linmeng.ground.ids import new_token
from linmeng.ground.models import StoredFile, TenantForeignKey, TenantModel


class PrintRun(TenantModel):
    """Sheets of one form made together: the code letters of a compound, the ballots of a vote, a week's slips."""

    class Kind(models.TextChoices):
        CODE_LETTER = "code_letter", _("code letters")
        ANSWER_SLIP = "answer_slip", _("answer slips")
        BALLOT = "ballot", _("paper ballots")

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting to be made")
        MADE = "made", _("ready to print")
        FAULT = "fault", _("cannot be printed yet")
        FORGOTTEN = "forgotten", _("file removed after its time")

    compound = TenantForeignKey(Compound, related_name="print_runs")
    building = TenantForeignKey(Building, null=True, related_name="print_runs")
    kind = models.CharField(max_length=12, choices=Kind)
    subject_id = models.BigIntegerField(null=True, blank=True)
    """The vote, the week or whatever the issuing area prints for."""
    title = models.CharField(max_length=120)
    large_print = models.BooleanField(default=False)
    layout = models.JSONField(default=dict)
    """Where the ticked boxes stand, in tenths of a millimetre, as `linmeng_core.marks` reads them; {} without boxes."""
    readings_needed = models.PositiveSmallIntegerField(default=1)
    """2 where law or risk asks that two people read the same without seeing each other's reading."""
    scan_counts = models.BooleanField(default=True)
    """Whether a scan that was read with the stated confidence is one of these readings."""
    sheets_count = models.PositiveIntegerField(default=0)
    sheets_made = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    fault = models.CharField(max_length=200, blank=True)
    file = TenantForeignKey(StoredFile, null=True, related_name="+")
    """The PDF (or a zip of one PDF an entrance), until its time is over."""
    by_seat = models.CharField(max_length=80)
    created_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, blank=True)
    """Since when the file stands ready; it is removed after its time."""

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["alliance", "kind", "subject_id"], name="runs_of_subject")]

    def __str__(self) -> str:
        return self.title


class Sheet(TenantModel):
    """One printed sheet with its number and code; what happens to it is only ever added to its custody."""

    class State(models.TextChoices):
        PRINTED = "printed", _("printed")
        CARRIED = "carried", _("with who carries it")
        DELIVERED = "delivered", _("delivered")
        RETURNED = "returned", _("returned")
        READ_ONCE = "read_once", _("read once")
        READ_APART = "read_apart", _("the readings differ")
        SETTLED = "settled", _("read")
        VOID = "void", _("void")

    run = TenantForeignKey(PrintRun, related_name="sheets")
    unit = TenantForeignKey(Unit, null=True, related_name="sheets")
    number = models.PositiveIntegerField()
    token = models.CharField(max_length=16, default=new_token)
    subject_id = models.BigIntegerField(null=True, blank=True)
    """The row of the issuing area that this sheet stands for."""
    state = models.CharField(max_length=10, choices=State, default=State.PRINTED)
    printed_at = models.DateTimeField()
    returned_at = models.DateTimeField(null=True, blank=True)
    void_because = models.CharField(max_length=200, blank=True)
    walk_order = models.PositiveIntegerField(default=0)
    """Place in walking order within the run: building, entrance, door."""
    people_only = models.BooleanField(default=False)
    """More must be read on it than boxes (who of several signed): a scan is no reading of this sheet."""
    taken_in_at = models.DateTimeField(null=True, blank=True)
    """When the issuing area took in what was read on it."""

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["alliance", "run", "number"], name="sheet_number_once"),
            models.UniqueConstraint(fields=["alliance", "token"], name="sheet_token_once"),
        ]
        indexes = [
            models.Index(fields=["alliance", "run", "walk_order"], name="sheets_in_walking_order"),
            models.Index(fields=["alliance", "run", "state"], name="sheets_by_state"),
        ]

    def __str__(self) -> str:
        return f"No. {self.number}"


class CustodyEvent(TenantModel):
    """What happened to one sheet: who had it in hand, when. Only ever added to."""

    class Kind(models.TextChoices):
        PRINTED = "printed", _("printed")
        CARRIED = "carried", _("given to who carries it")
        DELIVERED = "delivered", _("brought to the door")
        NOBODY_HOME = "nobody_home", _("nobody at home")
        RETURNED = "returned", _("returned")
        SCANNED = "scanned", _("scanned")
        READ = "read", _("read")
        CORRECTED = "corrected", _("reading corrected")
        VOID = "void", _("set aside")

    sheet = TenantForeignKey(Sheet, related_name="custody")
    kind = models.CharField(max_length=12, choices=Kind)
    by_person_id = models.BigIntegerField(null=True, blank=True)
    by_seat = models.CharField(max_length=80)
    witness = models.CharField(max_length=60, blank=True)
    """The second person present, where law or risk asks for two."""
    note = models.CharField(max_length=200, blank=True)
    happened_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["alliance", "sheet", "happened_at"], name="custody_in_order")]
        ordering = ["happened_at", "id"]

    def __str__(self) -> str:
        return f"{self.sheet_id} {self.kind}"


class ScanPile(TenantModel):
    """A pile of scans or phone photos put in at once; the worker reads them page by page."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting to be read")
        READ = "read", _("read")

    compound = TenantForeignKey(Compound, related_name="scan_piles")
    name = models.CharField(max_length=120)
    pages = models.PositiveIntegerField(default=0)
    pages_read = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    by_person_id = models.BigIntegerField()
    by_seat = models.CharField(max_length=80)
    put_in_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Scan(TenantModel):
    """One page of a pile: which sheet it shows and which boxes are marked, with the confidence of each."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting to be read")
        READ = "read", _("read")
        UNSURE = "unsure", _("a person must look")
        NO_CODE = "no_code", _("no code found")
        FOREIGN = "foreign", _("not a sheet of this compound")
        TWICE = "twice", _("this sheet was scanned before")
        SETTLED = "settled", _("looked at by a person")
        SET_ASIDE = "set_aside", _("set aside")

    pile = TenantForeignKey(ScanPile, related_name="scans")
    page = models.PositiveIntegerField()
    file = TenantForeignKey(StoredFile, related_name="+")
    file_page = models.PositiveIntegerField(default=0)
    """Page within a PDF; 0 for a picture."""
    sheet = TenantForeignKey(Sheet, null=True, related_name="scans")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    boxes = models.JSONField(default=dict)
    """Box name → {"mark": marked | empty | unsure, "confidence": whole per mille}."""
    confidence = models.PositiveSmallIntegerField(default=0)
    """The lowest of its boxes, in per mille."""
    tries = models.PositiveSmallIntegerField(default=0)
    """How often the machine began to look at it; a page that ends the worker each time is left to a person."""
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["alliance", "pile", "page"], name="page_of_pile_once")]
        indexes = [models.Index(fields=["alliance", "state"], name="scans_by_state")]

    def __str__(self) -> str:
        return f"{self.pile_id} {self.page}"


class DoubleEntry(TenantModel):
    """What one person (or one scan) read on a sheet, not knowing what the other read. Only ever added to."""

    sheet = TenantForeignKey(Sheet, related_name="readings")
    round = models.PositiveSmallIntegerField()
    values = models.JSONField()
    """Box or field name → value, in the words of the issuing area."""
    scan = TenantForeignKey(Scan, null=True, related_name="readings")
    by_person_id = models.BigIntegerField(null=True, blank=True)
    """Empty when the scan was read by the machine alone."""
    by_seat = models.CharField(max_length=80)
    corrects = models.BooleanField(default=False)
    """A later look at the sheet that replaces what was read; the reason stands in the custody."""
    entered_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["alliance", "sheet", "round"], name="sheet_round_once"),
            models.UniqueConstraint(
                fields=["alliance", "sheet", "by_person_id"],
                condition=models.Q(corrects=False),
                name="sheet_reader_once",
            ),
            models.UniqueConstraint(
                fields=["alliance", "sheet"],
                condition=models.Q(by_person_id__isnull=True),
                name="sheet_machine_once",
            ),
        ]
        ordering = ["round"]

    def __str__(self) -> str:
        return f"{self.sheet_id} {self.round}"
