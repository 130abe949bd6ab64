"""No name, phone or home of anybody stands in the record, whatever was done."""

import re
from datetime import timedelta
from pathlib import Path

from linmeng.ground.tenancy import in_alliance
from linmeng.pages.sample.build import build_sample
from linmeng.people.models import ContactWay, Person
from linmeng.publishing.models import Delivery
from linmeng.record.actions import write
from linmeng.record.models import Entry
from linmeng.record.queries import finding
from tests.cast import NOON, Cast

_MOBILE = re.compile(r"(?<![\da-f])1[3-9]\d{9}(?![\da-f])")  # eleven digits inside a hash are none
_IDENTITY = re.compile(r"(?<![\da-f])\d{17}[\dXx](?![\da-f])")


def personal_words() -> set[str]:
    """Every name and way of contact known in the alliance in force."""
    names = {name for name in Person.objects.values_list("name", flat=True) if len(name) > 1}
    return names | {value for value in ContactWay.objects.values_list("value", flat=True) if value}


def leaks(texts: list[str]) -> list[str]:
    """The personal words (and what looks like a phone or an identity number) found in record texts."""
    words = personal_words()
    found: list[str] = []
    for text in texts:
        found += [word for word in words if word in text]
        plain = re.sub(r'"\d{15,20}"', '""', text)  # ids of rows are long numbers between quotes
        found += _MOBILE.findall(plain) + _IDENTITY.findall(plain)
    return sorted(set(found))


def record_texts() -> list[str]:
    """All texts of the alliance's log."""
    return list(Entry.objects.order_by("number").values_list("text", flat=True))


def test_planted_leaks_are_seen(cast: Cast) -> None:
    sun = cast.actor("sun")
    write(sun, "noted", {"who": "李秋生", "tel": "13912345678", "card": "31010119480305123X"})
    assert leaks(record_texts()) == ["13912345678", "31010119480305123X", "李秋生"]


def test_clean_entry_is_no_leak(cast: Cast) -> None:
    write(cast.actor("li"), "noted", {"voice": "9223372036854775807", "on": "2026-07-05", "sha256": "a" * 64})
    assert leaks(record_texts()) == []


def test_nothing_personal_in_the_record_of_the_whole_sample(db: None, home: Path) -> None:
    """Two years of a whole alliance, made through the same actions as in life."""
    alliance = build_sample(NOON)
    with in_alliance(alliance.id):
        texts = record_texts()
        assert len(texts) > 300
        assert len(personal_words()) > 5_000
        assert leaks(texts) == []
        assert finding(alliance.slug).broken == ""
        waiting = Delivery.objects.filter(state__in=("waiting", "sending"))
        old = waiting.filter(way__in=("sms", "email"), notice__created_at__lt=NOON - timedelta(days=2))
        assert (old.count(), waiting.count() < 20) == (0, True)  # what was sent months ago is not waiting
