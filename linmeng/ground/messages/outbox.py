"""The outbox: a folder with one file a message, named by the message's key (demo and tests).

A file appears whole or not at all, and a message that is sent again after a crash takes the place of its
first sending: so nothing stands there twice. Keys begin with the time, so names sort by age.
"""

import json
import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from django.conf import settings

SMS, MAIL = ".jsonl", ".mail"


def put_into_outbox(key: str, kind: str, words: dict[str, str]) -> None:
    """Keep one message under its key; `kind` is the ending of the file's name."""
    if not key.isalnum():
        raise ValueError(f"no key of a message: {key!r}")
    path = Path(settings.LINMENG_OUTBOX) / f"{key}{kind}"
    unfinished = path.with_suffix(".unfinished")
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(json.dumps(words, ensure_ascii=False) + "\n")
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)


def settle_outbox() -> None:
    """The folder itself on the disk: asked once before a batch is acknowledged."""
    folder = os.open(settings.LINMENG_OUTBOX, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def outbox_messages(most: int = 50) -> list[dict[str, str]]:
    """The newest messages of the outbox, newest first; `to` is the phone or the address."""
    return list(islice(_messages(), most))


def _messages() -> Iterator[dict[str, str]]:
    paths = [path for path in Path(settings.LINMENG_OUTBOX).iterdir() if path.suffix in (SMS, MAIL)]
    for path in sorted(paths, reverse=True):
        for line in reversed(path.read_text().splitlines()):
            words: dict[str, str] = json.loads(line)
            yield words | {"to": words.get("phone") or words.get("address", "")}
