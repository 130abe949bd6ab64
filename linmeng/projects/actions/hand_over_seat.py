"""What of this area goes along when an office changes hands."""

from linmeng.common.actor import Actor
from linmeng.ground.acts import action
from linmeng.people.queries import holder_of_seat
from linmeng.projects.queries import dues


@action
def hand_over_seat(actor: Actor, from_seat_id: int, to_seat_id: int) -> int:
    """How many open things the next holder finds on the desk: rights follow the office, so no row changes."""
    return len(dues(holder_of_seat(from_seat_id, actor.at)))
