"""From the roll as it is and the roll as stated to what has to change; reads and writes nothing."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from linmeng.people.bridge.identity import PlannedPerson, Token, gather, tokens_of
from linmeng.people.bridge.roll import (
    PresentOwner,
    PresentResident,
    PresentRoll,
    PresentUnit,
    RollOwner,
    RollPerson,
    RollRow,
)

MOST_LISTED = 500


@dataclass(slots=True)
class UnitChange:
    """What becomes of one unit: `what` names the columns that differ; empty, nothing happens."""

    row: RollRow
    present: PresentUnit | None
    what: list[str] = field(default_factory=list)
    close_owners: list[int] = field(default_factory=list)
    open_owners: list[tuple[int, RollOwner]] = field(default_factory=list)
    marks: list[tuple[int, bool, str]] = field(default_factory=list)
    """Ownerships that stay, with another representative mark or owner code."""
    close_residents: list[int] = field(default_factory=list)
    open_residents: list[tuple[int, str]] = field(default_factory=list)

    @property
    def is_new(self) -> bool:
        """Not on the roll before (or taken off it earlier)."""
        return self.present is None or self.present.gone


@dataclass(slots=True)
class PersonChange:
    """A known person of whom the file says more: a phone or a year of birth."""

    person_id: int
    stated: RollPerson
    born_year: bool
    phone: bool


@dataclass(slots=True)
class RollPlan:
    """Everything a commit will do."""

    people: list[PlannedPerson] = field(default_factory=list)
    person_changes: list[PersonChange] = field(default_factory=list)
    units: list[UnitChange] = field(default_factory=list)
    gone: list[PresentUnit] = field(default_factory=list)

    @property
    def new(self) -> list[UnitChange]:
        """Units that come onto the roll."""
        return [change for change in self.units if change.is_new]

    @property
    def changed(self) -> list[UnitChange]:
        """Units on the roll of which something differs."""
        return [change for change in self.units if change.what and not change.is_new]

    def as_list(self) -> list[dict[str, Any]]:
        """The first changes of each kind, for the preview: codes and columns, no names."""
        new: list[dict[str, Any]] = [
            {"unit": change.row.unit_code, "kind": "new"} for change in self.new[:MOST_LISTED]
        ]
        changed: list[dict[str, Any]] = [
            {"unit": change.row.unit_code, "kind": "changed", "what": change.what}
            for change in self.changed[:MOST_LISTED]
        ]
        gone: list[dict[str, Any]] = [{"unit": unit.code, "kind": "gone"} for unit in self.gone[:MOST_LISTED]]
        return [*gone, *changed, *new]


def plan_roll(present: PresentRoll, rows: Iterable[RollRow], *, named: Iterable[str] = ()) -> RollPlan:
    """Compare. `named` are unit codes the file has in lines that could not be read: they are not gone."""
    stated = list(rows)
    people, places = gather(stated, present)
    plan = RollPlan(people=people, person_changes=_person_changes(people, present))
    touched = {change.person_id: _contact_words(change) for change in plan.person_changes}
    for row in stated:
        change = _unit_change(row, present, people, places)
        for word in _words_of_people(change, people, places, touched):
            change.what.append(word)
        plan.units.append(change)
    kept = {row.unit_code for row in stated} | set(named)
    plan.gone = [unit for code, unit in sorted(present.units.items()) if code not in kept and not unit.gone]
    return plan


def _person_changes(people: list[PlannedPerson], present: PresentRoll) -> list[PersonChange]:
    changes = []
    for person in people:
        if person.known_id is None:
            continue
        known = present.people[person.known_id]
        year = person.stated.born_year not in (None, known.born_year)
        phone = bool(person.stated.phone) and person.stated.phone not in known.phones
        if year or phone:
            changes.append(PersonChange(known.id, person.stated, year, phone))
    return changes


def _contact_words(change: PersonChange) -> list[str]:
    return [word for word, differs in (("phones", change.phone), ("born", change.born_year)) if differs]


def _words_of_people(
    change: UnitChange, people: list[PlannedPerson], places: dict[Token, int], touched: dict[int, list[str]]
) -> list[str]:
    mentioned = [owner.person for owner in change.row.owners]
    mentioned += [resident.person for resident in change.row.residents or ()]
    known = [people[_place(person, change.row, places)].known_id for person in mentioned]
    return sorted({word for person_id in known if person_id in touched for word in touched[person_id]})


def _place(person: RollPerson, row: RollRow, places: dict[Token, int]) -> int:
    return places[tokens_of(person, row.unit_code)[0]]


def _unit_change(
    row: RollRow, present: PresentRoll, people: list[PlannedPerson], places: dict[Token, int]
) -> UnitChange:
    unit = present.units.get(row.unit_code)
    change = UnitChange(row, unit)
    if unit is not None:
        change.what = _differing(row, unit)
    owners = {} if unit is None else {owner.person_id: owner for owner in present.owners.get(unit.id, [])}
    _compare_owners(change, owners, people, places)
    if row.residents is not None:
        living = {} if unit is None else {r.person_id: r for r in present.residents.get(unit.id, [])}
        _compare_residents(change, living, people, places)
    return change


def _compare_residents(
    change: UnitChange,
    living: dict[int, PresentResident],
    people: list[PlannedPerson],
    places: dict[Token, int],
) -> None:
    at_home = {
        _place(resident.person, change.row, places): resident for resident in change.row.residents or ()
    }
    for at, resident in at_home.items():
        known = living.pop(people[at].known_id or 0, None)
        if known is None or known.kind != resident.kind:
            change.close_residents += [known.id] if known else []
            change.open_residents.append((at, resident.kind))
    change.close_residents += [resident.id for resident in living.values()]
    if change.close_residents or change.open_residents:
        change.what.append("residents")


def _differing(row: RollRow, unit: PresentUnit) -> list[str]:
    pairs = {
        "building": (row.building, unit.building),
        "entrance": (row.entrance, unit.entrance),
        "room": ((row.room, row.storey), (unit.room, unit.floor)),
        "kind": (row.kind, unit.kind),
        "area": (row.area_dm2, unit.area_dm2),
        "source": (row.area_source, unit.area_source),
        "status": (row.status, unit.status),
    }
    return [name for name, (stated, known) in pairs.items() if stated != known]


def _compare_owners(
    change: UnitChange, owners: dict[int, PresentOwner], people: list[PlannedPerson], places: dict[Token, int]
) -> None:
    holders = {_place(owner.person, change.row, places): owner for owner in change.row.owners}
    for at, owner in holders.items():
        known = owners.pop(people[at].known_id or 0, None)
        if known is None or known.basis != owner.basis:
            change.close_owners += [known.id] if known else []
            change.open_owners.append((at, owner))
        elif (known.representative, known.owner_code) != (owner.representative, owner.person.owner_code):
            change.marks.append((known.id, owner.representative, owner.person.owner_code))
    change.close_owners += [owner.id for owner in owners.values()]
    if change.close_owners or change.open_owners:
        change.what.append("owners")
    elif change.marks:
        change.what.append("representative")
