"""The call list: one call to a person tells all that waits for them; after three without success, paper."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.common.actor import Actor
from linmeng.common.clock import SHANGHAI
from linmeng.common.errors import NotAllowed, WrongState
from linmeng.ground.acts import action
from linmeng.publishing.models import Delivery
from linmeng.publishing.permissions import may_call_neighbours, may_see_deliveries
from linmeng.publishing.states import DELIVERY
from linmeng.record.actions import write

FRUITLESS_CALLS = 3
NEXT_CALL_HOUR = 9
FARTHEST_DAYS = 60
RESULTS = ("reached", "nobody", "wrong_number")

State, Way = Delivery.State, Delivery.Way


@action
def note_call(
    actor: Actor, *, delivery_ids: Collection[int], result: str, again_on: date | None = None
) -> int:
    """Tick a call to one person: reached, nobody there, or a wrong number.

    Nobody there: the call comes back on `again_on`, or tomorrow. The third call without success becomes
    an answer slip for the door. Answers how many calls wait no more.
    """
    if result not in RESULTS:
        raise ValidationError({"result": _("Please say what came of the call.")})
    calls = _locked_calls(actor, delivery_ids)
    later = _next_call(actor, again_on)
    for call in calls:
        _keep_result(call, result, later, actor.at)
    Delivery.objects.bulk_update(calls, ["state", "tries", "last_fault", "send_after", "changed_at"])
    on_paper = [call for call in calls if call.state == State.PASSED_ON]
    _add(actor, on_paper, Way.SLIP)
    write(actor, "call_noted", {"calls": len(calls), "result": result, "on_paper": len(on_paper)})
    return sum(call.state != State.WAITING for call in calls)


def _locked_calls(actor: Actor, delivery_ids: Collection[int]) -> list[Delivery]:
    calls = list(
        Delivery.objects.select_for_update(of=("self",))
        .filter(id__in=list(delivery_ids), way=Way.CALL)
        .select_related("unit", "notice")
        .order_by("id")
    )
    for call in calls:
        if call.unit is None or not may_call_neighbours(actor, call.unit.compound_id, call.unit.building_id):
            raise NotAllowed(_("These neighbours are not on your call list."))
    if len({call.notice.person_id for call in calls}) > 1:
        raise ValidationError({"delivery_ids": _("Please tick one neighbour at a time.")})
    waiting = [call for call in calls if call.state == State.WAITING]
    if not waiting:
        raise WrongState(_("Somebody has ticked this call already, or there is nothing to tell any more."))
    return waiting


def _next_call(actor: Actor, again_on: date | None) -> datetime:
    day = again_on or actor.today + timedelta(days=1)
    if not 0 <= (day - actor.today).days <= FARTHEST_DAYS:
        raise ValidationError({"again_on": _("Please choose a day within the next sixty days.")})
    return datetime.combine(day, time(NEXT_CALL_HOUR), SHANGHAI)


def _keep_result(call: Delivery, result: str, later: datetime, at: datetime) -> None:
    call.changed_at = at
    if result == "reached":
        DELIVERY.check(call.state, State.HANDED_OVER, what=_("this call"))
        call.state, call.last_fault = State.HANDED_OVER, ""
        return
    call.tries, call.last_fault, call.send_after = call.tries + 1, result, later
    if call.tries >= FRUITLESS_CALLS:
        DELIVERY.check(call.state, State.PASSED_ON, what=_("this call"))
        call.state = State.PASSED_ON


def _add(actor: Actor, failed: Iterable[Delivery], way: str) -> int:
    """The same notices by another way; where that way exists already, it stays as it is."""
    new = [
        Delivery(notice_id=row.notice_id, way=way, unit_id=row.unit_id, changed_at=actor.at) for row in failed
    ]
    Delivery.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


@action
def try_another_way(actor: Actor, *, delivery_id: int, way: str) -> Delivery:
    """What failed is tried again (`way` as before), given to the call list, or printed as a slip."""
    row = Delivery.objects.select_for_update(of=("self",)).select_related("unit").get(id=delivery_id)
    if row.unit is None or not may_see_deliveries(actor, row.unit.compound_id):
        raise NotAllowed(_("These neighbours belong to another office."))
    if way == row.way:
        DELIVERY.check(row.state, State.WAITING, what=_("this message"))
        row.state, row.tries, row.send_after = State.WAITING, 0, None
    elif way in (Way.CALL, Way.SLIP):
        DELIVERY.check(row.state, State.PASSED_ON, what=_("this message"))
        row.state = State.PASSED_ON
        _add(actor, [row], way)
    else:
        raise ValidationError({"way": _("Please choose: try again, call, or print a slip.")})
    row.changed_at = actor.at
    row.save(update_fields=["state", "tries", "send_after", "changed_at"])
    write(actor, "delivery_tried_again", {"delivery": str(row.id), "before": row.way, "way": way})
    return row
