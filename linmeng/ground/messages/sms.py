"""Sending an SMS by one of three ways: printed, put into the outbox, or handed to a provider over HTTP."""

import json
import urllib.request
from datetime import datetime
from typing import Protocol

from django.conf import settings

from linmeng.ground.ids import new_id
from linmeng.ground.messages.not_sent import NotSent
from linmeng.ground.messages.outbox import SMS, put_into_outbox


class SmsWay(Protocol):
    def __call__(self, phone: str, text: str, at: datetime, key: str) -> None: ...


def to_console(phone: str, text: str, at: datetime, key: str) -> None:
    """Print the message (development)."""
    print(f"SMS {phone}: {text}", flush=True)  # noqa: T201  this way is the console


def to_outbox(phone: str, text: str, at: datetime, key: str) -> None:
    """Put the message into the outbox (demo and tests)."""
    put_into_outbox(key, SMS, {"at": at.isoformat(), "phone": phone, "text": text, "key": key})


def to_provider(phone: str, text: str, at: datetime, key: str) -> None:
    """POST the message to LINMENG_SMS_URL; LINMENG_SMS_BODY is JSON with {phone}, {text} and maybe {key}.

    The key also goes as the header Idempotency-Key: a provider that knows it sends no message twice.
    """
    body = settings.LINMENG_SMS_BODY.replace("{key}", key)
    body = body.replace("{phone}", json.dumps(phone)[1:-1])
    body = body.replace("{text}", json.dumps(text, ensure_ascii=False)[1:-1])
    request = urllib.request.Request(  # noqa: S310  the operator sets the address
        settings.LINMENG_SMS_URL,
        data=body.encode(),
        headers={"Content-Type": "application/json", "Idempotency-Key": key},
    )
    try:
        with urllib.request.urlopen(request, timeout=10):  # noqa: S310
            return
    except OSError as fault:
        raise NotSent(str(fault)) from fault


_WAYS: dict[str, SmsWay] = {"console": to_console, "outbox": to_outbox, "http": to_provider}


def send_sms(phone: str, text: str, *, at: datetime, key: str = "") -> None:
    """Send one message now; the same key again is the same message. Raises `NotSent`."""
    _WAYS[settings.LINMENG_SMS](phone, text, at, key or f"{new_id():016x}")
