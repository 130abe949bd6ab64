"""The meetings' door to the core: the law of committees and assemblies at a place on a day, as plain values."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from linmeng_core.chain import canonical
from linmeng_core.conduct.assembly import unposted_topics
from linmeng_core.conduct.committee import decide, frozen
from linmeng_core.errors import BadInput
from linmeng_core.formats.sentences import spoken
from linmeng_core.law.clocks import latest_notice, months_from
from linmeng_core.law.load import holidays, pack_in_force
from linmeng_core.law.rules import Rules
from linmeng_core.lines import Line

__all__ = ["canonical", "sha256"]

AGENDA_RULE = {
    "committee": ("committee", "meeting.agenda_posted"),
    "owners_assembly": ("assembly", "meeting.notice"),
}
"""Which value of the law says how long before a meeting its agenda must hang; talks have none."""
EMERGENCY = ("fund", "emergency.kinds")


def sha256(text: str) -> str:
    """Hex SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Said:
    """A day or a figure that the law sets, with its article in the reader's choice of language."""

    article: str
    article_en: str
    verified: bool


@dataclass(frozen=True)
class Deadline(Said):
    """A last day, and how many days or months it was counted by."""

    by: date
    length: int


@dataclass(frozen=True)
class FrozenMatter:
    """A matter that the law closes to a committee in re-election."""

    code: str
    title: str
    title_en: str


@dataclass(frozen=True)
class Frozen(Said):
    """A matter is closed for now; `emergency_article` is the way that stays open."""

    emergency_article: str
    emergency_article_en: str


@dataclass(frozen=True)
class Decided:
    """A committee's own decision, explained."""

    quorum: bool
    passed: bool
    lines_zh: list[str]
    lines_en: list[str]
    article: str
    article_en: str
    pack_id: str
    pack_version: str


def _rules(place: str, day: date, subject: str) -> Rules | None:
    try:
        return pack_in_force(place, day, subject=subject)  # type: ignore[call-overload,no-any-return]
    except BadInput:
        return None


def _said(rules: Rules, key: str) -> dict[str, object]:
    source = rules.source(key)
    return {"article": source.article, "article_en": source.article_en, "verified": source.verified}


def agenda_deadline(kind: str, place: str, meeting_day: date) -> Deadline | None:
    """The last day on which the agenda of a meeting may hang; None for talks and where the law is silent."""
    if kind not in AGENDA_RULE:
        return None
    subject, key = AGENDA_RULE[kind]
    rules = _rules(place, meeting_day, subject)
    if rules is None or not rules.has(key):
        return None
    notice = rules.notice(key)
    return Deadline(**_said(rules, key), by=latest_notice(meeting_day, notice), length=notice.days)  # type: ignore[arg-type]


def undecidable(
    kind: str, place: str, meeting_day: date, items: Sequence[tuple[int, date | None]]
) -> set[int]:
    """Of (item, day on which it was posted): what stood in no agenda in time and cannot be decided (case 34)."""
    deadline = agenda_deadline(kind, place, meeting_day)
    rules = _rules(place, meeting_day, "assembly")
    if deadline is None or rules is None:
        return set()
    posted = [str(item) for item, day in items if day is not None and day <= deadline.by]
    return {int(item) for item in unposted_topics(posted=posted, put=[str(i) for i, _ in items], rules=rules)}


def unposted_article(place: str, day: date) -> tuple[str, str]:
    """The article that lets only posted topics be decided."""
    rules = _rules(place, day, "assembly")
    if rules is None:
        return "", ""
    source = rules.source("meeting.unposted_topics_refused")
    return source.article, source.article_en


def proxies_article(place: str, day: date) -> tuple[str, str] | None:
    """The article that lets no member send somebody else; None where a member may."""
    rules = _rules(place, day, "committee")
    if rules is None or rules.holds("meeting.proxies_allowed"):
        return None
    source = rules.source("meeting.proxies_allowed")
    return source.article, source.article_en


def decided(place: str, day: date, *, members: int, present: int, agreed: int) -> Decided | None:
    """Over half of **all** members, present or not (case 28); None where no law is in force."""
    rules = _rules(place, day, "committee")
    if rules is None:
        return None
    found = decide(members=members, present=present, agreed=agreed, rules=rules)
    source = rules.source("meeting.majority")
    return Decided(
        quorum=found.quorum,
        passed=found.passed,
        lines_zh=_spoken(found.lines, "zh"),
        lines_en=_spoken(found.lines, "en"),
        article=source.article,
        article_en=source.article_en,
        pack_id=rules.head.name.id,
        pack_version=rules.head.name.version,
    )


def _spoken(lines: Collection[Line], lang: str) -> list[str]:
    return spoken(lines, lang)


def frozen_matters(place: str, day: date) -> list[FrozenMatter]:
    """What a committee in re-election may not decide here; empty where the law knows no freeze."""
    rules = _rules(place, day, "committee")
    if rules is None or not rules.has("freeze.matters"):
        return []
    return [FrozenMatter(item.code, item.title, item.title_en) for item in rules.items("freeze.matters")]


def freeze_of(
    place: str, day: date, *, matter: str, group_formed: date | None, emergency: bool
) -> Frozen | None:
    """Whether a matter is closed to the committee that day (case 35), and the path that stays open."""
    rules = _rules(place, day, "committee")
    if rules is None:
        return None
    found = frozen(
        matter=matter, on=day, group_formed=group_formed, elected=None, rules=rules, emergency=emergency
    )
    if not found.frozen:
        return None
    article, article_en = _emergency_article(place, day)
    return Frozen(
        **_said(rules, "freeze.matters"),  # type: ignore[arg-type]
        emergency_article=article,
        emergency_article_en=article_en,
    )


def _emergency_article(place: str, day: date) -> tuple[str, str]:
    rules = _rules(place, day, EMERGENCY[0])
    if rules is None or not rules.has(EMERGENCY[1]):
        return "", ""
    source = rules.source(EMERGENCY[1])
    return source.article, source.article_en


def demand_share_met(place: str, day: date, *, signed: int, members: int) -> bool:
    """Whether so many members may demand a meeting (one third, and 以上 includes equality)."""
    rules = _rules(place, day, "committee")
    return rules is not None and members > 0 and rules.share("meeting.demand").met(signed, members)


def demand_missing(place: str, day: date, *, signed: int, members: int) -> int:
    """How many more members must sign a demand."""
    rules = _rules(place, day, "committee")
    return 0 if rules is None or members <= 0 else rules.share("meeting.demand").missing(signed, members)


def demanded_by(place: str, met_on: date) -> Deadline | None:
    """Until when a demanded meeting is held."""
    return _after(place, met_on, "meeting.demanded_within")


def posted_by(place: str, decided_on: date) -> Deadline | None:
    """Until when a decision is posted."""
    return _after(place, decided_on, "decision.posted")


def _after(place: str, day: date, key: str) -> Deadline | None:
    rules = _rules(place, day, "committee")
    if rules is None or not rules.has(key):
        return None
    days = rules.number(key)
    by = holidays().next_working_day(day + timedelta(days=days))  # a last day off moves on (民法典 203)
    return Deadline(**_said(rules, key), by=by, length=days)  # type: ignore[arg-type]


def next_regular(place: str, last_held: date) -> Deadline | None:
    """Until when the committee meets again; None where the law sets no rhythm."""
    rules = _rules(place, last_held, "committee")
    if rules is None or not rules.has("meeting.every"):
        return None
    months = rules.number("meeting.every")
    return Deadline(**_said(rules, "meeting.every"), by=months_from(last_held, months), length=months)  # type: ignore[arg-type]


def assembly_tells(place: str, day: date) -> tuple[str, str] | None:
    """The article by which an assembly's meeting is told to the residents' committee; None without one."""
    rules = _rules(place, day, "assembly")
    if rules is None or not rules.holds("meeting.tells_residents_committee"):
        return None
    source = rules.source("meeting.tells_residents_committee")
    return source.article, source.article_en


def committee_article(place: str, day: date) -> tuple[str, str]:
    """The article on how a committee meets: in Shanghai the one that invites the residents' committee (26)."""
    rules = _rules(place, day, "committee")
    if rules is None:
        return "", ""
    source = rules.source("meeting.quorum")
    return source.article, source.article_en
