"""What each desk opens with: what is due, by clock, and the doors to the work."""

from dataclasses import dataclass

from linmeng.alliance.models import Compound
from linmeng.assembly import queries as assembly
from linmeng.circles import queries as circles
from linmeng.common.actor import Actor
from linmeng.common.dues import Due
from linmeng.meetings import queries as meetings
from linmeng.pages.desk.doors import DoorGroup, doors_of
from linmeng.projects import queries as projects
from linmeng.publishing import queries as publishing
from linmeng.rights import queries as rights
from linmeng.voices import queries as voices

DUES_SHOWN = 20


@dataclass(frozen=True)
class Desk:
    """A work desk's first screen."""

    dues: list[Due]
    overdue: int
    doors: list[DoorGroup]
    compounds: list[Compound]


def read_desk(actor: Actor, slug: str) -> Desk:
    """The desk of the hat that is on."""
    areas = (voices, projects, assembly, publishing, circles, meetings, rights)
    dues = sorted(due for area in areas for due in area.dues(actor))
    reach = actor.hat.compounds if actor.hat else frozenset()
    return Desk(
        dues=dues[:DUES_SHOWN],
        overdue=sum(1 for due in dues if due.days_left(actor.today) < 0),
        doors=doors_of(actor, slug),
        compounds=list(Compound.objects.filter(id__in=reach).order_by("code")),
    )
