"""Reading the codes that went out, and browsers that log in for real."""

import json
from pathlib import Path

from django.core.cache import cache
from django.test import Client

PHONE_BROWSER = "Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36"
DESK_BROWSER = "Mozilla/5.0 (Windows NT 10.0; Win64) Gecko/20100101 Firefox/121.0"


def messages(home: Path) -> list[dict[str, str]]:
    """What went out, the newest last."""
    files = sorted((home / "outbox").glob("*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text().splitlines()]


def last_code(home: Path) -> str:
    """The six digits of the newest message."""
    text = messages(home)[-1]["text"]
    return next(word for word in "".join(c if c.isdigit() else " " for c in text).split() if len(word) == 6)


def log_in_by_code(home: Path, phone: str, agent: str = PHONE_BROWSER) -> Client:
    """A browser that asked for a code and typed it."""
    cache.clear()  # the library's limits per minute are not what is tested here
    client = Client(headers={"user-agent": agent})
    client.post("/accounts/login/code/", {"phone": phone})
    answer = client.post("/accounts/login/code/confirm/", {"code": last_code(home)})
    assert answer.status_code == 302, answer.content.decode()
    return client
