"""Code letters issued and put to print in one act."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from linmeng.alliance.models import Building, Compound
from linmeng.common.actor import Actor
from linmeng.ground.acts import action
from linmeng.papers.actions.issuing import SheetPlace, issue_sheets
from linmeng.papers.models import PrintRun
from linmeng.people.actions.letters import issue_letters


@action
def issue_code_letters(
    actor: Actor,
    *,
    compound_id: int,
    building_id: int | None = None,
    units: Sequence[int] | None = None,
    expires_on: date | None = None,
    large_print: bool = False,
) -> PrintRun:
    """A new code for each door and one sheet for each letter, in walking order; the worker makes the file."""
    letters = issue_letters(
        actor, compound_id=compound_id, building_id=building_id, units=units, expires_on=expires_on
    )
    building = Building.objects.get(pk=building_id) if building_id is not None else None
    return issue_sheets(
        actor,
        compound=Compound.objects.get(pk=compound_id),
        kind=PrintRun.Kind.CODE_LETTER,
        title=_("Code letters"),
        places=[SheetPlace(unit_id=letter.unit_id, subject_id=letter.id) for letter in letters],
        building=building,
        large_print=large_print,
    )
