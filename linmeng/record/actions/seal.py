"""The daily signature under the log."""

import os
from datetime import date, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from django.conf import settings

from linmeng.ground.acts import action
from linmeng.record.bridge import seal_text
from linmeng.record.models import Chain, DaySeal


def signing_key() -> Ed25519PrivateKey:
    """The server's key, made at first use, mode 0600."""
    path = Path(settings.LINMENG_KEYS) / "day_seal.key"
    if not path.exists():
        raw = Ed25519PrivateKey.generate().private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(raw)
    return Ed25519PrivateKey.from_private_bytes(path.read_bytes())


@action
def seal_day(slug: str, day: date, *, at: datetime) -> DaySeal:
    """Sign the end of the log for a day; a day is sealed once."""
    sealed = DaySeal.objects.filter(day=day).first()
    if sealed is not None:
        return sealed
    chain = Chain.objects.select_for_update().first() or Chain()
    key = signing_key()
    text = seal_text(slug=slug, day=day, length=chain.length, last_hash=chain.last_hash)
    return DaySeal.objects.create(
        day=day,
        length=chain.length,
        last_hash=chain.last_hash,
        signature=key.sign(text.encode()).hex(),
        public_key=key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex(),
        sealed_at=at,
    )
