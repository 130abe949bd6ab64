"""What of this area goes along when an office changes hands."""

from linmeng.circles.actions.duties import pass_on_duties
from linmeng.circles.models import CircleMember
from linmeng.circles.queries import dues
from linmeng.common.actor import Actor
from linmeng.ground.acts import action
from linmeng.people.queries import holder_of_seat
from linmeng.record.actions import write


@action
def hand_over_seat(actor: Actor, from_seat_id: int, to_seat_id: int) -> int:
    """Doors and places in circles go to the next holder; how many open things that one finds on the desk."""
    pass_on_duties(actor, from_seat_id, to_seat_id)
    members = list(CircleMember.objects.filter(seat_id=from_seat_id, valid_to__isnull=True).order_by("id"))
    for member in members:
        member.valid_to = actor.today
        member.save(update_fields=["valid_to"])
        CircleMember.objects.create(
            circle_id=member.circle_id, seat_id=to_seat_id, charge=member.charge, valid_from=actor.today
        )
    write(actor, "circle_places_passed_on", {"from": str(from_seat_id), "count": len(members)})
    return len(dues(holder_of_seat(to_seat_id, actor.at)))
