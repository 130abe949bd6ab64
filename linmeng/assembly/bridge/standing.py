"""What the law says about who may call owners together now: the freeze of a re-election, topics, emergencies."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from linmeng_core.conduct.assembly import unposted_topics
from linmeng_core.conduct.committee import frozen
from linmeng_core.errors import BadInput
from linmeng_core.law.load import pack_in_force

FROZEN_AS = {"hire_company": "hire_company", "use_fund": "works", "rebuild": "works", "elect_committee": ""}
"""Under which code of `freeze.matters` a matter of 278(1) falls; every other is a major one."""


@dataclass(frozen=True)
class Frozen:
    """A matter closed for now: the article that closes it, the one of emergencies, and the days for it."""

    article: str
    emergency_article: str
    emergency_days: int | None


def frozen_now(
    place: str, matter: str, day: date, *, group_formed: date | None, elected: date | None
) -> Frozen | None:
    """None where nothing is frozen: no group yet, elected already, another matter, or no such law."""
    try:
        rules, fund = (pack_in_force(place, day, subject=s) for s in ("committee", "fund"))
    except BadInput:
        return None
    code = FROZEN_AS.get(matter, "other_major")
    found = frozen(matter=code, on=day, group_formed=group_formed, elected=elected, rules=rules)
    if not found.frozen or found.source is None:
        return None
    known = fund.has("emergency.kinds")
    days = fund.number("emergency.committee_decides") if fund.has("emergency.committee_decides") else None
    return Frozen(found.source.article, fund.source("emergency.kinds").article if known else "", days)


@dataclass(frozen=True)
class Unposted:
    """Questions that stood in no posting, and the article against them."""

    questions: tuple[str, ...]
    article: str


def questions_not_posted(
    place: str, day: date, *, posted: Sequence[str], put: Sequence[str]
) -> Unposted | None:
    """What is put to the vote but was not posted before, where the law refuses that (case 34)."""
    try:
        rules = pack_in_force(place, day, subject="assembly")
    except BadInput:
        return None
    found = unposted_topics(posted=posted, put=put, rules=rules)
    return Unposted(found, rules.source("meeting.unposted_topics_refused").article) if found else None


@dataclass(frozen=True)
class MostDays:
    """For how many days a vote may be open at most."""

    days: int
    article: str


def most_days(place: str, day: date) -> MostDays | None:
    """None where the law of the place names no number."""
    try:
        rules = pack_in_force(place, day, subject="assembly")
    except BadInput:
        return None
    if not rules.has("vote.days_most"):
        return None
    return MostDays(rules.number("vote.days_most"), rules.source("vote.days_most").article)
