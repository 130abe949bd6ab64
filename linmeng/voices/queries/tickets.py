"""Tickets of other systems: which there are, what a file would bring, and the answers that go back."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from linmeng.alliance.models import Building, Compound
from linmeng.common.actor import Actor
from linmeng.common.errors import WrongState
from linmeng.ground.actions.documents import document_path
from linmeng.people.bridge.sheets import open_sheets
from linmeng.people.models import ContactWay
from linmeng.people.phone import mobile_number
from linmeng.voices.bridge import (
    KnownCompound,
    ReadTicket,
    TicketFault,
    TicketReading,
    TicketTable,
    building_in,
    placed_in,
    read_table,
    read_tickets,
)
from linmeng.voices.models import Ticket, TicketImport, TicketSource, Voice
from linmeng.voices.permissions import may_take_in_tickets

NONE_OF_OURS = "-"


@dataclass(frozen=True)
class PlannedTicket:
    """One line of a file and what taking it in would do: new, known, changed, unplaced or not_ours."""

    ticket: ReadTicket
    kind: str
    compound: Compound | None
    building_id: int | None = None
    person_id: int | None = None
    ticket_id: int = 0
    by_hand: bool = False


@dataclass(frozen=True)
class TicketPlan:
    """What taking in a file would do, and what stands in the way of some of its lines."""

    table: TicketTable
    lines: list[PlannedTicket]
    faults: list[TicketFault]

    def of_kind(self, kind: str) -> list[PlannedTicket]:
        """The lines of one kind, in the order of the file."""
        return [line for line in self.lines if line.kind == kind]

    @property
    def new(self) -> list[PlannedTicket]:
        """Tickets that become voices."""
        return self.of_kind("new")

    @property
    def changed(self) -> list[PlannedTicket]:
        """Tickets taken in earlier whose source says something else now."""
        return self.of_kind("changed")

    @property
    def known(self) -> list[PlannedTicket]:
        """Tickets taken in earlier, unchanged."""
        return self.of_kind("known")


def _body(actor: Actor) -> int:
    return actor.hat.body_id if actor.hat is not None and may_take_in_tickets(actor) else 0


def ticket_sources(actor: Actor) -> QuerySet[TicketSource]:
    """Systems whose tickets the actor's own committee took in, by name."""
    return TicketSource.objects.filter(body_id=_body(actor)).order_by("name")


def ticket_imports(actor: Actor) -> QuerySet[TicketImport]:
    """Uploads of the actor's own committee, newest first."""
    uploads = TicketImport.objects.filter(source__body_id=_body(actor))
    return uploads.select_related("source", "file").order_by("-created_at", "-id")


def reachable_compounds(actor: Actor) -> list[Compound]:
    """Compounds in which the hat that is on acts, by code."""
    if actor.hat is None:
        return []
    return list(Compound.objects.filter(id__in=actor.hat.compounds).order_by("code"))


def open_table(upload: TicketImport) -> TicketTable:
    """The table of an uploaded file, from the same bytes as uploaded."""
    if upload.file is None:
        raise WrongState(_("The uploaded file is no longer kept. Please upload it again."))
    content = document_path(upload.file).read_bytes()
    if hashlib.sha256(content).hexdigest() != upload.sha256:
        raise WrongState(_("The stored file is not the one that was uploaded. Please upload it again."))
    return read_table(upload.file.name, open_sheets(upload.file.name, content))


def ticket_plan(actor: Actor, upload: TicketImport) -> TicketPlan:
    """What taking in would do now (a handful of queries, however many lines)."""
    table = open_table(upload)
    reading = read_tickets(table, upload.columns)
    compounds = reachable_compounds(actor)
    known = _known_tickets(upload.source_id, reading)
    by_phone = _people_by_phone([ticket.phone for ticket in reading.tickets])
    placing = _Placing(compounds, upload.placed)
    lines = [_planned(ticket, known.get(ticket.number), placing, by_phone) for ticket in reading.tickets]
    return TicketPlan(table, lines, reading.faults)


def _known_tickets(source_id: int, reading: TicketReading) -> dict[str, Ticket]:
    numbers = [ticket.number for ticket in reading.tickets]
    found: dict[str, Ticket] = {}
    for start in range(0, len(numbers), 500):
        rows = Ticket.objects.filter(source_id=source_id, number__in=numbers[start : start + 500])
        found |= {row.number: row for row in rows.select_related("voice__compound")}
    return found


class _Placing:
    """Where a ticket belongs: chosen by hand, else by the words of its address, else by what was said."""

    def __init__(self, compounds: Sequence[Compound], chosen: dict[str, str]) -> None:
        self.by_code = {compound.code: compound for compound in compounds}
        self.chosen = chosen
        buildings: dict[int, list[tuple[int, str, str]]] = {}
        rows = Building.objects.filter(compound_id__in=[c.id for c in compounds]).order_by("id")
        for building in rows:
            buildings.setdefault(building.compound_id, []).append((building.id, building.code, building.name))
        self.known = [
            KnownCompound(c.id, c.code, c.name, c.address, tuple(buildings.get(c.id, ()))) for c in compounds
        ]

    def place(self, ticket: ReadTicket) -> tuple[Compound | None, int | None, bool]:
        """(compound, building, chosen by hand)."""
        code = self.chosen.get(ticket.number, "")
        found = next((one for one in self.known if one.code == code), None) if code else None
        by_hand = bool(code)
        if not by_hand:
            found = placed_in(ticket.address, self.known) or placed_in(ticket.words, self.known)
        if found is None:
            return None, None, by_hand
        return self.by_code[found.code], building_in(ticket.address, found), by_hand


def _planned(
    ticket: ReadTicket, known: Ticket | None, placing: _Placing, by_phone: dict[str, int]
) -> PlannedTicket:
    if known is not None:
        kind = "known" if known.fingerprint == ticket.fingerprint else "changed"
        return PlannedTicket(ticket, kind, known.voice.compound, known.voice.building_id, ticket_id=known.id)
    compound, building_id, by_hand = placing.place(ticket)
    if compound is None:
        return PlannedTicket(ticket, "not_ours" if by_hand else "unplaced", None, by_hand=by_hand)
    person_id = by_phone.get(_digits(ticket.phone))
    return PlannedTicket(ticket, "new", compound, building_id, person_id, by_hand=by_hand)


def _digits(phone: str) -> str:
    return mobile_number(phone) or "".join(sign for sign in phone if sign.isdigit())


def _people_by_phone(phones: Sequence[str]) -> dict[str, int]:
    """Digits → the person, only where exactly one person has the number now."""
    wanted = sorted({number for number in map(_digits, phones) if len(number) >= 7})
    people: dict[str, set[int]] = {}
    for start in range(0, len(wanted), 500):
        ways = ContactWay.objects.filter(
            value__in=wanted[start : start + 500], ended_at__isnull=True, person__erased_at__isnull=True
        )
        for value, person_id in ways.values_list("value", "person_id"):
            people.setdefault(value, set()).add(person_id)
    return {number: ids.copy().pop() for number, ids in people.items() if len(ids) == 1}


def ticket_of(voice: Voice) -> Ticket | None:
    """The ticket that a voice came from."""
    return Ticket.objects.select_related("source").filter(voice_id=voice.id).first()


@dataclass(frozen=True)
class TicketSearch:
    """Which answers go back; empty means any. `state`: done or waiting."""

    source_id: int | None = None
    since: datetime | None = None
    state: str = ""
