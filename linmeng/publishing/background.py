"""What the worker does for publishing."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.conf import settings

from linmeng.publishing.actions.ending import end_what_is_over
from linmeng.publishing.actions.send import claim_messages, send_out, settle_messages
from linmeng.publishing.actions.slip_week import follow_sheets

__all__ = ["follow_sheets", "send_waiting"]

AT_ONCE = 250


@contextmanager
def _only_sender() -> Iterator[bool]:
    """Whether this process alone sends for this house; the system lets go of it even after a kill -9."""
    place = os.open(Path(settings.LINMENG_OUTBOX) / ".sending", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        yield _locked(place)
    finally:
        os.close(place)


def _locked(place: int) -> bool:
    try:
        fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def send_waiting(*, address: str, at: datetime, most: int = 5_000) -> int:
    """Send what is due in the alliance in force, oldest first, in batches; returns how many went out.

    What is over by now (a vote that closed) is called off first.
    """
    end_what_is_over(at)
    sent = claimed = 0
    with _only_sender() as alone:
        while alone and claimed < most:
            messages = claim_messages(at, most=AT_ONCE)
            if not messages:
                break
            outcomes = send_out(messages, address=address, at=at)
            sent += settle_messages(outcomes, at=at)
            claimed += sum(len(message.deliveries) for message in messages)
            if not outcomes[-1].tried:
                break  # the far side is down: the rest waits
    return sent
