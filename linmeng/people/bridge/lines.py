"""One line of the file as values: a unit's particulars and the owners this line names."""

import re
from dataclasses import dataclass

from linmeng.people.bridge.cells import LARGEST_HOME_DM2, SMALLEST_HOME_DM2, Cells
from linmeng.people.bridge.faults import HINT
from linmeng.people.bridge.roll import RollOwner, RollPerson, RollResident

_COMPANY = re.compile(r"(公司|企业|银行|中心|合作社|学校|医院|事务所|委员会|厂|局|社|集团|基金会)$")
_BUILDING = re.compile(r"(号楼|幢|栋|号|楼)$")
_ENTRANCE = re.compile(r"(号门|单元|门洞|号|门)$")
_ROOM = re.compile(r"室$")
_YES = frozenset({"是", "√", "Y", "y"})


@dataclass(frozen=True, slots=True)
class Particulars:
    """What a unit is; all lines of one unit say the same."""

    building: str
    entrance: str
    room: str
    kind: str
    area_dm2: int
    source: str
    status: str


@dataclass(slots=True)
class RollLine:
    """A line as read."""

    sheet: str
    row: int
    code: str
    particulars: Particulars
    building_name: str
    entrance_name: str
    owners: list[RollOwner]
    residents: tuple[RollResident, ...] | None
    representative: str
    faulty: bool


def read_line(cells: Cells) -> RollLine:
    """Read all cells of a line; `faulty` when something in it has to be put right."""
    before = len(cells.faults)
    house = cells.needed("building", 40)
    stair = cells.plain("entrance", 40) or house
    particulars = Particulars(
        building=_BUILDING.sub("", house)[:12],
        entrance=_ENTRANCE.sub("", _BUILDING.sub("", stair))[:12],
        room=_ROOM.sub("", cells.needed("room", 12)),
        kind=cells.word("kind", "home"),
        area_dm2=cells.area_dm2("area"),
        source=cells.word("source", "register"),
        status=cells.word("status", "sold"),
    )
    owners = _owners(cells, particulars.status)
    line = RollLine(
        sheet=cells.sheet,
        row=cells.row,
        code=cells.plain("code", 24) or _code(particulars),
        particulars=particulars,
        building_name=house if _BUILDING.search(house) else "",
        entrance_name=stair if _ENTRANCE.search(stair) and stair != house else "",
        owners=owners,
        residents=_residents(cells, owners),
        representative=_representative(cells, owners),
        faulty=False,
    )
    _look_at_area(cells, particulars)
    line.faulty = any(fault.is_fault for fault in cells.faults[before:])
    return line


def _code(particulars: Particulars) -> str:
    return f"{particulars.entrance}-{particulars.room}"[:24] if particulars.room else ""


def _look_at_area(cells: Cells, particulars: Particulars) -> None:
    area = particulars.area_dm2
    if particulars.kind == "home" and area and not SMALLEST_HOME_DM2 <= area <= LARGEST_HOME_DM2:
        cells.fault("unusual_area", "area", HINT, found=f"{area // 100}.{area % 100:02d}")


def _owners(cells: Cells, status: str) -> list[RollOwner]:
    names = cells.names("owners")
    if not names and status != "unsold":
        cells.fault("no_owner", "owners")
    phones = cells.phones("phones", len(names)) if names else []
    codes = cells.parts("codes", len(names)) if names else []
    years = cells.years("born", len(names)) if names else []
    contact = cells.word("contact", "")
    basis = cells.word("basis", "developer" if status == "unsold" else "register")
    return [
        RollOwner(
            RollPerson(
                name=name,
                phone=phone,
                contact=contact,
                owner_code=code[:24],
                company=bool(_COMPANY.search(name)) and len(name) > 3,
                born_year=year,
            ),
            basis=basis,
        )
        for name, phone, code, year in zip(names, phones, codes, years, strict=True)
    ]


def _representative(cells: Cells, owners: list[RollOwner]) -> str:
    written = "".join(cells.text("representative", 60).split())
    if written in _YES and len(owners) == 1:
        return owners[0].person.name
    return written


def _residents(cells: Cells, owners: list[RollOwner]) -> tuple[RollResident, ...] | None:
    """Who lives there; None when the file does not say."""
    living = cells.word("living", "")
    names = cells.names("residents")
    phones = cells.phones("resident_phones", len(names)) if names else []
    if not living and not names:
        return None
    owning = {owner.person.name: owner.person for owner in owners}
    own = [
        RollResident(owner.person, "owner")
        for owner in owners
        if living == "owner" and not owner.person.company
    ]
    kind = "tenant" if living in ("tenant", "") else "family"
    others = [
        RollResident(owning[name], "owner") if name in owning else RollResident(RollPerson(name, phone), kind)
        for name, phone in zip(names, phones, strict=True)
        if not (name in owning and living == "owner")
    ]
    return (*own, *others) if living != "empty" else ()
