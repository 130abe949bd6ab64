"""The ways from a desk into the work: what waits comes first, the rest stands in its group."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linmeng.alliance.permissions import may_set_up
from linmeng.circles.queries import errands_waiting
from linmeng.common.actor import Actor
from linmeng.pages.notices.monday_boards import boards_of
from linmeng.papers.queries import pages_to_look_at
from linmeng.people.queries.bindings import bindings_to_decide
from linmeng.publishing.queries import slips_waiting
from linmeng.publishing.queries.call_list import calls_waiting, people_to_call
from linmeng.publishing.queries.proposals import proposals_waiting
from linmeng.voices.models import Matter, Voice

COMMITTEE = ("committee_director", "committee_member")
OFFICE = ("clerk", *COMMITTEE)
AT_DOORS = (*OFFICE, "building_leader", "volunteer")
COMPANY = ("property_manager", "property_worker")


@dataclass(frozen=True)
class Door:
    """A way into some work: what it is called, where it leads, how much waits there."""

    label: str
    url: str
    waiting: int | None = None


@dataclass(frozen=True)
class DoorGroup:
    """Doors of one kind of work."""

    title: str
    doors: list[Door]


def _words_to_sort(actor: Actor) -> int:
    return Voice.objects.filter(compound_id__in=_reach(actor), state="received").count()


def _slips(actor: Actor) -> int:
    building_id = actor.hat.building_id if actor.hat else None
    return slips_waiting(_reach(actor), building_id).order_by().values("unit_id").distinct().count()


def _calls(actor: Actor) -> int:
    building_id = actor.hat.building_id if actor.hat else None
    return len(people_to_call(calls_waiting(_reach(actor), building_id, actor.at)))


def _scans(actor: Actor) -> int:
    return pages_to_look_at(_reach(actor))


def _boards(actor: Actor) -> int:
    return sum(bool(one.changed) for one in boards_of(actor))


def _our_duties(actor: Actor) -> int:
    duties = Matter.objects.filter(compound_id__in=_reach(actor), nature="company_duty")
    return duties.filter(state__in=["open", "listed"]).count()


def _reach(actor: Actor) -> frozenset[int]:
    return actor.hat.compounds if actor.hat is not None else frozenset()


@dataclass(frozen=True)
class _Way:
    label: str | Promise
    route: str
    roles: tuple[str, ...]
    query: str = ""
    waiting: Callable[[Actor], int] | None = None


_WAYS: Mapping[str | Promise, tuple[_Way, ...]] = {
    gettext_lazy("Words and matters"): (
        _Way(gettext_lazy("Words to sort"), "voices", OFFICE, "?state=received", _words_to_sort),
        _Way(gettext_lazy("Speak for a neighbour"), "say_for", AT_DOORS),
        _Way(gettext_lazy("Tickets of the hotline"), "tickets", ("clerk",)),
        _Way(gettext_lazy("Matters"), "matters", OFFICE),
        _Way(gettext_lazy("Our duties"), "matters", COMPANY, "?nature=company_duty", _our_duties),
        _Way(gettext_lazy("Projects"), "projects", OFFICE),
        _Way(gettext_lazy("Meetings"), "meetings", (*AT_DOORS, "secretary", "property_manager")),
        _Way(gettext_lazy("Owners' votes"), "votes", (*AT_DOORS, "scrutineer")),
        _Way(gettext_lazy("Elections"), "elections", (*OFFICE, "secretary")),
    ),
    gettext_lazy("To the doors"): (
        _Way(gettext_lazy("My doors"), "my_doors", AT_DOORS, waiting=errands_waiting),
        _Way(gettext_lazy("Answer slips to carry"), "slips", AT_DOORS, waiting=_slips),
        _Way(gettext_lazy("Neighbours to call"), "calls", ("clerk", "building_leader"), waiting=_calls),
        _Way(gettext_lazy("Printed sheets"), "print_runs", AT_DOORS),
        _Way(gettext_lazy("Scan returned sheets"), "scan_piles", OFFICE, waiting=_scans),
    ),
    gettext_lazy("To everyone"): (
        _Way(gettext_lazy("Monday boards"), "monday", OFFICE, waiting=_boards),
        _Way(gettext_lazy("Publish a notice"), "publish_where", OFFICE),
        _Way(
            gettext_lazy("Proposed announcements"),
            "proposals",
            (*OFFICE, "property_manager"),
            waiting=proposals_waiting,
        ),
        _Way(gettext_lazy("Who was reached"), "told_things", OFFICE),
        _Way(gettext_lazy("Weekly brief"), "brief", ("clerk", "secretary")),
    ),
    gettext_lazy("People and offices"): (
        _Way(gettext_lazy("Bindings to decide"), "bindings", ("clerk",), waiting=bindings_to_decide),
        _Way(gettext_lazy("People"), "people", OFFICE),
        _Way(gettext_lazy("Offices"), "seats", (*OFFICE, "secretary")),
        _Way(gettext_lazy("Requests about data"), "rights_requests", ("clerk",)),
        _Way(gettext_lazy("What was forgotten in time"), "forgotten", ("clerk", "auditor", "secretary")),
    ),
}


def doors_of(actor: Actor, slug: str) -> list[DoorGroup]:
    """The doors of the hat that is on; those where something waits stand in a group of their own, first."""
    groups = [
        (str(title), [_door(way, actor, slug) for way in ways if actor.wears(*way.roles)])
        for title, ways in _WAYS.items()
    ]
    if may_set_up(actor):
        groups[-1][1].append(Door(_("Set up and put right"), reverse("setup", args=[slug])))
    waiting = [door for _title, doors in groups for door in doors if door.waiting]
    rest = [(title, [door for door in doors if not door.waiting]) for title, doors in groups]
    found = [(_("Waits for you"), waiting), *rest]
    return [DoorGroup(title, doors) for title, doors in found if doors]


def _door(way: _Way, actor: Actor, slug: str) -> Door:
    waiting = way.waiting(actor) if way.waiting is not None else None
    return Door(str(way.label), reverse(way.route, args=[slug]) + way.query, waiting)
