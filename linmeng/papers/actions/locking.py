"""The rows an act on sheets locks, in one order: compound, run, sheet."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.alliance.models import Compound
from linmeng.common.errors import NotAllowed
from linmeng.papers.models import PrintRun, Sheet


def demand(allowed: bool, sentence: str) -> None:
    """Refuse whoever may not, with a sentence that says who may."""
    if not allowed:
        raise NotAllowed(sentence)


def locked_compound(compound_id: int) -> Compound:
    """The compound, locked: numbers of its sheets follow one another."""
    return Compound.objects.select_for_update().get(id=compound_id)


def locked_run(run_id: int) -> PrintRun:
    """The run, locked until the act is over."""
    return PrintRun.objects.select_for_update(of=("self",)).select_related("compound").get(id=run_id)


def locked_sheets(sheet_ids: Collection[int]) -> tuple[PrintRun, list[Sheet]]:
    """Sheets of one run with their run, locked; in walking order."""
    wanted = set(sheet_ids)
    if not wanted:
        raise ValidationError({"sheets": _("Please tick at least one door.")})
    runs = set(Sheet.objects.filter(id__in=wanted).order_by().values_list("run_id", flat=True))
    if len(runs) != 1:
        raise ValidationError({"sheets": _("Please tick sheets of one print run.")})
    run = locked_run(runs.pop())
    rows = Sheet.objects.select_for_update(of=("self",)).select_related("unit")
    sheets = list(rows.filter(id__in=wanted, run=run).order_by("walk_order", "number"))
    if len(sheets) != len(wanted):
        raise ValidationError({"sheets": _("Please tick sheets of one print run.")})
    return run, sheets


def locked_sheet(sheet_id: int) -> tuple[PrintRun, Sheet]:
    """One sheet with its run, locked."""
    run_id = Sheet.objects.values_list("run_id", flat=True).get(id=sheet_id)
    run = locked_run(run_id)
    return run, Sheet.objects.select_for_update(of=("self",)).select_related("unit").get(id=sheet_id)
