"""Owners of 梧桐苑 ask for a temporary meeting; not enough have signed yet."""

from datetime import datetime

from linmeng.assembly.actions.petition import open_petition, sign_petition
from linmeng.assembly.models import Petition
from linmeng.pages.sample.founding import Founded
from linmeng.pages.sample.timeline import Persons, Timeline
from linmeng.people.models import Ownership, Person

SIGNED = 46


def plan_petition(founded: Founded, timeline: Timeline, persons: Persons) -> None:
    """Opened by 李秋生 nine days ago, signed by some of each building."""

    def opened(at: datetime) -> None:
        open_petition(
            persons.acting(founded.cast["li"], at),
            compound_id=founded.compounds["wt"].id,
            asks="meeting",
            title="请求召开临时业主大会：重新讨论停车收费（示例）",
            words="现在的停车收费办法是十年前定的，车多了一倍，请召开临时业主大会讨论。",
        )

    def signed(at: datetime) -> None:
        petition = Petition.objects.get(compound=founded.compounds["wt"])
        rows = Ownership.objects.filter(
            unit__compound=founded.compounds["wt"], person__kind="natural", unit__status="sold", valid_to=None
        ).order_by("unit__walk_order", "id")
        people = list(dict.fromkeys(rows.values_list("person_id", flat=True)))[::3][:SIGNED]
        for person in Person.objects.filter(id__in=people).order_by("id"):
            actor = persons.acting(person, at)
            sign_petition(actor, petition_id=petition.id, unit_ids=sorted(actor.units))

    timeline.plan(9, opened)
    timeline.plan(8, signed, hour=20)
