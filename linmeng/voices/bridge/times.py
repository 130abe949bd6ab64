"""Times as other systems write them into cells; without an offset they are Shanghai's."""

import re
from datetime import date, datetime, time, timedelta

from linmeng.common.clock import SHANGHAI

_WRITTEN = re.compile(
    r"^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T\s]*(\d{1,2})[:：时](\d{1,2})(?:[:：分](\d{1,2})(?:\.\d+)?)?\s*[秒分]?)?$"
)
_EXCEL_ZERO = date(1899, 12, 30)
_EXCEL_DAYS = range(30_000, 80_000)  # 1982 to 2119: a number outside is no day
LAST_MINUTE = time(23, 59)


def read_time(value: object, *, end_of_day: bool = False) -> datetime | None:
    """An instant, or None when the cell holds none; a day alone begins at 00:00, as a limit it ends at 23:59."""
    if isinstance(value, datetime):
        whole_day = value.time() == time(0) and end_of_day
        at = datetime.combine(value.date(), LAST_MINUTE) if whole_day else value
        return at.replace(tzinfo=SHANGHAI) if at.tzinfo is None else at
    if isinstance(value, date):
        return datetime.combine(value, LAST_MINUTE if end_of_day else time(0), SHANGHAI)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_excel(value, end_of_day=end_of_day)
    return _from_text(str(value).strip(), end_of_day=end_of_day)


def _from_excel(days: int | float, *, end_of_day: bool) -> datetime | None:
    if int(days) not in _EXCEL_DAYS:
        return None
    minutes = round((days - int(days)) * 1440)
    at = datetime.combine(_EXCEL_ZERO, time(0)) + timedelta(days=int(days), minutes=minutes)
    return read_time(at, end_of_day=end_of_day)


def _from_text(text: str, *, end_of_day: bool) -> datetime | None:
    match = _WRITTEN.match(text)
    if match is None:
        return None
    year, month, day = (int(part) for part in match.groups()[:3])
    hour, minute, second = (int(part or 0) for part in match.groups()[3:])
    try:
        if match[4] is None:
            return read_time(date(year, month, day), end_of_day=end_of_day)
        return datetime(year, month, day, hour, minute, second, tzinfo=SHANGHAI)
    except ValueError:  # the 31st of June
        return None
