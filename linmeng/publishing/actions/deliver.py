"""What people do with a notice: read it, carry its slip to the door."""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext as _

from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed
from linmeng.ground.acts import action
from linmeng.papers.actions.custody import record_delivery
from linmeng.publishing.models import Delivery, Notice
from linmeng.publishing.permissions import may_hand_over_slips
from linmeng.record.actions import write

TO_CARRY = (Delivery.State.WAITING, Delivery.State.PRINTED)


@action
def hand_over_slips(actor: Actor, *, delivery_ids: Collection[int]) -> int:
    """Tick answer slips as handed over at the door; those already ticked stay as they are.

    A printed sheet gets the line in its custody, too.
    """
    slips = list(
        Delivery.objects.select_for_update(of=("self",))
        .filter(id__in=list(delivery_ids), way=Delivery.Way.SLIP)
        .select_related("unit", "sheet")
    )
    for slip in slips:
        if slip.unit is None or not may_hand_over_slips(actor, slip.unit.compound_id, slip.unit.building_id):
            raise NotAllowed(_("These doors are not in your charge."))
    carried = [slip for slip in slips if slip.state in TO_CARRY]
    Delivery.objects.filter(id__in=[s.id for s in carried]).update(state="handed_over", changed_at=actor.at)
    _tick_sheets(actor, carried)
    if carried:
        write(actor, "slips_handed_over", {"slips": len(carried)})
    return len(carried)


def _tick_sheets(actor: Actor, slips: Iterable[Delivery]) -> None:
    by_run: dict[int, set[int]] = {}
    for slip in slips:
        if slip.sheet is not None:
            by_run.setdefault(slip.sheet.run_id, set()).add(slip.sheet.id)
    for sheet_ids in by_run.values():
        record_delivery(actor, sheet_ids=sheet_ids)


@action
def mark_read(actor: Actor, *, notice_ids: Collection[int]) -> None:
    """Note that a person saw their own notices; not worth a line in the record."""
    own = Notice.objects.filter(id__in=list(notice_ids), person_id=actor.person_id, read_at__isnull=True)
    own.update(read_at=actor.at)
