"""Making a compound's roll equal to what is stated, in bulk; history is closed, never erased."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.alliance.models import Building, Compound, Entrance, Unit
from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed
from linmeng.common.second_factor import demand_second_factor
from linmeng.ground.acts import action
from linmeng.people.actions.roll_people import enter_people
from linmeng.people.bridge import RollPlan, RollRow, plan_roll
from linmeng.people.bridge.plan import UnitChange
from linmeng.people.bridge.roll import leading_number, walk_order
from linmeng.people.models import Ownership, Residence
from linmeng.people.permissions import may_keep_roll
from linmeng.people.queries.present_roll import in_chunks, present_roll
from linmeng.record.actions import write

BATCH = 1_000


@dataclass(frozen=True)
class RollCounts:
    """What one filling did."""

    units: int
    new: int
    changed: int
    gone: int
    people_new: int


def check_keeper(actor: Actor, compound: Compound) -> None:
    """Refuse who may not change the roll, and who did not confirm by code."""
    if not may_keep_roll(actor, compound.id):
        raise NotAllowed(
            _("The roll of %(compound)s is kept by its owners' committee and the community worker.")
            % {"compound": compound.name}
        )
    demand_second_factor(actor, _("Before changing the roll, please confirm with a code by SMS."))


@action
def fill_compound(
    actor: Actor, *, compound_id: int, rows: Sequence[RollRow], valid_from: date | None = None
) -> RollCounts:
    """Make the roll equal to `rows` (one per unit): units not among them leave the roll.

    What begins, begins on `valid_from` (today unless given). Filling twice with the same rows changes nothing.
    """
    compound = Compound.objects.select_for_update().get(pk=compound_id)
    check_keeper(actor, compound)
    codes = [row.unit_code for row in rows]
    if len(set(codes)) < len(codes):
        twice = next(code for code in codes if codes.count(code) > 1)
        raise ValidationError(_("The unit code %(code)s stands there twice.") % {"code": twice})
    plan = plan_roll(present_roll(compound_id, rows), rows)
    counts = apply_plan(compound, plan, valid_from or actor.today)
    write(actor, "roll_filled", {"compound": str(compound_id)} | asdict(counts))
    return counts


def apply_plan(compound: Compound, plan: RollPlan, day: date) -> RollCounts:
    """Carry out a plan; the compound is locked by the caller."""
    known_before = sum(person.known_id is not None for person in plan.people)
    people = enter_people(plan)
    unit_ids = _enter_units(compound, plan.units, day)
    _close([pk for change in plan.units for pk in change.close_owners], Ownership, day)
    _close([pk for change in plan.units for pk in change.close_residents], Residence, day)
    _take_off(plan, day)
    _mark(plan.units)
    _open_owners(plan.units, unit_ids, people, day)
    _open_residents(plan.units, unit_ids, people, day)
    return RollCounts(
        units=len(plan.units),
        new=len(plan.new),
        changed=len(plan.changed),
        gone=len(plan.gone),
        people_new=len(plan.people) - known_before,
    )


def _doors(compound: Compound, rows: Iterable[RollRow]) -> dict[tuple[str, str], Entrance]:
    """All buildings and entrances the rows name; missing ones are entered."""
    buildings = {b.code: b for b in Building.objects.filter(compound=compound)}
    entrances = {
        (e.building.code, e.code): e
        for e in Entrance.objects.filter(building__compound=compound).select_related("building")
    }
    new_buildings, new_entrances = [], []
    for row in rows:
        if row.building not in buildings:
            buildings[row.building] = _building(compound, row)
            new_buildings.append(buildings[row.building])
        if (row.building, row.entrance) not in entrances:
            entrance = _entrance(buildings[row.building], row)
            entrances[row.building, row.entrance] = entrance
            new_entrances.append(entrance)
    Building.objects.bulk_create(new_buildings, batch_size=BATCH)
    Entrance.objects.bulk_create(new_entrances, batch_size=BATCH)
    return entrances


def _building(compound: Compound, row: RollRow) -> Building:
    name = row.building_name or f"{row.building}号楼"
    order = leading_number(row.building, skip=True)
    return Building(compound=compound, code=row.building, name=name, walk_order=order)


def _entrance(building: Building, row: RollRow) -> Entrance:
    name = row.entrance_name or f"{row.entrance}号"
    order = leading_number(row.entrance, skip=True)
    return Entrance(building=building, code=row.entrance, name=name, walk_order=order)


def _enter_units(compound: Compound, changes: list[UnitChange], day: date) -> dict[str, int]:
    touched = [change for change in changes if change.present is None or change.what or change.present.gone]
    doors = _doors(compound, (change.row for change in touched))
    new: list[Unit] = []
    known: list[Unit] = []
    ids: dict[str, int] = {}
    for change in changes:
        if change.present is not None:
            ids[change.row.unit_code] = change.present.id
    for change in touched:
        unit = _unit(compound, change, doors, day)
        (new if change.present is None else known).append(unit)
        ids[unit.code] = unit.id
    Unit.objects.bulk_create(new, batch_size=BATCH)
    columns = [
        "building",
        "entrance",
        "room",
        "floor",
        "kind",
        "area_dm2",
        "area_source",
        "status",
        "valid_to",
    ]
    Unit.objects.bulk_update(known, [*columns, "walk_order"], batch_size=200)
    return ids


def _unit(compound: Compound, change: UnitChange, doors: dict[tuple[str, str], Entrance], day: date) -> Unit:
    row = change.row
    entrance = doors[row.building, row.entrance]
    unit = Unit(
        compound=compound,
        building=entrance.building,
        entrance=entrance,
        code=row.unit_code,
        room=row.room,
        floor=row.storey,
        kind=row.kind,
        area_dm2=row.area_dm2,
        area_source=row.area_source,
        status=row.status,
        walk_order=walk_order(row.building, row.entrance, row.room),
        valid_from=day,
        valid_to=None,  # a unit that had left the roll comes back
    )
    if change.present is not None:
        unit.id = change.present.id
        unit._state.adding = False
    return unit


def _close(ids: list[int], model: type[Ownership] | type[Residence], day: date) -> None:
    for piece in in_chunks(ids, BATCH):
        model.objects.filter(id__in=piece).update(valid_to=day)


def _take_off(plan: RollPlan, day: date) -> None:
    """Units no longer on the roll end today, and with them who owned and lived there."""
    for piece in in_chunks((unit.id for unit in plan.gone), BATCH):
        Unit.objects.filter(id__in=piece).update(valid_to=day)
        Ownership.objects.filter(unit_id__in=piece, valid_to__isnull=True).update(valid_to=day)
        Residence.objects.filter(unit_id__in=piece, valid_to__isnull=True).update(valid_to=day)


def _mark(changes: list[UnitChange]) -> None:
    """Representatives and owner codes; marks are lifted before they are set (one representative a unit)."""
    marks = {pk: (chosen, code) for change in changes for pk, chosen, code in change.marks}
    kept = Ownership.objects.in_bulk(list(marks))
    for pk, row in kept.items():
        row.is_representative, row.owner_code = marks[pk]
    lifted = [row for row in kept.values() if not row.is_representative]
    chosen = [row for row in kept.values() if row.is_representative]
    for rows in (lifted, chosen):
        Ownership.objects.bulk_update(rows, ["is_representative", "owner_code"], batch_size=200)


def _open_owners(changes: list[UnitChange], units: dict[str, int], people: list[int], day: date) -> None:
    rows = [
        Ownership(
            unit_id=units[change.row.unit_code],
            person_id=people[at],
            basis=owner.basis,
            is_representative=owner.representative,
            owner_code=owner.person.owner_code,
            valid_from=day,
        )
        for change in changes
        for at, owner in change.open_owners
    ]
    Ownership.objects.bulk_create(rows, batch_size=BATCH)


def _open_residents(changes: list[UnitChange], units: dict[str, int], people: list[int], day: date) -> None:
    rows = [
        Residence(unit_id=units[change.row.unit_code], person_id=people[at], kind=kind, valid_from=day)
        for change in changes
        for at, kind in change.open_residents
    ]
    Residence.objects.bulk_create(rows, batch_size=BATCH)
