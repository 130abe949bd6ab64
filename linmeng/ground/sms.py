"""Sending an SMS by one of three ways: printed, put into the outbox, or handed to a provider over HTTP."""

import json
import os
import urllib.request
from datetime import datetime
from pathlib import Path
from typing import Protocol

from django.conf import settings


class SmsNotSent(Exception):
    """The provider did not take the message; it may be tried again."""


class SmsWay(Protocol):
    def __call__(self, phone: str, text: str, at: datetime) -> None: ...


def to_console(phone: str, text: str, at: datetime) -> None:
    """Print the message (development)."""
    print(f"SMS {phone}: {text}", flush=True)  # noqa: T201  this way is the console


def to_outbox(phone: str, text: str, at: datetime) -> None:
    """Append the message to the outbox file of the day (demo and tests)."""
    line = json.dumps({"at": at.isoformat(), "phone": phone, "text": text}, ensure_ascii=False)
    path = Path(settings.LINMENG_OUTBOX) / f"{at:%Y-%m-%d}.jsonl"
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "a") as file:
        file.write(line + "\n")


def to_provider(phone: str, text: str, at: datetime) -> None:
    """POST the message to LINMENG_SMS_URL; LINMENG_SMS_BODY is JSON with {phone} and {text}."""
    body = settings.LINMENG_SMS_BODY.replace("{phone}", json.dumps(phone)[1:-1]).replace(
        "{text}", json.dumps(text, ensure_ascii=False)[1:-1]
    )
    request = urllib.request.Request(  # noqa: S310  the operator sets the address
        settings.LINMENG_SMS_URL, data=body.encode(), headers={"Content-Type": "application/json"}
    )
    try:
        with urllib.request.urlopen(request, timeout=10):  # noqa: S310
            return
    except OSError as fault:
        raise SmsNotSent(str(fault)) from fault


_WAYS: dict[str, SmsWay] = {"console": to_console, "outbox": to_outbox, "http": to_provider}


def send_sms(phone: str, text: str, *, at: datetime) -> None:
    """Send one message now; raises `SmsNotSent`."""
    _WAYS[settings.LINMENG_SMS](phone, text, at)


def outbox_messages(most: int = 50) -> list[dict[str, str]]:
    """The newest messages of the outbox, newest first."""
    lines: list[str] = []
    for path in sorted(Path(settings.LINMENG_OUTBOX).glob("*.jsonl"), reverse=True):
        lines += reversed(path.read_text().splitlines())
        if len(lines) >= most:
            break
    return [json.loads(line) for line in lines[:most]]
