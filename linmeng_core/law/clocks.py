"""The days the law counts. The day of an event is never counted itself (民法典 201); a term whose last day
is a day off ends on the next working day (203); months and years end on the corresponding day (202).
"""

from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone

from linmeng_core.errors import BadInput, quoted
from linmeng_core.law.holidays import Holidays
from linmeng_core.law.packs import NoticeRule
from linmeng_core.law.rules import Rules
from linmeng_core.law.sources import Source
from linmeng_core.lines import Line, line

CHINA = timezone(timedelta(hours=8))
"""Asia/Shanghai, which has kept one offset since 1991."""


def earliest_opening(notice_day: date, rule: NoticeRule) -> date:
    """The first day on which a vote announced on `notice_day` may open.

    With `whole_days_must_pass` all the days must have gone by (notice 5 July, 15 days → 21 July);
    without it the vote may open on the last of them (→ 20 July).
    """
    return notice_day + timedelta(days=rule.days + rule.whole_days_must_pass)


def latest_notice(meeting_day: date, rule: NoticeRule) -> date:
    """The last day on which a meeting of `meeting_day` may still be announced: `earliest_opening` turned."""
    return meeting_day - timedelta(days=rule.days + rule.whole_days_must_pass)


def closing_instant(last_day: date) -> datetime:
    """A closing day ends at the next 00:00 +08:00; a ballot at that very instant is late."""
    return datetime.combine(last_day + timedelta(days=1), time(), CHINA)


def months_from(day: date, months: int) -> date:
    """The corresponding day so many months on (or back); without one, the month's last (民法典 202)."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


YEARS = range(1950, 9000)
"""Years in which an event of ours can lie; terms from them stay within the calendar."""


@dataclass(frozen=True)
class Clock:
    """One day that follows from an event: which value of the law, and which way it is counted.

    `way`: by (so long after, a day off moves it on) · then (the same, counted from the clock before) ·
    earliest, latest (a notice, before or after its meeting) · until (a posting stays) ·
    every (the next of a rhythm) · back (so long before).
    """

    what: str
    subject: str
    key: str
    way: str


EVENTS: Mapping[str, tuple[Clock, ...]] = {
    "vote_notice": (Clock("vote_opens", "assembly", "meeting.notice", "earliest"),),
    "temporary_meeting_notice": (Clock("vote_opens", "assembly", "meeting.temporary_notice", "earliest"),),
    "meeting_planned": (
        Clock("notice_sent", "assembly", "meeting.notice", "latest"),
        Clock("materials_posted", "assembly", "meeting.materials", "latest"),
    ),
    "result": (Clock("result_posted", "assembly", "result.posted", "by"),),
    "decision_posted": (Clock("revocation_ends", "assembly", "decision.revocation", "by"),),
    "group_requested": (Clock("group_formed", "assembly", "first.group", "by"),),
    "group_formed": (
        Clock("group_posted", "assembly", "first.group_posted", "by"),
        Clock("first_assembly", "assembly", "first.meeting", "by"),
    ),
    "committee_elected": (
        Clock("first_meeting", "committee", "first_meeting.within", "by"),
        Clock("filing", "committee", "filing.within", "by"),
    ),
    "filing_submitted": (Clock("street_files", "committee", "filing.street", "by"),),
    "filed": (Clock("archive_to_committee", "committee", "archive.to_new_committee", "by"),),
    "committee_changed": (Clock("filing_of_changes", "committee", "filing.changes", "by"),),
    "committee_meeting": (Clock("next_committee_meeting", "committee", "meeting.every", "every"),),
    "committee_meeting_planned": (Clock("agenda_posted", "committee", "meeting.agenda_posted", "latest"),),
    "meeting_demanded": (Clock("demanded_meeting", "committee", "meeting.demanded_within", "by"),),
    "committee_decision": (Clock("decision_posted", "committee", "decision.posted", "by"),),
    "term_end": (
        Clock("expiry_reported", "committee", "expiry.report", "back"),
        Clock("election_group", "committee", "expiry.group", "then"),
    ),
    "expiry_reported": (Clock("election_group", "committee", "expiry.group", "by"),),
    "election_group_formed": (Clock("archive_to_office", "committee", "archive.to_housing_office", "by"),),
    "member_left": (Clock("archive_by_member", "committee", "archive.by_leaving_member", "by"),),
    "emergency": (Clock("emergency_decided", "fund", "emergency.committee_decides", "by"),),
    "refill": (
        Clock("refill_decided", "fund", "refill.assembly_decides", "by"),
        Clock("refill_paid", "fund", "refill.owners_pay", "then"),
    ),
    "refill_billed": (Clock("refill_paid", "fund", "refill.owners_pay", "by"),),
    "fund_published": (Clock("next_fund_publication", "fund", "publication.every", "every"),),
    "audit_posted": (Clock("audit_stays", "fund", "audit.posted", "until"),),
    "income_published": (
        Clock("next_income_publication", "income", "publication.every", "every"),
        Clock("next_transfer", "income", "to_fund.every", "every"),
    ),
}
"""Every kind of event, and the clocks it starts."""


@dataclass(frozen=True)
class Due:
    """A day that the law sets. `provisional`: the days off of that year are not published yet."""

    what: str
    due: date
    source: Source
    provisional: bool
    lines: tuple[Line, ...]


def dues(*, kind: str, at: date, rules_of: Callable[[str], Rules], holidays: Holidays) -> tuple[Due, ...]:
    """What follows from an event on the day `at`, in the order of its clocks.

    `rules_of` gives the law of a subject in force at the place. A clock of which the law there says
    nothing is left out. Raises BadInput for an unknown kind of event.
    """
    if kind not in EVENTS:
        raise BadInput("not_one_of", "kind", given=quoted(kind), allowed=", ".join(EVENTS))
    if at.year not in YEARS:
        raise BadInput("not_a_day", "at", given=quoted(at.isoformat()))
    found: list[Due] = []
    for clock in EVENTS[kind]:
        rules = rules_of(clock.subject)
        if rules.has(clock.key):
            start = found[-1].due if clock.way == "then" and found else at
            found.append(_due(clock, start, rules, holidays))
    return tuple(found)


def _due(clock: Clock, start: date, rules: Rules, holidays: Holidays) -> Due:
    source = rules.source(clock.key)
    counted = _counted(clock, start, rules)
    moved = holidays.next_working_day(counted) if clock.way in ("by", "then") else counted
    provisional = holidays.provisional(moved)
    cited = {"article": source.article, "article_en": source.article_en}
    lines = [line(f"due_{clock.what}", due=moved.isoformat(), **cited)]
    lines += _other_reading(clock, start, rules)
    if moved != counted:
        lines.append(line("due_moved", counted=counted.isoformat(), due=moved.isoformat()))
    if provisional:
        lines.append(line("due_provisional", year=moved.year))
    if not source.verified:
        lines.append(line("not_compared", **cited))
    return Due(clock.what, moved, source, provisional, tuple(lines))


def _counted(clock: Clock, start: date, rules: Rules) -> date:
    """The day before any day off moves it."""
    value = rules.value(clock.key)
    if isinstance(value.content, NoticeRule):
        notice = value.content
        return earliest_opening(start, notice) if clock.way == "earliest" else latest_notice(start, notice)
    sign = -1 if clock.way == "back" else 1
    if value.kind == "days":
        return start + timedelta(days=sign * rules.number(clock.key))
    months = rules.number(clock.key) * (12 if value.kind == "years" else 1)
    return months_from(start, sign * months)


def _other_reading(clock: Clock, start: date, rules: Rules) -> Iterator[Line]:
    """The day by the other convention of notice, for whoever reads the law that way."""
    value = rules.value(clock.key).content
    if isinstance(value, NoticeRule) and clock.way == "earliest":
        other = start + timedelta(days=value.days + (not value.whole_days_must_pass))
        code = "due_last_day_reading" if value.whole_days_must_pass else "due_whole_days_reading"
        yield line(code, due=other.isoformat(), days=value.days)
