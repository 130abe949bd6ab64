from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from linmeng.common import clock
from linmeng.common.fields import AreaDm2, MoneyFen


def test_quantities_are_whole_numbers() -> None:
    assert AreaDm2().clean("10000", None) == 10_000
    assert MoneyFen().clean("-5", None) == -5
    with pytest.raises(ValidationError):
        AreaDm2().clean("0", None)
    for field in (AreaDm2(), MoneyFen()):
        with pytest.raises(ValidationError):
            field.clean("1.5", None)


def test_day_ends_at_the_next_midnight_in_shanghai() -> None:
    assert clock.day_end(date(2026, 12, 31)) == datetime(2026, 12, 31, 16, 0, tzinfo=UTC)
    assert clock.local_day(datetime(2026, 12, 31, 15, 59, 59, tzinfo=UTC)) == date(2026, 12, 31)
    assert clock.local_day(datetime(2026, 12, 31, 16, 0, tzinfo=UTC)) == date(2027, 1, 1)
    assert clock.now().tzinfo is UTC
