"""The week's answer slips (回音条): one sheet a door, issued as numbered papers; and what comes back on them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from linmeng.alliance.models import Compound
from linmeng.common.actor import Actor
from linmeng.common.errors import WrongState
from linmeng.ground.acts import action
from linmeng.papers.actions import SheetPlace, issue_sheets
from linmeng.papers.models import PrintRun, Sheet
from linmeng.publishing.actions.ending import end_what_is_over
from linmeng.publishing.models import Delivery
from linmeng.publishing.queries.slip_week import PlannedSlip, ThingsOf, planned_slips, things_told
from linmeng.record.actions import write

ARRIVED = ("delivered", "returned", "read_once", "read_apart", "settled")
"""States of a sheet that was at its door."""
LayoutOf = Callable[[int, bool], Mapping[str, Any]]
"""(how many answers may be ticked, large print) → where the boxes stand."""


def week_number(day: date) -> int:
    """202648 for the 48th week of 2026: what the runs of a week share."""
    year, week, _weekday = day.isocalendar()
    return year * 100 + week


@action
def make_slip_week(
    actor: Actor, *, compound_id: int, layout_of: LayoutOf, things_of: ThingsOf = things_told
) -> list[PrintRun]:
    """Issue the sheets for everything that waits in a compound; refuses when nothing moved.

    What `things_of` says to be one thing is one item at a door, however often it moved. Large-print doors
    come in a run of their own. Who may print is checked by `issue_sheets`.
    """
    compound = Compound.objects.select_for_update().get(id=compound_id)
    end_what_is_over(actor.at)
    planned = planned_slips(compound_id, things_of)
    if not planned:
        raise WrongState(_("Nothing moved this week in %s: no slip is needed.") % compound.name)
    runs = []
    for large in (False, True):
        some = [slip for slip in planned if slip.large_print is large]
        if some:
            runs.append(_issued(actor, compound, some, layout_of))
    write(
        actor,
        "slip_week_made",
        {"compound": str(compound_id), "week": week_number(actor.today), "sheets": len(planned)},
    )
    return runs


def _issued(actor: Actor, compound: Compound, slips: Sequence[PlannedSlip], layout_of: LayoutOf) -> PrintRun:
    large = slips[0].large_print
    run = issue_sheets(
        actor,
        compound=compound,
        kind=PrintRun.Kind.ANSWER_SLIP,
        title=_("Answer slips of %(compound)s, week from %(day)s")
        % {"compound": compound.name, "day": actor.today.isoformat()},
        places=[SheetPlace(unit_id=slip.unit.id) for slip in slips],
        subject_id=week_number(actor.today),
        layout=layout_of(max(slip.replies for slip in slips), large),
        large_print=large,
    )
    sheets = Sheet.objects.filter(run=run).order_by("number")
    rows = []
    for sheet, slip in zip(sheets, slips, strict=True):
        for place, item in enumerate(slip.items, 1):
            for row in item.told:
                row.sheet, row.place = sheet, place
                row.state, row.changed_at = Delivery.State.PRINTED, actor.at
                rows.append(row)
    Delivery.objects.bulk_update(rows, ["sheet", "place", "state", "changed_at"], batch_size=500)
    return run


@action
def keep_replies(actor: Actor, *, sheet_id: int, replies: Mapping[int, str]) -> list[Delivery]:
    """Keep what was ticked on a returned slip: place → solved or not yet. Part of taking the sheet in.

    An item's reply is kept once, with the newest of what it told. A slip that came back was at its door,
    whether or not somebody ticked that.
    """
    locked = Delivery.objects.select_for_update(of=("self",)).filter(sheet_id=sheet_id)
    rows = list(locked.order_by("place", "id"))
    newest = {row.place: row.id for row in rows}
    for row in rows:
        row.reply = replies.get(row.place, "") if newest[row.place] == row.id else ""
        row.state, row.changed_at = Delivery.State.HANDED_OVER, actor.at
    Delivery.objects.bulk_update(rows, ["reply", "state", "changed_at"])
    write(actor, "slip_replies_kept", {"sheet": str(sheet_id), "replies": len(replies)})
    return rows


@action
def follow_sheets(at: datetime) -> int:
    """Slips whose sheet was ticked, scanned or set aside among the papers; answers how many moved.

    Papers know no meanings, so the worker looks: what was delivered is handed over, and what stood on a
    sheet that was lost waits for the next week's slips.
    """
    printed = Delivery.objects.filter(way=Delivery.Way.SLIP, state=Delivery.State.PRINTED)
    lost = list(printed.filter(sheet__state="void").values_list("id", flat=True))
    there = list(printed.filter(sheet__state__in=ARRIVED).values_list("id", flat=True))
    Delivery.objects.filter(id__in=lost).update(sheet=None, place=0, state="waiting", changed_at=at)
    Delivery.objects.filter(id__in=there).update(state="handed_over", changed_at=at)
    return len(lost) + len(there)
