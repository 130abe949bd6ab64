"""What of this area goes along when an office changes hands."""

from linmeng.common.actor import Actor
from linmeng.ground.acts import action
from linmeng.meetings.models import Task
from linmeng.meetings.queries import dues
from linmeng.people.queries import holder_of_seat
from linmeng.record.actions import write


@action
def hand_over_seat(actor: Actor, from_seat_id: int, to_seat_id: int) -> int:
    """Open tasks go to the next holder; what the former one signed stays with that one.

    How many open things the next holder finds on the desk.
    """
    moved = Task.objects.filter(seat_id=from_seat_id, state="open").update(seat_id=to_seat_id)
    write(actor, "tasks_passed_on", {"from": str(from_seat_id), "to": str(to_seat_id), "count": moved})
    return len(dues(holder_of_seat(to_seat_id, actor.at)))
