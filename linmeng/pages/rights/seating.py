"""What the pages of offices need: filters, who may be seated, and the table."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from linmeng.alliance.models import Body, Building
from linmeng.common.actor import Actor
from linmeng.pages.shared.workbook import Cell, workbook
from linmeng.people import actions as people
from linmeng.people.models import Ownership, Person, Residence, Role, Seat
from linmeng.people.permissions import SEATS_OF_BODY, may_seat
from linmeng.people.queries import compounds_of_body, in_force
from linmeng.rights.queries import SeatLine, SeatSearch

MOST_FOUND = 12
TIMES = ("now", "past", "all")


def asked_seats(query: Mapping[str, str]) -> SeatSearch:
    """What the address asks for; what it does not know counts as not asked."""
    role, time = query.get("role", ""), query.get("time", "now")
    return SeatSearch(
        words=query.get("q", "").strip()[:40],
        role=role if role in Role.values else "",
        time=time if time in TIMES else "now",
    )


def seat_filters(query: QueryDict) -> list[dict[str, Any]]:
    """Now, before, both: links that keep the other parameters."""
    chosen = asked_seats(query).time
    words = {"now": _("in office now"), "past": _("before"), "all": _("all")}
    found = []
    for time, label in words.items():
        kept = query.copy()
        kept["time"] = time
        kept.pop("page", None)
        found.append(
            {"label": label, "url": f"?{kept.urlencode()}", "current": time == chosen, "count": None}
        )
    return found


def bodies_to_fill(actor: Actor) -> list[tuple[int, str]]:
    """Bodies of which this reader may give at least one office."""
    found = []
    for body in Body.objects.order_by("kind", "name"):
        compounds = compounds_of_body(body, actor.today)
        roles = SEATS_OF_BODY[body.kind]
        if any(
            may_seat(actor, body_id=body.id, body_kind=body.kind, role=role, compounds=compounds)
            for role in roles
        ):
            found.append((body.id, body.name))
    return found


def buildings_in_reach(actor: Actor) -> list[tuple[int, str]]:
    """Buildings for building leaders."""
    reach = actor.hat.compounds if actor.hat else frozenset()
    rows = Building.objects.filter(compound_id__in=reach).select_related("compound")
    return [
        (row.id, f"{row.compound.name} {row.name}")
        for row in rows.order_by("compound__code", "walk_order", "code")
    ]


def found_people(
    actor: Actor, words: str, path: str, *, leave_out: int | None = None
) -> list[tuple[int, str]]:
    """People by name, each with a door, for who fills an office; every one shown leaves a look.

    The community worker looks by a part of the name; others must know the whole name, and a manager finds
    only people of the own company.
    """
    if not words:
        return []
    named = {"name__contains": words} if actor.wears("clerk") else {"name": words}
    rows = Person.objects.filter(**named, erased_at=None, kind=Person.Kind.NATURAL)
    if actor.wears("property_manager") and actor.hat is not None:
        own = Seat.objects.filter(body_id=actor.hat.body_id).values_list("person_id", flat=True)
        rows = rows.filter(id__in=list(own))
    people_found = list(rows.exclude(pk=leave_out).order_by("name", "id")[:MOST_FOUND])
    doors = _doors([person.id for person in people_found], actor)
    people.note_look(actor, person_ids=[person.id for person in people_found], what="seat", path=path)
    return [
        (person.id, " · ".join(filter(None, [person.name, doors.get(person.id, "")])))
        for person in people_found
    ]


def _doors(person_ids: list[int], actor: Actor) -> dict[int, str]:
    found: dict[int, str] = {}
    for model in (Ownership, Residence):
        rows = model.objects.filter(in_force(actor.today), person_id__in=person_ids)
        for row in rows.select_related("unit__compound").order_by("id"):
            found.setdefault(row.person_id, f"{row.unit.compound.name} {row.unit.code}")
    return found


def entered_person(actor: Actor, kept: Mapping[str, Any]) -> int:
    """The person chosen, or the new one entered here."""
    if kept.get("person"):
        return int(kept["person"])
    if not kept.get("new_name"):
        raise ValidationError({"person": _("Please look for the person, or enter a new one.")})
    return people.add_person(actor, name=kept["new_name"], phone=kept.get("new_phone", "")).id


def seats_workbook(lines: list[SeatLine]) -> bytes:
    """Body, office, building, holder as shown, term, from, to."""
    heads = [_("Body"), _("Office"), _("Building"), _("Holder"), _("Term"), _("From"), _("To")]
    return workbook(_("Offices"), heads, [26, 16, 12, 14, 8, 12, 12], [_cells(line) for line in lines])


def _cells(line: SeatLine) -> list[Cell]:
    seat = line.seat
    building = seat.building.name if seat.building else ""
    term = seat.term.number if seat.term else None
    role = str(seat.get_role_display())
    return [seat.body.name, role, building, line.name, term, seat.valid_from, seat.valid_to]
