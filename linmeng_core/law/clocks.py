"""The days the law counts. The day of an event is never counted itself (民法典 201)."""

from datetime import date, datetime, time, timedelta, timezone

from linmeng_core.law.packs import NoticeRule

CHINA = timezone(timedelta(hours=8))
"""Asia/Shanghai, which has kept one offset since 1991."""


def earliest_opening(notice_day: date, rule: NoticeRule) -> date:
    """The first day on which a vote announced on `notice_day` may open.

    With `whole_days_must_pass` all the days must have gone by (notice 5 July, 15 days → 21 July);
    without it the vote may open on the last of them (→ 20 July).
    """
    return notice_day + timedelta(days=rule.days + rule.whole_days_must_pass)


def closing_instant(last_day: date) -> datetime:
    """A closing day ends at the next 00:00 +08:00; a ballot at that very instant is late."""
    return datetime.combine(last_day + timedelta(days=1), time(), CHINA)
