"""The roll as plain values: as a file (or a command) states it, and as the database has it."""

import hashlib
import json
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True, slots=True)
class RollPerson:
    """A person as a roll names them.

    Two mentions are the same person when name and phone agree, when name and owner code agree, or when
    the same name stands in the same unit; a company is known by its name.
    """

    name: str
    phone: str = ""
    contact: str = ""
    """A `ContactWay` kind; empty: SMS for a mobile number, landline for another."""
    owner_code: str = ""
    company: bool = False
    born_year: int | None = None
    large_print: bool = False


@dataclass(frozen=True, slots=True)
class RollOwner:
    """An owner of a unit; `basis` is an `Ownership.Basis`."""

    person: RollPerson
    basis: str = "register"
    representative: bool = False


@dataclass(frozen=True, slots=True)
class RollResident:
    """Someone who lives in a unit; `kind` is a `Residence.Kind`."""

    person: RollPerson
    kind: str = "tenant"


@dataclass(frozen=True, slots=True)
class RollRow:
    """One unit with its owners and, where known, who lives there (`residents=None`: not stated)."""

    building: str
    entrance: str
    room: str
    area_dm2: int
    code: str = ""
    """Empty: entrance-room, as people write it (3-101)."""
    floor: int = 0
    """0: read from the room number."""
    kind: str = "home"
    area_source: str = "register"
    status: str = "sold"
    owners: tuple[RollOwner, ...] = ()
    residents: tuple[RollResident, ...] | None = None
    building_name: str = ""
    entrance_name: str = ""

    @property
    def unit_code(self) -> str:
        """The code, made from entrance and room when none is given."""
        return self.code or f"{self.entrance}-{self.room}"

    @property
    def storey(self) -> int:
        """The floor, read from the room number when none is given: 1203 is on the 12th."""
        return self.floor or floor_of(self.room)


def floor_of(room: str) -> int:
    """101 → 1, 1203 → 12, 0301 → 3; what has no such number is on the ground floor."""
    digits = leading_number(room, skip=True)
    return digits // 100 if digits >= 100 else 1


def leading_number(text: str, *, skip: bool = False) -> int:
    """The first run of ASCII digits of a code as a number (0 without one); `skip` passes over signs before it."""
    run = ""
    for sign in text:
        if sign in "0123456789":
            run += sign
        elif run or not skip:
            break
    return int(run[:9]) if run else 0


def walk_order(building: str, entrance: str, room: str) -> int:
    """The order in which one walks the doors: building, entrance, room, each by its number.

    Fits a positive 32-bit column: 200 buildings, 100 entrances and 100,000 room numbers before it repeats.
    """
    parts = (leading_number(text, skip=True) for text in (building, entrance, room))
    house, stair, door = parts
    return house % 200 * 10_000_000 + stair % 100 * 100_000 + door % 100_000


@dataclass(frozen=True, slots=True)
class PresentUnit:
    """A unit as the database has it; `gone` when it was taken off the roll earlier."""

    id: int
    code: str
    building: str
    entrance: str
    room: str
    floor: int
    kind: str
    area_dm2: int
    area_source: str
    status: str
    gone: bool


@dataclass(frozen=True, slots=True)
class PresentOwner:
    """A present ownership."""

    id: int
    person_id: int
    basis: str
    representative: bool
    owner_code: str


@dataclass(frozen=True, slots=True)
class PresentResident:
    """A present residence."""

    id: int
    person_id: int
    kind: str


@dataclass(frozen=True, slots=True)
class PresentPerson:
    """A person of the alliance whom the roll may mean; `phones` are their mobile and landline numbers."""

    id: int
    name: str
    company: bool
    born_year: int | None
    phones: tuple[str, ...]


@dataclass(slots=True)
class PresentRoll:
    """A compound's roll as it is now, with the people it, or the file read against it, may mean."""

    units: dict[str, PresentUnit] = field(default_factory=dict)
    owners: dict[int, list[PresentOwner]] = field(default_factory=dict)
    residents: dict[int, list[PresentResident]] = field(default_factory=dict)
    people: dict[int, PresentPerson] = field(default_factory=dict)

    def fingerprint(self) -> str:
        """A hash over units, ownerships and residences: the same only while the roll is the same."""
        lines = []
        for code in sorted(self.units):
            unit = self.units[code]
            owners = sorted(_numbers(owner) for owner in self.owners.get(unit.id, []))
            residents = sorted(_numbers(resident) for resident in self.residents.get(unit.id, []))
            lines.append(json.dumps([_numbers(unit), owners, residents], ensure_ascii=False))
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _numbers(value: PresentUnit | PresentOwner | PresentResident) -> list[str | int | bool]:
    return list(asdict(value).values())
