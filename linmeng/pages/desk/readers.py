"""What each desk opens with: what is due, by clock, and the doors to the work."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from linmeng.alliance.models import Compound
from linmeng.assembly import queries as assembly
from linmeng.common.actor import Actor
from linmeng.common.dues import Due
from linmeng.projects import queries as projects
from linmeng.publishing.queries import slips_waiting
from linmeng.voices import queries as voices
from linmeng.voices.models import Matter, Voice

DUES_SHOWN = 20
OFFICE = ("clerk", "committee_director", "committee_member")


@dataclass(frozen=True)
class Door:
    """A way into some work: what it is called, where it leads, how much waits there."""

    label: str
    url: str
    waiting: int | None = None


@dataclass(frozen=True)
class Desk:
    """A work desk's first screen."""

    dues: list[Due]
    overdue: int
    doors: list[Door]
    compounds: list[Compound]


def read_desk(actor: Actor, slug: str) -> Desk:
    """The desk of the hat that is on."""
    dues = sorted([*voices.dues(actor), *projects.dues(actor), *assembly.dues(actor)])
    reach = actor.hat.compounds if actor.hat else frozenset()
    return Desk(
        dues=dues[:DUES_SHOWN],
        overdue=sum(1 for due in dues if due.days_left(actor.today) < 0),
        doors=_doors(actor, slug),
        compounds=list(Compound.objects.filter(id__in=reach).order_by("code")),
    )


def _doors(actor: Actor, slug: str) -> list[Door]:
    hat = actor.hat
    if hat is None:
        return []
    doors: list[Door] = []
    if actor.wears(*OFFICE):
        waiting = Voice.objects.filter(compound_id__in=hat.compounds, state="received").count()
        doors.append(Door(_("Words to sort"), reverse("voices", args=[slug]) + "?state=received", waiting))
        doors.append(Door(_("Matters"), reverse("matters", args=[slug])))
        doors.append(Door(_("Projects"), reverse("projects", args=[slug])))
    if actor.wears(*OFFICE, "building_leader", "volunteer", "scrutineer"):
        doors.append(Door(_("Owners' votes"), reverse("votes", args=[slug])))
    if actor.wears("clerk", "building_leader", "volunteer", "committee_director", "committee_member"):
        doors.append(Door(_("Speak for a neighbour"), reverse("say_for", args=[slug])))
        slips = slips_waiting(hat.compounds, hat.building_id).count()
        doors.append(Door(_("Answer slips to carry"), reverse("slips", args=[slug]), slips))
    if actor.wears("property_manager", "property_worker"):
        doors += _company_doors(hat.compounds, slug)
    return doors


def _company_doors(compounds: frozenset[int], slug: str) -> list[Door]:
    open_duties = Matter.objects.filter(
        compound_id__in=compounds, nature="company_duty", state__in=["open", "listed"]
    ).count()
    return [Door(_("Our duties"), reverse("matters", args=[slug]) + "?nature=company_duty", open_duties)]
