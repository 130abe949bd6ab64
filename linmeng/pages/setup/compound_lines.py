"""A compound with all that is known of it on the first day: who serves it, how its committee stands."""

from dataclasses import dataclass, replace
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.alliance import actions
from linmeng.alliance.models import Body, CommitteeTerm, Compound
from linmeng.alliance.permissions import may_set_committee_state
from linmeng.alliance.queries import residents_area
from linmeng.common.actor import Actor
from linmeng.pages.setup.table_lines import LineColumn, TableLine, day_of, number_of
from linmeng.people.queries import hats_of

STATE_WORDS = {
    "在任": "in_office",
    "换届中": "in_reelection",
    "空缺": "vacant",
    "代管": "acting",
    "没有": "vacant",
    "未成立": "vacant",
}
COLUMNS = (
    LineColumn("name", "小区名称", "梧桐苑", ("小区", "名称"), width=16),
    LineColumn("code", "代码", "wt", ("编码", "小区代码")),
    LineColumn("address", "地址", "梧桐路3弄", ("坐落",), width=24),
    LineColumn("built_year", "建成年份", "1988", ("建成年", "年份")),
    LineColumn("company", "物业企业", "邻里物业", ("物业", "物业公司"), width=18),
    LineColumn("service_from", "物业起始日期", "2022-01-01", ("物业进驻日期",)),
    LineColumn("state", "业委会状态", "在任", ("业委会",), words=("在任", "换届中", "空缺", "代管")),
    LineColumn("term", "届次", "3"),
    LineColumn("members", "委员人数", "5", ("委员",)),
    LineColumn("starts_on", "届期开始", "2024-03-01"),
    LineColumn("ends_on", "届期结束", "2029-02-28"),
    LineColumn("filing", "备案号", "备2024-12", ("备案证号",)),
)
HEADING = {column.key: column.heading for column in COLUMNS}


@dataclass(frozen=True, kw_only=True)
class CompoundTold:
    """What is told of one compound; everything but name and address may follow later."""

    name: str
    address: str
    code: str = ""
    built_year: int | None = None
    residents_committee_id: int | None = None
    company: str = ""
    service_from: date | None = None
    state: str = ""
    term: int | None = None
    members: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    filing: str = ""


def told_in(line: TableLine) -> CompoundTold:
    """A line as typed values; what cannot be read is refused with its heading."""
    state = line["state"]
    if state and state not in STATE_WORDS:
        raise ValidationError(
            _("“%(found)s” is no state of a committee: 在任, 换届中, 空缺 or 代管.") % {"found": state[:20]}
        )
    numbers = {key: number_of(line[key], HEADING[key]) for key in ("built_year", "term", "members")}
    days = {key: day_of(line[key], HEADING[key]) for key in ("service_from", "starts_on", "ends_on")}
    words = {key: line[key] for key in ("name", "code", "address", "company", "filing")}
    return CompoundTold(**words, **numbers, **days, state=STATE_WORDS.get(state, ""))  # type: ignore[arg-type]


def next_code() -> str:
    """The next free code, as short as an address likes it: c01, c02 …"""
    taken = set(Compound.all_ever.values_list("code", flat=True))
    return next(code for number in range(1, 1000) if (code := f"c{number:02d}") not in taken)


def reaching_anew(actor: Actor) -> Actor:
    """The same actor, whose hat now reaches the compound entered a moment ago."""
    if actor.hat is None or actor.person_id is None:
        return actor
    worn = [hat for hat in hats_of(actor.person_id, actor.today) if hat.seat_id == actor.hat.seat_id]
    return replace(actor, hat=worn[0]) if worn else actor


def own_residents_committee(actor: Actor) -> int | None:
    """The clerk's own; else the only one there is."""
    if actor.hat is not None and actor.hat.body_kind == Body.Kind.RESIDENTS_COMMITTEE:
        return actor.hat.body_id
    ids = list(Body.objects.filter(kind=Body.Kind.RESIDENTS_COMMITTEE).values_list("id", flat=True)[:2])
    return ids[0] if len(ids) == 1 else None


def enter_compound(actor: Actor, told: CompoundTold) -> Compound:
    """The compound, its service, its committee and how that stands, each by its own act."""
    compound = actions.add_compound(
        actor,
        code=told.code or next_code(),
        name=told.name,
        address=told.address,
        built_year=told.built_year,
        residents_committee_id=told.residents_committee_id or own_residents_committee(actor),
        place=residents_area().place,
    )
    actor = reaching_anew(actor)
    if told.company:
        begin_service(actor, compound.id, told.company, told.service_from or actor.today)
    committee = actions.add_body(
        actor, kind=Body.Kind.OWNERS_COMMITTEE, name=f"{told.name}业主委员会", compound_id=compound.id
    )
    if told.state and may_set_committee_state(actor, compound.id):
        enter_standing(actor, committee.id, told)
    return compound


def begin_service(actor: Actor, compound_id: int, company: str, valid_from: date) -> None:
    """A company by its name, entered if it is new."""
    kind = Body.Kind.PROPERTY_COMPANY
    body = Body.objects.filter(kind=kind, name=company).first() or actions.add_body(
        actor, kind=kind, name=company
    )
    actions.start_service(actor, company_id=body.id, compound_id=compound_id, valid_from=valid_from)


def enter_standing(actor: Actor, body_id: int, told: CompoundTold) -> None:
    """In office or in re-election: the term with its filing. Vacant or acting: since when."""
    if told.state not in ("in_office", "in_reelection"):
        on = told.starts_on or actor.today
        actions.set_committee_state(actor, body_id=body_id, state=told.state, on=on, filing=told.filing)
        return
    if told.term is None or told.members is None or told.starts_on is None:
        raise ValidationError(
            _("A committee in office is told with its term's number, its members and the day it began.")
        )
    actions.begin_term(
        actor,
        body_id=body_id,
        number=told.term,
        members=told.members,
        starts_on=told.starts_on,
        ends_on=told.ends_on,
        filing=told.filing,
    )
    if told.state == CommitteeTerm.State.IN_REELECTION:
        actions.set_committee_state(
            actor, body_id=body_id, state=told.state, on=actor.today, filing=told.filing
        )


def enter_line(actor: Actor, line: TableLine) -> str:
    """One line of the table; a compound that is there already stays as it is."""
    told = told_in(line)
    if not told.name:
        raise ValidationError(_("The compound has no name."))
    known = Compound.objects.filter(name=told.name).first()
    if known is not None:
        return _("is there already and stays as it is")
    compound = enter_compound(actor, told)
    return _("new, with the code %(code)s") % {"code": compound.code}
