"""What the pages of circles and doors show, read in a constant number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from linmeng.alliance.models import Compound
from linmeng.circles.models import Circle, CircleMember, Duty, Errand
from linmeng.circles.permissions import MAY_HAVE_DOORS, may_assign_doors, may_give_errands, may_keep_circles
from linmeng.circles.queries import (
    Door,
    charges_in,
    circles_of,
    duty_table,
    members_of,
    outer_circle_by_office,
    past_duties,
    seats_reaching,
)
from linmeng.common.actor import Actor
from linmeng.pages.shared.workbook import Cell, workbook
from linmeng.people.models import Seat
from linmeng.rights.queries import seat_lines


def seat_names(actor: Actor, seats: Iterable[Seat]) -> dict[int, str]:
    """Seat → the holder's name as this reader may see it; one query for all."""
    unique = {seat.id: seat for seat in seats}
    return {line.seat.id: line.name for line in seat_lines(actor, list(unique.values()))}


def seat_title(seat: Seat) -> str:
    """东镇居委会 3号楼 · 楼组长."""
    place = f" {seat.building.name}" if seat.building is not None else ""
    return f"{seat.body.name}{place} · {seat.get_role_display()}"


def seat_choices(actor: Actor, seats: QuerySet[Seat]) -> list[tuple[str, str]]:
    """Offices to choose from, with their holders."""
    rows = list(seats)
    names = seat_names(actor, rows)
    return [(str(seat.id), f"{names[seat.id]} · {seat_title(seat)}") for seat in rows]


def door_seats(actor: Actor, compound: Compound) -> list[tuple[str, str]]:
    """Offices that take charge of doors here."""
    return seat_choices(actor, seats_reaching(compound.id, actor.today).filter(role__in=MAY_HAVE_DOORS))


@dataclass(frozen=True)
class MemberLine:
    """One place in a circle."""

    member: CircleMember
    name: str
    title: str


@dataclass(frozen=True)
class CircleCard:
    """One circle with whoever sits in it."""

    circle: Circle
    members: list[MemberLine]


@dataclass(frozen=True)
class CirclesPage:
    """The three circles of a compound or of the alliance."""

    cards: list[CircleCard]
    drawing: list[dict[str, Any]]
    leaders: list[tuple[str, str]]
    keeps: bool


def read_circles(actor: Actor, compound: Compound | None) -> CirclesPage:
    """Circles with their members; building leaders and volunteers belong to the outer one by their office."""
    here = compound.id if compound is not None else None
    circles = circles_of(here)
    members = members_of([one.id for one in circles], actor.today)
    leaders = list(outer_circle_by_office(here, actor.today)) if here is not None else []
    seats = [member.seat for rows in members.values() for member in rows]
    names = seat_names(actor, [*seats, *leaders])
    cards = [CircleCard(one, [_line(row, names) for row in members[one.id]]) for one in circles]
    listed = {seat.id for seat in seats}
    rest = [(names[seat.id], seat_title(seat)) for seat in leaders if seat.id not in listed]
    return CirclesPage(cards, _drawing(cards, len(rest)), rest, may_keep_circles(actor, here))


def _line(member: CircleMember, names: dict[int, str]) -> MemberLine:
    return MemberLine(member, names[member.seat_id], seat_title(member.seat))


def _drawing(cards: list[CircleCard], by_office: int) -> list[dict[str, Any]]:
    words = {
        "core": _("keeps direction, brings people together, sees it through"),
        "middle": _("hears people, assigns tasks, makes things known"),
        "outer": _("goes to the doors, watches, lends a hand, draws neighbours in"),
    }
    counted = {kind: sum(len(card.members) for card in cards if card.circle.kind == kind) for kind in words}
    counted["outer"] += by_office
    return [
        {"key": kind, "label": Circle.Kind(kind).label, "words": words[kind], "count": counted[kind]}
        for kind in words
    ]


@dataclass(frozen=True)
class DutyRow:
    """One entrance on the page: who has it, by what, and which doors somebody else has."""

    place: str
    doors: int
    name: str
    title: str
    by: str
    others: list[str]
    uncovered: int
    duty_id: int | None


@dataclass(frozen=True)
class DutiesPage:
    """Who has which doors of a compound."""

    rows: list[DutyRow]
    doors: int
    uncovered: int
    single: list[tuple[Duty, str]]
    past: list[tuple[Duty, str]]
    assigns: bool
    sends: bool


def read_duties(actor: Actor, compound: Compound) -> DutiesPage:
    """The whole table, in walking order."""
    charges = charges_in([compound.id], actor.today)
    table = duty_table(compound.id, actor.today, charges)
    past = past_duties(compound.id)
    names = seat_names(actor, [*charges.seats.values(), *(duty.seat for duty in past)])
    rows = []
    for one in table:
        seat = charges.seats.get(one.seat_id) if one.seat_id is not None else None
        duty = charges.entrances.get(one.entrance.id) or charges.buildings.get(one.entrance.building_id)
        others = [f"{names[pk]} ({count})" for pk, count in one.others.items()]
        rows.append(
            DutyRow(
                place=f"{one.entrance.building.name} {one.entrance.name}",
                doors=one.doors,
                name=names[seat.id] if seat is not None else "",
                title=seat_title(seat) if seat is not None else "",
                by=by_words(one.by),
                others=others,
                uncovered=one.uncovered,
                duty_id=duty.id if duty is not None and seat is not None else None,
            )
        )
    single = [(duty, names[duty.seat_id]) for duty in charges.units.values()]
    return DutiesPage(
        rows=rows,
        doors=sum(row.doors for row in rows),
        uncovered=sum(row.uncovered for row in rows),
        single=sorted(single, key=lambda pair: pair[0].unit_id or 0),
        past=[(duty, names[duty.seat_id]) for duty in past],
        assigns=may_assign_doors(actor, compound.id),
        sends=may_give_errands(actor, compound.id),
    )


def by_words(by: str) -> str:
    """Why the doors are in that charge."""
    return {
        "door": _("this door was given"),
        "entrance": _("the entrance was given"),
        "building": _("the building was given"),
        "office": _("as building leader"),
        "nobody": "",
    }[by]


def duties_workbook(page: DutiesPage) -> bytes:
    """The table to take along."""
    headers = [
        _("Entrance"),
        _("How many doors"),
        _("In charge"),
        _("Office"),
        _("Single doors"),
        _("Nobody"),
    ]
    rows: list[list[Cell]] = [
        [row.place, row.doors, row.name, row.title, "、".join(row.others), row.uncovered] for row in page.rows
    ]
    return workbook(_("Who has which doors"), headers, [24, 8, 16, 34, 30, 8], rows)


@dataclass(frozen=True)
class Stop:
    """One door on the way, with what it needs."""

    where: str
    errands: list[Errand]


@dataclass(frozen=True)
class EntranceWalk:
    """One entrance on the way."""

    name: str
    stops: list[Stop]


def walk_of(errands: list[Errand]) -> list[EntranceWalk]:
    """Errands grouped by entrance and door, in the order in which one walks (as they come)."""
    found = []
    for name, group in groupby(errands, key=_entrance_name):
        stops = [Stop(where, list(several)) for where, several in groupby(list(group), key=_door)]
        found.append(EntranceWalk(name, stops))
    return found


def _entrance_name(errand: Errand) -> str:
    return f"{errand.compound.name} {errand.entrance.building.name} {errand.entrance.name}"


def _door(errand: Errand) -> str:
    return errand.unit.code if errand.unit is not None else _("the whole entrance")


def doors_by_entrance(doors: list[Door]) -> list[tuple[str, list[Door]]]:
    """Doors under their entrance, for the printed list."""
    names = [(f"{one.unit.building.name} {one.unit.entrance.name}", one) for one in doors]
    return [(name, [door for _name, door in rows]) for name, rows in groupby(names, key=lambda pair: pair[0])]
