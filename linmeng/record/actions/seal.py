"""The daily signature under the log."""

import os
from datetime import date, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from django.conf import settings

from linmeng.common.clock import day_end, local_day
from linmeng.ground.acts import action
from linmeng.record.bridge import FIRST, seal_text
from linmeng.record.models import Chain, DaySeal, Entry


def signing_key() -> Ed25519PrivateKey:
    """The server's key, made at first use, mode 0600."""
    path = Path(settings.LINMENG_KEYS) / "day_seal.key"
    if not path.exists():
        raw = Ed25519PrivateKey.generate().private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
    return Ed25519PrivateKey.from_private_bytes(path.read_bytes())


def _end_of_day(day: date) -> tuple[int, str]:
    """Length and last hash of the log before its first entry of a later day."""
    later = Entry.objects.filter(happened_at__gte=day_end(day)).order_by("number").first()
    before = Entry.objects.order_by("-number")
    last = (before if later is None else before.filter(number__lt=later.number)).first()
    return (last.number, last.hash) if last is not None else (0, FIRST)


@action
def seal_day(slug: str, day: date, *, at: datetime) -> DaySeal:
    """Sign the log as it stood at the end of a day; a day is sealed once.

    A seal set late (the server was off) covers the same entries as one set at midnight.
    """
    Chain.objects.get_or_create()
    Chain.objects.select_for_update().get()
    sealed = DaySeal.objects.filter(day=day).first()
    if sealed is not None:
        return sealed
    length, last_hash = _end_of_day(day)
    key = signing_key()
    text = seal_text(slug=slug, day=day, length=length, last_hash=last_hash)
    return DaySeal.objects.create(
        day=day,
        length=length,
        last_hash=last_hash,
        signature=key.sign(text.encode()).hex(),
        public_key=key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex(),
        sealed_at=at,
    )


@action
def seal_missing_days(slug: str, until: date, *, at: datetime) -> list[DaySeal]:
    """Seal every day without a seal from the first entry's day (or the last seal) up to `until`."""
    last = DaySeal.objects.order_by("-day").first()
    first = Entry.objects.order_by("number").first()
    if last is None and first is None:
        return []
    day = last.day + timedelta(days=1) if last is not None else local_day(first.happened_at)  # type: ignore[union-attr]
    days = [day + timedelta(days=after) for after in range((until - day).days + 1)]
    return [seal_day(slug, missing, at=at) for missing in days]
