"""What is over is not told any more: no call, no message, no slip; the log keeps that it was not told, and why."""

from datetime import datetime

from linmeng.common.actor import Actor
from linmeng.ground.acts import action
from linmeng.publishing.models import Delivery, Notice


@action
def end_notices(actor: Actor, *, subject: str, subject_id: int) -> int:
    """A thing ended or was taken back: whatever still waits about it is called off, and nothing of it waits anew.

    No record entry of its own: part of the caller's act. Answers how many deliveries it called off.
    """
    about = Notice.objects.filter(subject=subject, subject_id=subject_id)
    about.exclude(ends_at__lte=actor.at).update(ends_at=actor.at)
    return end_what_is_over(actor.at)


@action
def end_what_is_over(at: datetime) -> int:
    """Deliveries that wait although their time is over, whatever their way."""
    waiting = Delivery.objects.filter(state=Delivery.State.WAITING, notice__ends_at__lte=at)
    ids = list(waiting.values_list("id", flat=True))
    return Delivery.objects.filter(id__in=ids, state=Delivery.State.WAITING).update(
        state=Delivery.State.OVER, changed_at=at
    )
