"""What happens to a notice on its way: sent, failed, handed over at the door, read."""

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext as _

from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed
from linmeng.ground.acts import action
from linmeng.ground.sms import SmsNotSent, send_sms
from linmeng.people.models import ContactWay
from linmeng.publishing.models import Delivery, Notice
from linmeng.publishing.permissions import may_hand_over_slips
from linmeng.publishing.states import DELIVERY
from linmeng.record.actions import write

MOST_TRIES = 5


@action
def hand_over_slips(actor: Actor, *, delivery_ids: Collection[int]) -> int:
    """Tick answer slips as handed over at the door; those already ticked stay as they are."""
    slips = list(
        Delivery.objects.select_for_update(of=("self",))
        .filter(id__in=list(delivery_ids), way="slip")
        .select_related("unit")
    )
    for slip in slips:
        if slip.unit is None or not may_hand_over_slips(actor, slip.unit.compound_id, slip.unit.building_id):
            raise NotAllowed(_("These doors are not in your charge."))
    waiting = [slip for slip in slips if slip.state == "waiting"]
    Delivery.objects.filter(id__in=[s.id for s in waiting]).update(state="handed_over", changed_at=actor.at)
    if waiting:
        write(actor, "slips_handed_over", {"slips": len(waiting)})
    return len(waiting)


@action
def mark_read(actor: Actor, *, notice_ids: Collection[int]) -> None:
    """Note that a person saw their own notices; not worth a line in the record."""
    own = Notice.objects.filter(id__in=list(notice_ids), person_id=actor.person_id, read_at__isnull=True)
    own.update(read_at=actor.at)


@action
def send_one(delivery_id: int, *, address: str, at: datetime) -> bool:
    """Send one waiting SMS. Locked and marked in one transaction: a crash sends it at most once more."""
    delivery = Delivery.objects.select_for_update(of=("self",)).select_related("notice").get(id=delivery_id)
    if delivery.state != "waiting":
        return False
    number = ContactWay.objects.filter(person_id=delivery.notice.person_id, kind="sms").values_list(
        "value", flat=True
    )
    phone = next(iter(number), "")
    delivery.tries += 1
    delivery.changed_at = at
    after, fault = _try_to_send(phone, delivery.notice, address, at)
    if after != "failed" or delivery.tries >= MOST_TRIES:
        DELIVERY.check(delivery.state, after, what=_("this message"))
        delivery.state = after
    delivery.last_fault = fault[:120]
    delivery.save(update_fields=["tries", "changed_at", "state", "last_fault"])
    return delivery.state == "sent"


def _try_to_send(phone: str, notice: Notice, address: str, at: datetime) -> tuple[str, str]:
    if not phone:
        return "failed", "no mobile number"
    link = f" {address}{notice.path}" if notice.path else ""
    try:
        send_sms(phone, f"【邻盟】{notice.title}：{notice.words}{link}", at=at)
    except SmsNotSent as fault:
        return "failed", str(fault)
    return "sent", ""
