"""Emptying what was sent to a person and what they objected to (PIPL 47)."""

from linmeng.common.actor import Actor
from linmeng.common.forgotten import FORGOTTEN
from linmeng.ground.acts import action
from linmeng.publishing.models import Delivery, Notice, Objection, Preference


@action
def erase_person(actor: Actor, person_id: int) -> dict[str, int]:
    """The words go; that something was sent on a day, and by which way, stays."""
    sent = list(Notice.objects.filter(person_id=person_id).values_list("id", flat=True))
    deliveries = Delivery.objects.filter(notice_id__in=sent)
    deliveries.filter(state="waiting").update(state="called_off", changed_at=actor.at)
    deliveries.update(last_fault="")
    return {
        "notices": Notice.objects.filter(person_id=person_id).update(
            title=FORGOTTEN, words=FORGOTTEN, path=""
        ),
        "objections": Objection.objects.filter(person_id=person_id).update(words=FORGOTTEN),
        "preferences": Preference.objects.filter(person_id=person_id).delete()[0],
    }
