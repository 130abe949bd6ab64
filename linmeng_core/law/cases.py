"""Worked cases beside a pack, written so that a lawyer can read and correct them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from linmeng_core.errors import BadInput
from linmeng_core.law.clocks import CHINA
from linmeng_core.law.packs import MATTERS, POLICIES
from linmeng_core.law.strict_toml import Table
from linmeng_core.measures import parse_area

VOTES = ("yes", "no", "abstain", "unclear", "none")
STATUSES = ("sold", "unsold", "undelivered")
NOTICE_DAY = date(2026, 7, 5)
CAST_AT = datetime(2026, 7, 25, 9, tzinfo=CHINA)


@dataclass(frozen=True)
class Doors:
    """Some units alike. Without `owners` each unit belongs to a person of its own; `vote` is theirs."""

    name: str
    units: int
    area_dm2: int
    owners: tuple[str, ...]
    status: str
    delivered: bool
    representative: str | None
    vote: str

    def codes(self) -> tuple[str, ...]:
        """The unit codes: the name itself for one unit, name-1, name-2 … for several."""
        if self.units == 1:
            return (self.name,)
        return tuple(f"{self.name}-{number}" for number in range(1, self.units + 1))

    def owners_of(self, code: str) -> tuple[str, ...]:
        return self.owners or (f"owner of {code}",)


@dataclass(frozen=True)
class Cast:
    """One ballot written out in full, after those given by the doors."""

    unit: str
    choice: str
    by: str
    proxy_for: str | None
    channel: str
    at: datetime


@dataclass(frozen=True)
class Case:
    """One worked case: who, when, and what the count must say (`expect`: a part of the result file)."""

    number: str
    kind: str
    title: str
    title_en: str
    why: str
    article: str
    place: str
    day: date
    matter: str
    policy: Mapping[str, str]
    closes_at: datetime | None
    doors: tuple[Doors, ...]
    ballots: tuple[Cast, ...]
    expect: Mapping[str, Any]


def read_cases(document: Table) -> tuple[Case, ...]:
    """All cases of a twin file, numbers distinct."""
    document.done("case")
    cases: list[Case] = []
    for table in document.tables("case"):
        case = _case(table)
        if any(case.number == earlier.number for earlier in cases):
            raise table.fault("toml_duplicate", "number", given=case.number)
        cases.append(case)
    return tuple(cases)


def _case(table: Table) -> Case:
    table.done(
        "number", "kind", "title", "title_en", "why", "article", "place", "date", "matter",
        "policy", "closes_at", "doors", "ballots", "expect",
    )  # fmt: skip
    return Case(
        number=table.text("number"),
        kind=table.one_of("kind", ("tally",)),
        title=table.text("title"),
        title_en=table.text("title_en"),
        why=table.text("why", ""),
        article=table.text("article"),
        place=table.text("place", "cn"),
        day=table.day("date", NOTICE_DAY),
        matter=table.one_of("matter", MATTERS),
        policy=_policy(table),
        closes_at=table.moment("closes_at") if "closes_at" in table.values else None,
        doors=tuple(_doors(group) for group in table.tables("doors")),
        ballots=tuple(_cast(ballot) for ballot in table.tables("ballots")),
        expect=_expected(table.table("expect")),
    )


def _policy(table: Table) -> dict[str, str]:
    """The usual policies of the pack, except where the case says otherwise."""
    if "policy" not in table.values:
        return {}
    policy = table.table("policy")
    policy.done(*POLICIES)
    return {key: policy.one_of(key, POLICIES[key]) for key in policy.values}


def _doors(group: Table) -> Doors:
    group.done("name", "units", "area_m2", "owners", "status", "delivered", "representative", "vote")
    return Doors(
        name=group.text("name"),
        units=group.number("units", 1),
        area_dm2=_area(group),
        owners=group.texts("owners", ()),
        status=group.one_of("status", STATUSES, "sold"),
        delivered=group.flag("delivered", True),
        representative=group.text("representative") if "representative" in group.values else None,
        vote=group.one_of("vote", VOTES, "none"),
    )


def _area(group: Table) -> int:
    try:
        return parse_area(group.text("area_m2"))
    except BadInput as fault:
        raise group.fault(fault.code, "area_m2", **fault.params) from fault


def _cast(ballot: Table) -> Cast:
    ballot.done("unit", "choice", "by", "proxy_for", "channel", "at")
    return Cast(
        unit=ballot.text("unit"),
        choice=ballot.one_of("choice", VOTES[:4]),
        by=ballot.text("by"),
        proxy_for=ballot.text("proxy_for") if "proxy_for" in ballot.values else None,
        channel=ballot.text("channel", "paper"),
        at=ballot.moment("at", CAST_AT),
    )


def _expected(expect: Table) -> Mapping[str, Any]:
    if not expect.values:
        raise expect.fault("toml_empty")
    _refuse_decimals(expect, expect.values)
    return expect.values


def _refuse_decimals(expect: Table, content: object) -> None:
    if isinstance(content, Decimal):
        raise expect.fault("toml_decimal", given=str(content))
    if isinstance(content, dict):
        for value in content.values():
            _refuse_decimals(expect, value)
    if isinstance(content, list):
        for value in content:
            _refuse_decimals(expect, value)
