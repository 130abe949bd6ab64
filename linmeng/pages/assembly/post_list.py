"""Addresses for registered post: the doors that the rounds left over."""

from django.utils.translation import gettext as _

from linmeng.assembly.models import Vote
from linmeng.assembly.queries.delivery import Door, doors_to_post
from linmeng.common.actor import Actor
from linmeng.common.second_factor import demand_second_factor
from linmeng.pages.shared.workbook import Cell, workbook
from linmeng.papers.queries import entrance_name
from linmeng.people.actions import note_look
from linmeng.people.models import Person

WIDTHS = [8, 34, 40, 12, 10, 22]


def post_workbook(actor: Actor, vote: Vote, *, names: bool, path: str) -> bytes:
    """One row a door. Whole names stand on envelopes only: with them every name is a noted look (PIPL 6)."""
    doors = doors_to_post(vote)
    known = _whole_names(actor, doors, path) if names else {}
    headers = [_("No."), _("Recipient"), _("Address"), _("Unit"), _("Ballot"), _("Number of the post")]
    rows: list[list[Cell]] = [
        [place, known.get(door.entry.id, door.entry.owner_names_masked), *_where(vote, door), door.number, ""]
        for place, door in enumerate(doors, start=1)
    ]
    return workbook(_("Registered post"), headers, WIDTHS, rows)


def _where(vote: Vote, door: Door) -> tuple[str, str]:
    entry = door.entry
    entrance = entrance_name(entry.building_name, entry.entrance_name)
    return f"{vote.compound.address} {entrance} {entry.unit.room}", entry.unit_code


def _whole_names(actor: Actor, doors: list[Door], path: str) -> dict[int, str]:
    demand_second_factor(actor, _("Whole names are shown after a code by SMS only."))
    ids = {int(owner) for door in doors for owner in door.entry.owners}
    names = dict(Person.objects.filter(id__in=ids).values_list("id", "name"))
    note_look(actor, person_ids=ids, what="post_list", path=path)
    return {
        door.entry.id: "、".join(names[int(owner)] for owner in door.entry.owners if int(owner) in names)
        for door in doors
    }
