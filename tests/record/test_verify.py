"""Somebody with the whole database in hand takes the triggers away and changes one thing: it is named."""

import json
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from linmeng.common.clock import SHANGHAI, day_start
from linmeng.ground.models import Alliance
from linmeng.ground.tenancy import in_alliance
from linmeng.record.actions import seal_day, seal_missing_days, write
from linmeng.record.bridge import FIRST, link, seal_text
from linmeng.record.models import Chain, DaySeal, Entry
from linmeng.record.queries import RecordFinding, finding
from tests.cast import NOON, Cast
from tests.triggers import triggers_dropped

SLUG = "dongzhen"
DAY = date(2026, 7, 5)


@pytest.fixture
def log(cast: Cast) -> Cast:
    """Three days of three entries each; the first two days are sealed."""
    for number in range(9):
        write(
            cast.actor("sun", at=NOON + timedelta(days=number // 3, minutes=number)), "noted", {"n": number}
        )
    seal_missing_days(SLUG, DAY + timedelta(days=1), at=NOON)
    return cast


def _entry(place: int, /, **changes: object) -> None:
    with triggers_dropped("record_entry"):
        Entry.objects.filter(number=place).update(**changes)


def _seal(day: date, **changes: object) -> None:
    with triggers_dropped("record_dayseal"):
        DaySeal.objects.filter(day=day).update(**changes)


def _change_text() -> None:
    entry = Entry.objects.get(number=4)
    _entry(4, text=entry.text.replace('"n":3', '"n":30'))


def _change_text_and_its_hash() -> None:
    entry = Entry.objects.get(number=4)
    text = entry.text.replace('"n":3', '"n":30')
    _entry(4, text=text, hash=link(entry.previous_hash, text))


def _rehash_all_from(number: int) -> None:
    before = Entry.objects.get(number=number - 1).hash
    for entry in Entry.objects.filter(number__gte=number).order_by("number"):
        text = entry.text.replace(f'"n":{number - 1}', '"n":99')
        _entry(entry.number, text=text, previous_hash=before, hash=link(before, text))
        before = link(before, text)
    Chain.objects.update(last_hash=before)


def _take_out(number: int) -> None:
    with triggers_dropped("record_entry"):
        Entry.objects.filter(number=number).delete()


def _take_out_and_close_ranks() -> None:
    _take_out(4)
    for number in range(5, 10):
        _entry(number, number=number - 1)
    Chain.objects.update(length=8)


def _cut_off_the_end() -> None:
    for number in (7, 8, 9):
        _take_out(number)


def _cut_off_sealed_entries_and_forget_them() -> None:
    for number in (6, 7, 8, 9):
        _take_out(number)
    Chain.objects.update(length=5, last_hash=Entry.objects.get(number=5).hash)


def _swap() -> None:
    _entry(4, number=40)
    _entry(5, number=4)
    _entry(40, number=5)


def _sign_with_a_new_key() -> None:
    key = Ed25519PrivateKey.generate()
    last = Entry.objects.get(number=3)
    text = seal_text(slug=SLUG, day=DAY, length=3, last_hash=last.hash)
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()
    _seal(DAY, signature=key.sign(text.encode()).hex(), public_key=public)


def _no_json() -> None:
    before = Entry.objects.get(number=8).hash
    _entry(9, text="not json", hash=link(before, "not json"))
    Chain.objects.update(last_hash=link(before, "not json"))


TAMPERING: dict[str, tuple[Callable[[], object], str]] = {
    "text": (_change_text, "entry 4: expected"),
    "text with its hash": (_change_text_and_its_hash, "entry 5: expected"),
    "hash": (lambda: _entry(4, hash="f" * 64), "entry 4: expected"),
    "previous hash": (lambda: _entry(4, previous_hash="f" * 64), "entry 4: its columns differ"),
    "kind beside the text": (lambda: _entry(4, kind="forged"), "entry 4: its columns differ"),
    "instant beside the text": (lambda: _entry(4, happened_at=NOON), "entry 4: its columns differ"),
    "taken out": (lambda: _take_out(4), "entry 4 is missing"),
    "first taken out": (lambda: _take_out(1), "entry 1 is missing"),
    "last taken out": (lambda: _take_out(9), "the log ends at entry 8, but 9 were written"),
    "taken out, ranks closed": (_take_out_and_close_ranks, "entry 4: expected"),
    "end cut off": (_cut_off_the_end, "the log ends at entry 6, but 9 were written"),
    "sealed end cut off and forgotten": (
        _cut_off_sealed_entries_and_forget_them,
        "the seal of 2026-07-06 does not fit entry 6",
    ),
    "swapped": (_swap, "entry 4: expected"),
    "everything after rehashed": (
        lambda: _rehash_all_from(5),
        "the seal of 2026-07-06 does not fit entry 6",
    ),
    "everything rehashed in the unsealed part": (lambda: _rehash_all_from(8), ""),
    "chain forgotten": (
        lambda: Chain.objects.update(length=0, last_hash=FIRST),
        "the log ends at entry 9, but 0",
    ),
    "seal's length": (lambda: _seal(DAY, length=2), "the seal of 2026-07-05 is not signed"),
    "seal's hash": (lambda: _seal(DAY, last_hash="f" * 64), "the seal of 2026-07-05 is not signed"),
    "seal's signature": (lambda: _seal(DAY, signature="00" * 64), "the seal of 2026-07-05 is not signed"),
    "seal's key": (lambda: _seal(DAY, public_key="zz"), "the seal of 2026-07-05 is not signed"),
    "seal by another key": (_sign_with_a_new_key, "the seal of 2026-07-05 is signed by another key"),
    "no json": (_no_json, "entry 9: its columns differ"),
}


def test_whole_log_holds(log: Cast) -> None:
    assert finding(SLUG) == RecordFinding(length=9, seals=2, broken="")


def test_empty_log_holds(cast: Cast) -> None:
    assert finding(SLUG) == RecordFinding(length=0, seals=0, broken="")


@pytest.mark.parametrize("name", TAMPERING)
def test_tampering_is_named(log: Cast, name: str) -> None:
    tamper, said = TAMPERING[name]
    tamper()
    broken = finding(SLUG).broken
    assert broken.startswith(said), broken
    # what no seal covers yet can be rewritten whole by whoever holds the database: the price of one seal a day
    assert bool(broken) is bool(said)


def test_log_of_one_alliance_says_nothing_about_another(log: Cast) -> None:
    other = Alliance.objects.create(slug="xizhen", name="西镇")
    _change_text()
    with in_alliance(other.id):
        write(log.actor("stranger"), "noted", {"n": 0})
        assert finding("xizhen") == RecordFinding(length=1, seals=0, broken="")


def test_entry_keeps_its_canonical_text(cast: Cast) -> None:
    entry = write(cast.actor("sun"), "matter_opened", {"matter": "12", "voices": 3})
    assert json.loads(entry.text) == {
        "number": 1,
        "kind": "matter_opened",
        "at": "2026-07-05T10:00:00+08:00",
        "by": {"person": str(cast.people["sun"].id), "seat": cast.actor("sun").seat_title},
        "facts": {"matter": "12", "voices": 3},
    }
    assert (entry.previous_hash, entry.hash) == (FIRST, link(FIRST, entry.text))


def test_seal_set_late_covers_the_day_as_it_was(log: Cast) -> None:
    lengths = list(DaySeal.objects.order_by("day").values_list("day", "length"))
    assert lengths == [(DAY, 3), (DAY + timedelta(days=1), 6)]
    third = seal_day(SLUG, DAY + timedelta(days=2), at=NOON + timedelta(days=9))
    assert (third.length, third.last_hash) == (9, Entry.objects.get(number=9).hash)


def test_day_is_sealed_once(log: Cast) -> None:
    again = seal_day(SLUG, DAY, at=NOON)
    assert again.id == DaySeal.objects.get(day=DAY).id
    assert seal_missing_days(SLUG, DAY + timedelta(days=1), at=NOON) == []


def test_quiet_days_are_sealed_too(log: Cast) -> None:
    until = DAY + timedelta(days=6)
    made = seal_missing_days(SLUG, until, at=NOON)
    assert [(seal.day, seal.length) for seal in made] == [(DAY + timedelta(days=n), 9) for n in range(2, 7)]
    assert finding(SLUG) == RecordFinding(length=9, seals=7, broken="")


def test_midnight_parts_two_days(cast: Cast) -> None:
    midnight = day_start(DAY + timedelta(days=1)).astimezone(SHANGHAI)
    write(cast.actor("sun", at=midnight - timedelta(microseconds=1)), "noted", {})
    write(cast.actor("sun", at=midnight), "noted", {})
    assert seal_day(SLUG, DAY, at=midnight).length == 1


def test_key_is_readable_by_its_owner_only(log: Cast, settings: object) -> None:
    key = settings.LINMENG_KEYS / "day_seal.key"  # type: ignore[attr-defined]
    assert (oct(key.stat().st_mode & 0o777), len(key.read_bytes())) == ("0o600", 32)
