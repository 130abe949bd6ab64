"""Time as the house keeps it: stored in UTC, lived in Asia/Shanghai.

Only pages and commands ask for the time; everything below them is told it (`Actor.at`).
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """The present instant, aware, in UTC. Called by pages and commands only."""
    return datetime.now(UTC)


def local_day(instant: datetime) -> date:
    """The calendar day in Shanghai on which an instant falls."""
    return instant.astimezone(SHANGHAI).date()


def day_start(day: date) -> datetime:
    """00:00 +08:00 of a day."""
    return datetime.combine(day, time.min, SHANGHAI)


def day_end(day: date) -> datetime:
    """The end of a closing day: the next 00:00 +08:00, exclusive."""
    return day_start(day + timedelta(days=1))


def years_after(day: date, years: int) -> date:
    """The same day some years later; of 29 February the last of the month (民法典 202)."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
