"""The standing cast: one small alliance with two compounds, and the people every test knows.

Compound A (梧桐苑, code wt): building 3 with one entrance and nine units of 100.00 m², owned by
Li (3-101, together with nobody), Wang (3-102) and seven neighbours. Compound B (海棠里, code ht):
one unit of Qian. Everything is valid from 2024-01-01; the cast acts on 2026-07-05 10:00 +08:00.
"""

import pickle
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import connection

from linmeng.alliance.models import (
    Body,
    Building,
    CommitteeTerm,
    Compound,
    Entrance,
    PropertyService,
    RulesOfProcedure,
    Unit,
)
from linmeng.common.actor import Actor
from linmeng.common.clock import SHANGHAI
from linmeng.ground.models import Alliance
from linmeng.ground.tenancy import citywide, in_alliance
from linmeng.people.models import ContactWay, Ownership, Person, Residence, Role, Seat, User
from linmeng.people.queries.actors import actor_for, hats_of

SINCE = date(2024, 1, 1)
NOON = datetime(2026, 7, 5, 10, 0, tzinfo=SHANGHAI)
PASSWORD = "plum-rain-2026"
IDS = 10**9
"""Every identifier is larger, every other number of the cast smaller."""

NAMES = {
    "li": "李秋生",
    "wang": "王建国",
    "he": "何敏",
    "chen": "陈小雨",
    "wu": "吴志强",
    "zhou": "周师傅",
    "zhao": "赵桂芳",
    "sun": "孙晓燕",
    "feng": "冯书记",
    "qian": "钱国平",
}
CAST = [*NAMES, "stranger"]


@dataclass
class Cast:
    """What the fixture gives: the alliance, both compounds, people by short name, units of compound A by code."""

    alliance: Alliance
    compound: Compound
    next_door: Compound
    people: dict[str, Person] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    neighbours: list[Person] = field(default_factory=list)
    bodies: dict[str, Body] = field(default_factory=dict)

    def actor(self, who: str, *, at: datetime = NOON, second_factor: bool = True) -> Actor:
        """The actor of one of the cast, with the first hat on (call inside `in_alliance`)."""
        if who == "stranger":
            return Actor(at=at)
        person = self.people[who]
        hats = hats_of(person.id, at.astimezone(SHANGHAI).date())
        return actor_for(person, at, hat=hats[0] if hats else None, second_factor=second_factor)


@lru_cache(maxsize=1)
def _hashed_password() -> str:
    return make_password(PASSWORD)  # slow on purpose, so only once a run


def _person(name: str, phone: str, born_year: int | None = None, *, log_in: bool = True) -> Person:
    user = None
    if log_in:
        user = User.objects.create(phone=phone, phone_verified=True, password=_hashed_password())
    person = Person.objects.create(name=name, born_year=born_year, user=user)
    ContactWay.objects.create(person=person, kind="sms", value=phone, preferred=True)
    return person


def _compound(code: str, name: str, committee: Body) -> tuple[Compound, Building, Entrance]:
    compound = Compound.objects.create(
        code=code, name=name, address=f"{name}路1弄", residents_committee=committee
    )
    building = Building.objects.create(compound=compound, code="3", name="3号楼", floors=6, walk_order=3)
    entrance = Entrance.objects.create(building=building, code="3", name="3号", walk_order=3)
    return compound, building, entrance


def _unit(compound: Compound, building: Building, entrance: Entrance, room: str, order: int) -> Unit:
    return Unit.objects.create(
        compound=compound,
        building=building,
        entrance=entrance,
        code=f"3-{room}",
        room=room,
        floor=int(room[0]),
        area_dm2=10_000,
        walk_order=order,
        valid_from=SINCE,
    )


@dataclass
class Kept:
    """The cast as it was built once in this process: its rows, many at a time, and the objects."""

    rows: list[tuple[str, list[Any]]]
    objects: bytes


_kept: dict[str, Kept] = {}


def standing_cast() -> Cast:
    """Built once a process with all that Django does for it; afterwards the same rows and objects again."""
    if connection.vendor not in _kept:
        return _build_and_keep()
    kept = _kept[connection.vendor]
    with citywide(), connection.cursor() as cursor:
        for statement, rows in kept.rows:
            cursor.executemany(statement, rows)
    found: Cast = pickle.loads(kept.objects)
    return found


def _build_and_keep() -> Cast:
    told: list[tuple[str, Any]] = []

    def listen(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        assert sql.startswith(("INSERT", "SELECT", "SAVEPOINT", "RELEASE")) and not many, sql
        if sql.startswith("INSERT"):
            told.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        cast = build_cast()
    _kept[connection.vendor] = Kept(_many_at_a_time(told), pickle.dumps(cast))
    return cast


def _many_at_a_time(told: list[tuple[str, Any]]) -> list[tuple[str, list[Any]]]:
    """The same statements together, each after those whose rows it names."""
    together: list[tuple[str, list[Any]]] = []
    place_of: dict[int, int] = {}
    for sql, params in told:
        numbers = [one for one in params if isinstance(one, int) and one > IDS]
        after = max((place_of[one] for one in numbers if one in place_of), default=-1)
        fitting = (place for place, (text, _rows) in enumerate(together) if text == sql and place > after)
        place = next(fitting, len(together))
        if place == len(together):
            together.append((sql, []))
        together[place][1].append(params)
        place_of |= {one: place for one in numbers if one not in place_of}
    return together


def build_cast() -> Cast:
    """Create the alliance and its people."""
    alliance = Alliance.objects.create(slug="dongzhen", name="东镇测试联盟", is_sample=True)
    with in_alliance(alliance.id):
        return _fill(alliance)


def _fill(alliance: Alliance) -> Cast:
    residents = Body.objects.create(kind=Body.Kind.RESIDENTS_COMMITTEE, name="东镇居委会")
    party = Body.objects.create(kind=Body.Kind.PARTY_ORGANISATION, name="东镇居民区党总支")
    compound, building, entrance = _compound("wt", "梧桐苑", residents)
    next_door, building_b, entrance_b = _compound("ht", "海棠里", residents)
    cast = Cast(alliance=alliance, compound=compound, next_door=next_door)
    committee = Body.objects.create(kind=Body.Kind.OWNERS_COMMITTEE, name="梧桐苑业委会", compound=compound)
    company = Body.objects.create(kind=Body.Kind.PROPERTY_COMPANY, name="安居物业")
    cast.bodies = {"residents": residents, "party": party, "committee": committee, "company": company}
    CommitteeTerm.objects.create(
        body=committee,
        number=2,
        state=CommitteeTerm.State.IN_OFFICE,
        starts_on=SINCE,
        ends_on=date(2028, 12, 31),
    )
    PropertyService.objects.create(company=company, compound=compound, valid_from=SINCE)
    RulesOfProcedure.objects.create(compound=compound, valid_from=SINCE, web_ballots=True)
    for place, (short, name) in enumerate(NAMES.items()):
        cast.people[short] = _person(name, f"1380000{place:04d}", 1948 if short in ("li", "zhao") else 1980)
    owners = [cast.people["li"], cast.people["wang"]]
    for place in range(7):
        cast.neighbours.append(_person(f"邻居{place}", f"1390000{place:04d}", 1950 + place, log_in=False))
    for order, owner in enumerate([*owners, *cast.neighbours]):
        unit = _unit(compound, building, entrance, f"{order // 3 + 1}0{order % 3 + 1}", order)
        cast.units[unit.code] = unit
        Ownership.objects.create(unit=unit, person=owner, valid_from=SINCE)
        Residence.objects.create(unit=unit, person=owner, kind="owner", valid_from=SINCE)
    Residence.objects.create(
        unit=cast.units["3-201"], person=cast.people["chen"], kind="tenant", valid_from=SINCE
    )
    Residence.objects.create(
        unit=cast.units["3-303"], person=cast.people["zhao"], kind="family", valid_from=SINCE
    )
    home_b = _unit(next_door, building_b, entrance_b, "101", 0)
    Ownership.objects.create(unit=home_b, person=cast.people["qian"], valid_from=SINCE)
    Residence.objects.create(unit=home_b, person=cast.people["qian"], kind="owner", valid_from=SINCE)
    _seat(cast, "wang", committee, Role.COMMITTEE_DIRECTOR)
    _seat(cast, "he", committee, Role.COMMITTEE_MEMBER)
    _seat(cast, "wu", company, Role.PROPERTY_MANAGER)
    _seat(cast, "zhou", company, Role.PROPERTY_WORKER)
    _seat(cast, "zhao", residents, Role.BUILDING_LEADER, building)
    _seat(cast, "sun", residents, Role.CLERK)
    _seat(cast, "feng", party, Role.SECRETARY)
    return cast


def _seat(cast: Cast, who: str, body: Body, role: Role, building: Building | None = None) -> None:
    Seat.objects.create(person=cast.people[who], body=body, role=role, building=building, valid_from=SINCE)
