"""How figures, days and names are written for people: exact, from integers and dates only."""

from datetime import date, datetime

from django.utils import translation
from django.utils.translation import gettext as _

from linmeng.common.clock import SHANGHAI, local_day
from linmeng.common.masks import masked_name, masked_phone

__all__ = ["masked_name", "masked_phone"]
"""Masks come from the one place for masks; pages know them from here."""
_WEEKDAYS_ZH = "一二三四五六日"
_WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def in_chinese() -> bool:
    """Whether the reader's language is Chinese (also when none is active: Chinese comes first)."""
    return (translation.get_language() or "zh").startswith("zh")


def hundredths(amount: int) -> str:
    """An integer count of hundredths with two decimals and thousands marks: 4823677 → 48,236.77."""
    if not isinstance(amount, int) or isinstance(amount, bool):
        raise TypeError(f"an integer of hundredths is needed, not {amount!r}")
    whole, rest = divmod(abs(amount), 100)
    return f"{'-' if amount < 0 else ''}{whole:,}.{rest:02d}"


def money(amount_fen: int) -> str:
    """48,236.77 元."""
    return _("%(amount)s yuan") % {"amount": hundredths(amount_fen)}


def money_short(amount_fen: int) -> str:
    """4.8万元 (half away from zero); below ten thousand yuan the full figure."""
    if abs(amount_fen) < 1_000_000:
        return money(amount_fen)
    if not in_chinese():
        unit, word = (100_000_000, "m") if abs(amount_fen) >= 100_000_000 else (100_000, "k")
        return _("%(amount)s yuan") % {"amount": _one_decimal(amount_fen, unit) + word}
    unit, word = (10_000_000_000, "亿元") if abs(amount_fen) >= 10_000_000_000 else (1_000_000, "万元")
    return _one_decimal(amount_fen, unit) + word


def _one_decimal(amount: int, unit: int) -> str:
    tenths = (abs(amount) * 20 + unit) // (2 * unit)
    whole, rest = divmod(tenths, 10)
    return f"{'-' if amount < 0 else ''}{whole:,}" + (f".{rest}" if rest else "")


def area(area_dm2: int) -> str:
    """80.00 ㎡."""
    return f"{hundredths(area_dm2)} ㎡"


def permille(part: int, whole: int) -> int:
    """How many thousandths of `whole` are `part`, rounded down; 0 of nothing."""
    if not isinstance(part, int) or not isinstance(whole, int):
        raise TypeError("permille takes two integers")
    return part * 1000 // whole if whole else 0


def percent(thousandths: int) -> str:
    """666 → 66.6%."""
    return f"{thousandths // 10}.{thousandths % 10}%"


def _day(moment: date | datetime) -> date:
    if isinstance(moment, datetime):
        if moment.tzinfo is None:
            raise ValueError("an instant without offset has no day in Shanghai")
        return local_day(moment)
    if isinstance(moment, date):
        return moment
    raise TypeError(f"a date or an instant is needed, not {moment!r}")


def cn_date(moment: date | datetime) -> str:
    """7月20日 周一; in English Mon 20 Jul. Instants are read in Shanghai."""
    day = _day(moment)
    if in_chinese():
        return f"{day.month}月{day.day}日 周{_WEEKDAYS_ZH[day.weekday()]}"
    return f"{_WEEKDAYS_EN[day.weekday()]} {day.day} {_MONTHS_EN[day.month - 1]}"


def cn_date_full(moment: date | datetime) -> str:
    """The same with its year, for papers that last: 2026年7月20日 周一."""
    day = _day(moment)
    return f"{day.year}年{cn_date(day)}" if in_chinese() else f"{cn_date(day)} {day.year}"


def numbered(number: int | str) -> str:
    """第 12 号: a paper or sheet by what is printed on it."""
    return _("No. %s") % number


def with_words(label: str, words: str) -> str:
    """楼道灯：一闪一闪: what something is and what is said of it, with the reader's own colon."""
    return _("%(label)s: %(words)s") % {"label": label, "words": words}


def cn_datetime(moment: datetime) -> str:
    """7月20日 周一 19:30, in Shanghai."""
    return f"{cn_date(moment)} {moment.astimezone(SHANGHAI):%H:%M}"
