"""What the worker does for publishing."""

from datetime import datetime

from linmeng.publishing.actions.deliver import send_one
from linmeng.publishing.models import Delivery


def send_waiting(*, address: str, at: datetime, most: int = 200) -> int:
    """Send the SMS of the alliance in force that wait, oldest first; returns how many went out."""
    waiting = Delivery.objects.filter(state="waiting", way="sms").order_by("id").values_list("id", flat=True)
    return sum(send_one(delivery_id, address=address, at=at) for delivery_id in list(waiting[:most]))
