"""Many seats at once: who is on the roll is found there, who is not is entered, and each gets their seat."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from linmeng.alliance.models import Body, Building, Compound
from linmeng.alliance.queries import committee_of, property_company_of
from linmeng.common.actor import Actor
from linmeng.pages.setup.table_lines import LineColumn, TableLine
from linmeng.people import actions
from linmeng.people.models import ContactWay, Ownership, Person, Residence, Role, Seat
from linmeng.people.permissions import COMMITTEE
from linmeng.people.phone import mobile_number
from linmeng.people.queries import in_force

ROLE_WORDS = {
    "社工": "clerk",
    "书记": "secretary",
    "业委会主任": "committee_director",
    "主任": "committee_director",
    "业委会委员": "committee_member",
    "委员": "committee_member",
    "物业经理": "property_manager",
    "物业人员": "property_worker",
    "楼组长": "building_leader",
    "志愿者": "volunteer",
}
OFFERED = ("社工", "业委会主任", "业委会委员", "物业经理", "物业人员", "楼组长", "志愿者", "书记")
COLUMNS = (
    LineColumn("name", "姓名", "张示例"),
    LineColumn("phone", "手机", "13800000009", ("手机号", "电话")),
    LineColumn("role", "职务", "楼组长", ("岗位",), words=OFFERED),
    LineColumn("compound", "小区", "梧桐苑", ("小区名称",), width=18),
    LineColumn("building", "楼栋", "3号楼", ("楼", "幢", "楼号")),
)
OF_RESIDENTS_COMMITTEE = ("clerk", "building_leader", "volunteer")


@dataclass(frozen=True)
class Place:
    """Where a seat is: its body, and for a leader the compound and the building."""

    body: Body
    compound: Compound | None = None
    building: Building | None = None


def enter_line(actor: Actor, line: TableLine) -> str:
    """One person, one seat. A seat they hold already stays as it is."""
    role = _role(line["role"])
    place = _place(actor, role, line)
    person, how = find_or_enter(actor, line["name"], line["phone"], role, place)
    held = Seat.objects.filter(in_force(actor.today), person=person, body=place.body, role=role)
    if held.filter(building=place.building).exists():
        return _("holds this seat already")
    building_id = place.building.id if place.building is not None else None
    actions.open_seat(
        actor,
        person_id=person.id,
        body_id=place.body.id,
        role=role,
        valid_from=actor.today,
        building_id=building_id,
    )
    return how


def _role(word: str) -> str:
    role = ROLE_WORDS.get(word.replace(" ", ""), word)
    if role not in Role.values:
        raise ValidationError(
            _("“%(found)s” is no office here. One of: %(words)s.")
            % {"found": word[:20], "words": "、".join(OFFERED)}
        )
    return role


def _place(actor: Actor, role: str, line: TableLine) -> Place:
    if role == Role.SECRETARY:
        return Place(_only_body(Body.Kind.PARTY_ORGANISATION))
    if role == Role.CLERK and not line["compound"]:
        return Place(_only_body(Body.Kind.RESIDENTS_COMMITTEE))
    compound = _compound(line["compound"])
    return Place(_body(actor, role, compound), compound, _building(compound, line["building"]))


def _only_body(kind: Body.Kind) -> Body:
    bodies = list(Body.objects.filter(kind=kind)[:2])
    if len(bodies) != 1:
        raise ValidationError(_("Which body is meant? Please name a compound."))
    return bodies[0]


def _compound(word: str) -> Compound:
    found = Compound.objects.filter(Q(name=word) | Q(code=word)).first() if word else None
    if found is None:
        raise ValidationError(_("No compound is called “%(found)s”.") % {"found": word[:20]})
    return found


def _body(actor: Actor, role: str, compound: Compound) -> Body:
    if role in OF_RESIDENTS_COMMITTEE:
        body = compound.residents_committee
    elif role in COMMITTEE:
        body = committee_of(compound.id)
    else:
        body = property_company_of(compound.id, actor.today)
    if body is None:
        raise ValidationError(
            _("%(compound)s has no such body yet; enter it with the compound first.")
            % {"compound": compound.name}
        )
    return body


def _building(compound: Compound, word: str) -> Building | None:
    if not word:
        return None
    plain = word.removesuffix("号楼").removesuffix("幢").removesuffix("楼")
    found = Building.objects.filter(Q(name=word) | Q(code__in=[word, plain]), compound=compound).first()
    if found is None:
        raise ValidationError(
            _("%(compound)s has no building “%(found)s” yet; buildings come with the roll.")
            % {"compound": compound.name, "found": word[:20]}
        )
    return found


def find_or_enter(actor: Actor, name: str, phone: str, role: str, place: Place) -> tuple[Person, str]:
    """The person on the roll by name and number; by name alone where only one is meant; else a new one."""
    name, number = name.replace(" ", ""), mobile_number(phone)
    if not name or number is None:
        raise ValidationError(_("Name and mobile number (11 digits) are both needed."))
    ways = ContactWay.objects.filter(kind=ContactWay.Kind.SMS, value=number, ended_at__isnull=True)
    holders = [way.person for way in ways.select_related("person")]
    same = [person for person in holders if person.name == name]
    if same:
        return same[0], _("known already, now with this seat")
    if holders:
        raise ValidationError(
            _("This number stands here under another name. Please compare name and number.")
        )
    found = _on_roll(actor, name, role, place)
    if found is None:
        return actions.add_person(actor, name=name, phone=number), _("new here, with this seat")
    _add_number(actor, found, number)
    return found, _("found on the roll, the number is noted")


def _on_roll(actor: Actor, name: str, role: str, place: Place) -> Person | None:
    """Neighbours are looked for where their seat is: members in the compound, leaders in their building."""
    if place.compound is None or role not in (*COMMITTEE, Role.BUILDING_LEADER, Role.VOLUNTEER):
        return None
    units = Q(unit__compound=place.compound)
    if place.building is not None:
        units &= Q(unit__building=place.building)
    ids = [
        set(rows.filter(in_force(actor.today), units, person__name=name).values_list("person_id", flat=True))
        for rows in (Ownership.objects, Residence.objects)
    ]
    found = list(Person.objects.filter(id__in=reduce(or_, ids))[:2])
    if len(found) > 1:
        raise ValidationError(
            _("Several neighbours are called %(name)s. Enter the number on the roll first.") % {"name": name}
        )
    return found[0] if found else None


def _add_number(actor: Actor, person: Person, number: str) -> None:
    other = person.contact_ways.filter(kind=ContactWay.Kind.SMS, ended_at__isnull=True).first()  # type: ignore[attr-defined]
    if other is not None:
        raise ValidationError(
            _("%(name)s stands on the roll with another number. Please compare.") % {"name": person.name}
        )
    actions.add_contact_way(actor, person_id=person.id, kind=ContactWay.Kind.SMS, value=number)
