"""Cases of an act that the law allows or forbids (`action`). `ask` says which rule is tried."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from linmeng_core.law.cases.fields import measure, money, optional_day, optional_number, pairs
from linmeng_core.law.packs import POLICIES
from linmeng_core.law.strict_toml import Table
from linmeng_core.measures import Measure


@dataclass(frozen=True)
class Turn:
    """One count in short: all, those who took part, those in favour."""

    total: Measure
    participating: Measure
    yes: Measure


@dataclass(frozen=True)
class MandateGiven:
    """One written mandate; `wrote` and `cast`: what the principal wrote and what the agent voted."""

    agent: str
    principal: str
    written: bool
    property_staff: bool
    wrote: str
    cast: str


@dataclass(frozen=True)
class ProxiesGiven:
    """Mandates as they came in; `limit` and `staff_refused`: of the rules of procedure, beside the law's."""

    limit: int | None
    staff_refused: bool
    mandates: tuple[MandateGiven, ...]


@dataclass(frozen=True)
class AgendaGiven:
    """Topics posted with the notice, and topics put to the vote."""

    posted: tuple[str, ...]
    put: tuple[str, ...]


@dataclass(frozen=True)
class FreezeGiven:
    """What a committee wants to decide, and how far its re-election has come."""

    matter: str
    group_formed: date | None
    elected: date | None
    emergency: str


@dataclass(frozen=True)
class LiftGiven:
    """The building's own vote and, where the lift takes common ground, that of the compound."""

    takes_common_ground: bool
    building: Turn
    compound: Turn | None


@dataclass(frozen=True)
class PolicyGiven:
    """The policies frozen at notice, and those now proposed."""

    frozen: Mapping[str, str]
    now: Mapping[str, str]


@dataclass(frozen=True)
class RecountGiven:
    """Two counts, ballot by ballot."""

    first: Mapping[str, str]
    second: Mapping[str, str]


@dataclass(frozen=True)
class TransferGiven:
    """A unit sold while the vote runs. `cast_on`: the day on which the former owner cast, if at all."""

    former: str
    buyer: str
    noticed: date
    registered: date
    cast_on: date | None
    owner_at: str


@dataclass(frozen=True)
class IncomeGiven:
    """A quarter's net income from common parts, and what of it goes to the fund."""

    net_fen: int
    moved_fen: int


@dataclass(frozen=True)
class EmergencyGiven:
    """What is broken, and the papers at hand."""

    kind: str
    paper: bool


@dataclass(frozen=True)
class CandidateGiven:
    """What was found about a candidate, and whether the pledge was signed."""

    found: tuple[str, ...]
    pledged: bool


@dataclass(frozen=True)
class SettingGiven:
    """What the law of the place says about one value, and in which file it stands."""

    subject: str
    key: str


AskGiven = (
    ProxiesGiven
    | AgendaGiven
    | FreezeGiven
    | LiftGiven
    | PolicyGiven
    | RecountGiven
    | TransferGiven
    | IncomeGiven
    | EmergencyGiven
    | CandidateGiven
    | SettingGiven
)


@dataclass(frozen=True)
class Act:
    """Which rule is tried, and on what."""

    ask: str
    given: AskGiven


KEYS = ("ask", "given")


def read_act(table: Table) -> Act:
    """The part of an `action` case that says what is tried."""
    ask = table.one_of("ask", tuple(READERS))
    return Act(ask, READERS[ask](table.table("given")))


def _proxies(given: Table) -> ProxiesGiven:
    given.done("limit", "staff_refused", "mandates")
    return ProxiesGiven(
        optional_number(given, "limit"),
        given.flag("staff_refused", False),
        tuple(_mandate(entry) for entry in given.tables("mandates")),
    )


def _mandate(entry: Table) -> MandateGiven:
    entry.done("agent", "principal", "written", "property_staff", "wrote", "cast")
    return MandateGiven(
        agent=entry.text("agent"),
        principal=entry.text("principal"),
        written=entry.flag("written", True),
        property_staff=entry.flag("property_staff", False),
        wrote=entry.text("wrote", "yes"),
        cast=entry.text("cast", "yes"),
    )


def _agenda(given: Table) -> AgendaGiven:
    given.done("posted", "put")
    return AgendaGiven(given.texts("posted"), given.texts("put"))


def _freeze(given: Table) -> FreezeGiven:
    given.done("matter", "group_formed", "elected", "emergency")
    return FreezeGiven(
        given.text("matter"),
        optional_day(given, "group_formed"),
        optional_day(given, "elected"),
        given.text("emergency", ""),
    )


def _lift(given: Table) -> LiftGiven:
    given.done("takes_common_ground", "building", "compound")
    compound = _turn(given, "compound") if "compound" in given.values else None
    return LiftGiven(given.flag("takes_common_ground"), _turn(given, "building"), compound)


def _turn(given: Table, key: str) -> Turn:
    table = given.table(key)
    table.done("total", "participating", "yes")
    return Turn(measure(table, "total"), measure(table, "participating"), measure(table, "yes"))


def _policy(given: Table) -> PolicyGiven:
    given.done("frozen", "now")
    given.table("frozen").done(*POLICIES)
    given.table("now").done(*POLICIES)
    return PolicyGiven(pairs(given, "frozen"), pairs(given, "now"))


def _recount(given: Table) -> RecountGiven:
    given.done("first", "second")
    return RecountGiven(pairs(given, "first"), pairs(given, "second"))


def _transfer(given: Table) -> TransferGiven:
    given.done("former", "buyer", "noticed", "registered", "cast_on", "owner_at")
    return TransferGiven(
        former=given.text("former"),
        buyer=given.text("buyer"),
        noticed=given.day("noticed"),
        registered=given.day("registered"),
        cast_on=optional_day(given, "cast_on"),
        owner_at=given.one_of("owner_at", ("", "casting", "notice"), ""),
    )


def _income(given: Table) -> IncomeGiven:
    given.done("net_yuan", "moved_yuan")
    return IncomeGiven(money(given, "net_yuan"), money(given, "moved_yuan"))


def _emergency(given: Table) -> EmergencyGiven:
    given.done("kind", "paper")
    return EmergencyGiven(given.text("kind"), given.flag("paper", False))


def _candidate(given: Table) -> CandidateGiven:
    given.done("found", "pledged")
    return CandidateGiven(given.texts("found", ()), given.flag("pledged", True))


def _setting(given: Table) -> SettingGiven:
    given.done("subject", "key")
    return SettingGiven(given.text("subject"), given.text("key"))


READERS: Mapping[str, Callable[[Table], AskGiven]] = {
    "proxies": _proxies,
    "agenda": _agenda,
    "freeze": _freeze,
    "lift": _lift,
    "policy": _policy,
    "recount": _recount,
    "transfer": _transfer,
    "income": _income,
    "emergency": _emergency,
    "candidate": _candidate,
    "setting": _setting,
}
"""The rules that may be tried, each with the reader of what it is tried on."""
