"""From lines to units: lines of one unit are joined, and people who may be confused are pointed out."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from linmeng.people.bridge.faults import HINT, Fault
from linmeng.people.bridge.lines import RollLine
from linmeng.people.bridge.roll import RollOwner, RollPerson, RollResident, RollRow

MOST_LISTED = 5


def join_lines(lines: Iterable[RollLine], faults: list[Fault]) -> list[RollRow]:
    """One row per unit, in the order of the file. Units with a faulty line are left out."""
    of_unit: dict[str, list[RollLine]] = defaultdict(list)
    for line in lines:
        if line.code:
            of_unit[line.code].append(line)
    joined = [_unit(code, found, faults) for code, found in of_unit.items()]
    return [row for row in joined if row is not None]


def _unit(code: str, lines: list[RollLine], faults: list[Fault]) -> RollRow | None:
    first, before = lines[0], len(faults)
    faults += [
        _at(line, "duplicate_unit", "户编码", found=code, first=first.row)
        for line in lines[1:]
        if line.particulars != first.particulars and not (line.faulty or first.faulty)
    ]
    owners = _owners_of(lines, faults)
    if len(faults) > before or any(line.faulty for line in lines):
        return None
    what = first.particulars
    return RollRow(
        building=what.building,
        entrance=what.entrance,
        room=what.room,
        area_dm2=what.area_dm2,
        code=code,
        kind=what.kind,
        area_source=what.source,
        status=what.status,
        owners=tuple(owners),
        residents=_residents_of(lines),
        building_name=first.building_name,
        entrance_name=first.entrance_name,
    )


def _at(line: RollLine, code: str, column: str, **params: str | int) -> Fault:
    return Fault(code, sheet=line.sheet, row=line.row, column=column, params=params)


def _owners_of(lines: list[RollLine], faults: list[Fault]) -> list[RollOwner]:
    owners: list[RollOwner] = []
    for line in lines:
        for owner in line.owners:
            if any(_same(owner.person, other.person) for other in owners):
                faults.append(_at(line, "duplicate_owner", "产权人姓名", found=owner.person.name))
            owners.append(owner)
    return _with_representative(lines, owners, faults)


def _same(one: RollPerson, other: RollPerson) -> bool:
    """Two owners of one unit and one name are two people only if their codes and phones do not say otherwise."""
    if one.name != other.name:
        return False
    return one.owner_code == other.owner_code or (bool(one.phone) and one.phone == other.phone)


def _with_representative(
    lines: list[RollLine], owners: list[RollOwner], faults: list[Fault]
) -> list[RollOwner]:
    named = {line.representative: line for line in lines if line.representative}
    if not named or len(owners) < 2:  # a single owner needs no representative; naming them does no harm
        known = {owner.person.name for owner in owners}
        faults += [
            _at(line, "representative", "投票代表", found=name)
            for name, line in named.items()
            if name not in known
        ]
        return owners
    if len(named) > 1:
        faults.append(_at(list(named.values())[1], "two_representatives", "投票代表"))
        return owners
    name, line = next(iter(named.items()))
    chosen = [owner for owner in owners if owner.person.name == name]
    if len(chosen) != 1:
        faults.append(_at(line, "representative", "投票代表", found=name))
        return owners
    return [replace(owner, representative=owner is chosen[0]) for owner in owners]


def _residents_of(lines: list[RollLine]) -> tuple[RollResident, ...] | None:
    stated = [line.residents for line in lines if line.residents is not None]
    if not stated:
        return None
    once = {(resident.person.name, resident.person.phone): resident for group in stated for resident in group}
    return tuple(once.values())


def name_hints(lines: list[RollLine]) -> list[Fault]:
    """People the file cannot tell apart, phones that several share, codes that stand for two names."""
    return [*_namesakes(lines), *_shared_phones(lines), *_codes_with_two_names(lines)]


def _namesakes(lines: list[RollLine]) -> list[Fault]:
    bare: dict[str, dict[str, RollLine]] = defaultdict(dict)
    for line in lines:
        for owner in line.owners:
            person = owner.person
            if not (person.phone or person.owner_code or person.company):
                bare[person.name].setdefault(line.code, line)
    return [
        Fault("same_name", HINT, line.sheet, line.row, "产权人姓名", {"found": name, "units": _listed(units)})
        for name, units in bare.items()
        if len(units) > 1
        for line in [list(units.values())[1]]
    ]


def _listed(words: Iterable[str]) -> str:
    found = list(words)
    return "、".join(found[:MOST_LISTED]) + ("…" if len(found) > MOST_LISTED else "")


def _shared_phones(lines: list[RollLine]) -> list[Fault]:
    names: dict[str, dict[str, RollLine]] = defaultdict(dict)
    for line in lines:
        for owner in line.owners:
            if owner.person.phone:
                names[owner.person.phone].setdefault(owner.person.name, line)
    return [
        Fault(
            "shared_phone",
            HINT,
            line.sheet,
            line.row,
            "手机",
            {"found": f"{phone[:3]}****{phone[-4:]}", "names": _listed(of)},
        )
        for phone, of in names.items()
        if len(of) > 1
        for line in [list(of.values())[1]]
    ]


def _codes_with_two_names(lines: list[RollLine]) -> list[Fault]:
    names: dict[str, dict[str, RollLine]] = defaultdict(dict)
    for line in lines:
        for owner in line.owners:
            if owner.person.owner_code:
                names[owner.person.owner_code].setdefault(owner.person.name, line)
    return [
        _at(list(of.values())[1], "code_two_names", "业主编号", found=code, names=_listed(of))
        for code, of in names.items()
        if len(of) > 1
    ]
