"""Bodies, compounds, rolls and seats of the sample alliance."""

from dataclasses import dataclass, field
from datetime import date, datetime

from linmeng.alliance import actions as alliance
from linmeng.alliance.models import Body, Building, Compound
from linmeng.ground.models import Alliance
from linmeng.pages.sample.cast import CAST, HOMES_OF_CAST
from linmeng.pages.sample.compounds import COMPOUNDS, FACILITIES, STRENGTHS, CompoundPlan
from linmeng.pages.sample.neighbours import Home, Neighbour, homes_of
from linmeng.pages.sample.timeline import Timeline, system
from linmeng.people import actions as people
from linmeng.people.bridge import RollOwner, RollPerson, RollResident, RollRow
from linmeng.people.models import ContactWay, Ownership, Person, Residence, User

SINCE_YEARS = 6
REELECTED_SINCE = 122


@dataclass
class Founded:
    """What the rest of the past builds on."""

    alliance: Alliance
    compounds: dict[str, Compound] = field(default_factory=dict)
    committees: dict[str, Body] = field(default_factory=dict)
    directors: dict[str, Person] = field(default_factory=dict)
    cast: dict[str, Person] = field(default_factory=dict)
    residents: Body | None = None
    party: Body | None = None


def found(alliance_row: Alliance, timeline: Timeline) -> Founded:
    """Everything that stood before the first voice."""
    founded = Founded(alliance_row)
    at = timeline.at(400)
    since = date(timeline.today.year - SINCE_YEARS, 3, 1)
    founded.residents = _body(at, Body.Kind.RESIDENTS_COMMITTEE, "东镇居民委员会")
    founded.party = _body(at, Body.Kind.PARTY_ORGANISATION, "东镇居民区党总支")
    companies = {
        name: _body(at, Body.Kind.PROPERTY_COMPANY, name) for name in sorted({p.company for p in COMPOUNDS})
    }
    for plan in COMPOUNDS:
        _compound(founded, plan, companies[plan.company], timeline, since)
    _cast(founded, at, since)
    for plan in COMPOUNDS:
        _committee(founded, plan, timeline, since)
    _profiles(founded, at)
    return founded


def _body(at: datetime, kind: str, name: str, compound_id: int | None = None) -> Body:
    return alliance.add_body(system(at), kind=kind, name=name, compound_id=compound_id)


def _person(who: Neighbour) -> RollPerson:
    return RollPerson(
        name=who.name,
        phone=who.phone,
        contact=who.way,
        company=who.born_year == 0,
        born_year=who.born_year or None,
        large_print=0 < who.born_year < 1950,
    )


def _row(home: Home) -> RollRow:
    owners = tuple(
        RollOwner(_person(owner), basis=home.basis, representative=place == home.representative)
        for place, owner in enumerate(home.owners)
    )
    residents = [RollResident(_person(o), "owner") for o in home.owners] if home.owners_live_here else []
    residents += [RollResident(_person(r), "tenant" if home.tenants else "family") for r in home.residents]
    return RollRow(
        building=home.building,
        entrance=home.entrance,
        room=home.room,
        area_dm2=home.area_dm2,
        floor=home.floor,
        status=home.status,
        owners=owners,
        residents=tuple(residents),
    )


def _compound(founded: Founded, plan: CompoundPlan, company: Body, timeline: Timeline, since: date) -> None:
    at = timeline.at(400)
    assert founded.residents is not None  # noqa: S101  founded just before
    compound = alliance.add_compound(
        system(at),
        code=plan.code,
        name=plan.name,
        address=plan.address,
        built_year=plan.year,
        residents_committee_id=founded.residents.id,
    )
    founded.compounds[plan.code] = compound
    number = 0
    for block in plan.blocks:
        for _ in range(block.count):
            number += 1
            alliance.add_building(
                system(at),
                compound_id=compound.id,
                code=str(number),
                floors=block.floors,
                lifts=block.lifts,
                walk_order=number,
            )
    homes = HOMES_OF_CAST.put_into(plan.code, homes_of(plan, timeline.today))
    people.fill_compound(
        system(at), compound_id=compound.id, rows=[_row(home) for home in homes], valid_from=since
    )
    alliance.start_service(system(at), company_id=company.id, compound_id=compound.id, valid_from=since)
    alliance.adopt_rules_of_procedure(
        system(at),
        compound_id=compound.id,
        valid_from=since,
        web_ballots=plan.web_ballots,
        small_works_limit_fen=500_000,
    )
    founded.committees[plan.code] = _body(
        at, Body.Kind.OWNERS_COMMITTEE, f"{plan.name}业主委员会", compound.id
    )


def _cast(founded: Founded, at: datetime, since: date) -> None:
    """Log-ins of the cast; those who live somewhere are on the roll already."""
    for member in CAST:
        on_roll = Person.objects.filter(contact_ways__value=member.phone).first()
        person = on_roll or Person.objects.create(name=member.name, born_year=member.born_year)
        if on_roll is None:
            ContactWay.objects.create(person=person, kind="sms", value=member.phone, preferred=True)
        person.user = User.objects.create(
            phone=member.phone, phone_verified=True, password=member.hashed_password()
        )
        person.save(update_fields=["user"])
        founded.cast[member.key] = person


def _committee(founded: Founded, plan: CompoundPlan, timeline: Timeline, since: date) -> None:
    body, compound = founded.committees[plan.code], founded.compounds[plan.code]
    at = timeline.at(395)
    if plan.committee == "vacant":
        alliance.set_committee_state(system(at), body_id=body.id, state="vacant", on=timeline.day(380))
        return
    starts, ends = date(timeline.today.year - 2, 3, 1), date(timeline.today.year + 2, 12, 31)
    alliance.begin_term(
        system(at),
        body_id=body.id,
        number=plan.term,
        members=plan.members,
        starts_on=starts,
        ends_on=ends,
        filing="示例备案",
    )
    chosen = _members(founded, plan, compound)
    founded.directors[plan.code] = chosen[0]
    for place, person in enumerate(chosen):
        role = "committee_director" if place == 0 else "committee_member"
        people.open_seat(system(at), person_id=person.id, body_id=body.id, role=role, valid_from=starts)
    if plan.committee in ("in_reelection", "acting"):
        days_ago = REELECTED_SINCE if plan.committee == "in_reelection" else 60
        timeline.plan(days_ago, lambda at: _leave_office(body, plan.committee, at))


def _leave_office(body: Body, state: str, at: datetime) -> None:
    alliance.set_committee_state(system(at), body_id=body.id, state=state, on=at.date(), filing="示例备案")


def _members(founded: Founded, plan: CompoundPlan, compound: Compound) -> list[Person]:
    """The committee's members: the cast where they sit, else owners spread over the buildings."""
    named = [founded.cast[m.key] for m in CAST if m.committee_of == plan.code]
    owners = Ownership.objects.filter(unit__compound=compound, person__kind="natural", valid_to__isnull=True)
    ids = list(owners.order_by("unit__walk_order", "id").values_list("person_id", flat=True))
    step = max(len(ids) // (plan.members + 1), 1)
    others = Person.objects.in_bulk(ids[step::step])
    spread = [others[pk] for pk in ids[step::step] if others[pk] not in named]
    return (named + spread)[: plan.members]


def _profiles(founded: Founded, at: datetime) -> None:
    for code, kind, title, words in STRENGTHS:
        alliance.add_strength(
            system(at), compound_id=founded.compounds[code].id, kind=kind, title=title, words=words
        )
    for code, kind, name, year, condition, risk, note in FACILITIES:
        alliance.add_facility(
            system(at),
            compound_id=founded.compounds[code].id,
            kind=kind,
            name=name,
            since_year=year,
            condition=condition,
            risk=risk,
            note=note,
        )


def give_seats(founded: Founded, timeline: Timeline, since: date) -> None:
    """The seats of the cast outside the owners' committees, and a building leader in every building."""
    at = timeline.at(390)
    assert founded.residents is not None and founded.party is not None  # noqa: S101
    bodies = {"residents": founded.residents, "party": founded.party}
    for member in CAST:
        if member.role and not member.committee_of:
            body = bodies.get(member.body) or Body.objects.get(name=member.body)
            people.open_seat(
                system(at),
                person_id=founded.cast[member.key].id,
                body_id=body.id,
                role=member.role,
                building_id=_building_id(founded, member.building),
                valid_from=since,
            )
    _leaders(founded, at, since)


def _building_id(founded: Founded, place: str) -> int | None:
    if not place:
        return None
    code, building = place.split("/")
    return Building.objects.get(compound=founded.compounds[code], code=building).id


def _leaders(founded: Founded, at: datetime, since: date) -> None:
    """One elder of each building takes charge of its doors."""
    taken = set(Building.objects.filter(seats__role="building_leader").values_list("id", flat=True))
    elders = Residence.objects.filter(
        kind="owner", person__born_year__lte=at.year - 60, valid_to__isnull=True
    )
    by_building: dict[int, int] = {}
    for building_id, person_id in elders.order_by("-unit__walk_order", "id").values_list(
        "unit__building_id", "person_id"
    ):
        by_building.setdefault(building_id, person_id)
    assert founded.residents is not None  # noqa: S101
    for building_id, person_id in sorted(by_building.items()):
        if building_id not in taken:
            people.open_seat(
                system(at),
                person_id=person_id,
                body_id=founded.residents.id,
                role="building_leader",
                building_id=building_id,
                valid_from=since,
            )
