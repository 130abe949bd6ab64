"""What each desk opens with: what is due, by clock, and the doors to the work."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from linmeng.alliance.models import Compound
from linmeng.alliance.permissions import may_set_up
from linmeng.assembly import queries as assembly
from linmeng.common.actor import Actor
from linmeng.common.dues import Due
from linmeng.pages.notices.monday_boards import boards_of
from linmeng.people.queries.bindings import bindings_to_decide
from linmeng.projects import queries as projects
from linmeng.publishing import queries as publishing
from linmeng.publishing.queries import slips_waiting
from linmeng.publishing.queries.call_list import calls_waiting, people_to_call
from linmeng.rights import queries as rights
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
    areas = (voices, projects, assembly, publishing, rights)
    dues = sorted(due for area in areas for due in area.dues(actor))
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
        doors.append(Door(_("Offices"), reverse("seats", args=[slug])))
        doors.append(Door(_("Publish a notice"), reverse("publish_where", args=[slug])))
    if actor.wears("clerk"):
        doors.append(Door(_("Bindings to decide"), reverse("bindings", args=[slug]), bindings_to_decide(actor)))
    if actor.wears(*OFFICE):
        doors.append(Door(_("People"), reverse("people", args=[slug])))
    if actor.wears(*OFFICE, "building_leader", "volunteer", "scrutineer"):
        doors.append(Door(_("Owners' votes"), reverse("votes", args=[slug])))
    if actor.wears("clerk", "building_leader", "volunteer", "committee_director", "committee_member"):
        doors.append(Door(_("Speak for a neighbour"), reverse("say_for", args=[slug])))
        slips = slips_waiting(hat.compounds, hat.building_id).order_by().values("unit_id").distinct().count()
        doors.append(Door(_("Answer slips to carry"), reverse("slips", args=[slug]), slips))
    if actor.wears("clerk", "building_leader"):
        calls = people_to_call(calls_waiting(hat.compounds, hat.building_id, actor.at))
        doors.append(Door(_("Neighbours to call"), reverse("calls", args=[slug]), len(calls)))
    if actor.wears(*OFFICE):
        boards = sum(bool(one.changed) for one in boards_of(actor))
        doors.append(Door(_("Monday boards"), reverse("monday", args=[slug]), boards))
        doors.append(Door(_("Who was reached"), reverse("told_things", args=[slug])))
    if actor.wears("clerk"):
        doors.append(Door(_("Tickets of the hotline"), reverse("tickets", args=[slug])))
    if actor.wears("clerk", "secretary"):
        doors.append(Door(_("Weekly brief"), reverse("brief", args=[slug])))
    if may_set_up(actor):
        doors.append(Door(_("Set up and put right"), reverse("setup", args=[slug])))
    if actor.wears("clerk"):
        doors.append(Door(_("Requests about data"), reverse("rights_requests", args=[slug])))
    if actor.wears("clerk", "auditor", "secretary"):
        doors.append(Door(_("What was forgotten in time"), reverse("forgotten", args=[slug])))
    if actor.wears("property_manager", "property_worker"):
        doors += _company_doors(hat.compounds, slug)
    return doors


def _company_doors(compounds: frozenset[int], slug: str) -> list[Door]:
    open_duties = Matter.objects.filter(
        compound_id__in=compounds, nature="company_duty", state__in=["open", "listed"]
    ).count()
    return [Door(_("Our duties"), reverse("matters", args=[slug]) + "?nature=company_duty", open_duties)]
