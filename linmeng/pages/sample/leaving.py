"""A member of 银杏公寓 resigned: the change is reported, and what the member kept is handed over."""

from datetime import datetime

from linmeng.assembly.actions.term import decide_leaving, give_item, propose_leaving, receive_item
from linmeng.assembly.models import HandOver
from linmeng.common.actor import Actor
from linmeng.pages.sample.founding import Founded
from linmeng.pages.sample.timeline import Persons, Timeline
from linmeng.people.models import Seat

COMPOUND = "yx"


def plan_leaving(founded: Founded, timeline: Timeline, persons: Persons) -> None:
    """Twelve days ago; the roll and the minutes are handed over, the rest waits."""
    compound = founded.compounds[COMPOUND]

    def clerk(at: datetime) -> Actor:
        return persons.acting(founded.cast["sun"], at, "clerk")

    def left(at: datetime) -> None:
        seats = Seat.objects.filter(
            body__compound=compound, role="committee_member", valid_to__isnull=True
        ).order_by("id")
        leaving = propose_leaving(
            clerk(at),
            seat_id=seats[0].id,
            kind="resignation",
            ground="搬去和女儿同住，递交了书面辞呈（示例）。",
        )
        decide_leaving(clerk(at), leaving_id=leaving.id, leaves=True)

    def handed(at: datetime) -> None:
        director = persons.acting(founded.directors[COMPOUND], at, "committee_director")
        items = HandOver.objects.get(compound=compound).items.filter(kind__in=["roll", "minutes"])
        for item in items.order_by("id"):
            give_item(director, item_id=item.id, note="完好，一册")
            receive_item(clerk(at), item_id=item.id)

    timeline.plan(12, left)
    timeline.plan(7, handed, hour=15)
