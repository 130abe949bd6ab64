"""Reading a twin file: what all cases have, and the reader of each kind."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from linmeng_core.law.cases import acts, bodies, days, elections, money, votes
from linmeng_core.law.cases.fields import NOTICE_DAY, expected
from linmeng_core.law.strict_toml import Table

Given = (
    votes.VoteGiven
    | elections.ElectionGiven
    | days.ClockGiven
    | money.ShareGiven
    | money.RefillGiven
    | bodies.CommitteeGiven
    | bodies.PetitionGiven
    | acts.Act
)
COMMON = ("number", "kind", "title", "title_en", "why", "article", "place", "date", "expect")
KINDS: Mapping[str, tuple[tuple[str, ...], Callable[[Table], Given]]] = {
    "tally": (votes.KEYS, votes.read_vote),
    "elect": (elections.KEYS, elections.read_election),
    "clock": (days.KEYS, days.read_clock),
    "share": (money.SHARE_KEYS, money.read_share),
    "committee": (bodies.COMMITTEE_KEYS, bodies.read_committee),
    "petition": (bodies.PETITION_KEYS, bodies.read_petition),
    "refill": (money.REFILL_KEYS, money.read_refill),
    "action": (acts.KEYS, acts.read_act),
}
"""The keys of each kind beside the common ones, and its reader."""


@dataclass(frozen=True)
class Case:
    """One worked case: who, when, and what must come out (`expect`: a part of the result)."""

    number: str
    kind: str
    title: str
    title_en: str
    why: str
    article: str
    place: str
    day: date
    given: Given
    expect: Mapping[str, Any]


def read_cases(document: Table, *, place: str = "cn") -> tuple[Case, ...]:
    """All cases of a twin file, numbers distinct. `place`: where they happen unless one says otherwise."""
    document.done("case")
    cases: list[Case] = []
    for table in document.tables("case"):
        case = _case(table, place)
        if any(case.number == earlier.number for earlier in cases):
            raise table.fault("toml_duplicate", "number", given=case.number)
        cases.append(case)
    return tuple(cases)


def _case(table: Table, place: str) -> Case:
    kind = table.one_of("kind", tuple(KINDS))
    keys, read = KINDS[kind]
    table.done(*COMMON, *keys)
    return Case(
        number=table.text("number"),
        kind=kind,
        title=table.text("title"),
        title_en=table.text("title_en"),
        why=table.text("why", ""),
        article=table.text("article"),
        place=table.text("place", place),
        day=table.day("date", NOTICE_DAY),
        given=read(table),
        expect=expected(table),
    )
