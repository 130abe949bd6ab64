"""The worker's acts: claim what is due, send it, write down what became of it.

A message gets its key when it is claimed, in a transaction of its own. A crash between sending and
settling leaves it claimed; it is then sent once more under the same key, with the same words, and the
far side (the outbox, a provider that knows the key) keeps one of them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import Q, QuerySet

from linmeng.common.clock import local_day
from linmeng.ground.acts import action
from linmeng.ground.messages import NotSent, post_office, send_mail, send_sms
from linmeng.publishing.models import Delivery, Notice
from linmeng.publishing.queries.message_words import MessageWords, message_words
from linmeng.publishing.queries.numbers import addresses_of
from linmeng.publishing.queries.wishes import SENT_BY_WORKER, reaches

MOST_TRIES = 5
PAUSES = (1, 5, 15, 60)
"""Minutes until the next try."""
DOWN_AFTER = 3
"""So many faults in a row mean that the far side is down; the rest of the batch waits, untried."""
ROWS_AT_ONCE = 500

State, Way = Delivery.State, Delivery.Way


@dataclass(frozen=True)
class Message:
    """One message to one address: a single notice, or several of a digest."""

    key: str
    way: str
    address: str
    deliveries: tuple[Delivery, ...]

    @property
    def notices(self) -> list[Notice]:
        """What it tells, oldest first."""
        return [delivery.notice for delivery in self.deliveries]


@dataclass(frozen=True)
class Outcome:
    """What became of one message; `tried` is false when the far side was down before its turn."""

    message: Message
    fault: str = ""
    tried: bool = True


@action
def claim_messages(at: datetime, *, most: int) -> list[Message]:
    """Messages to send now: first what a crash left behind, else the oldest that are due.

    Whatever waits in one digest goes into one message; its key and its members never change again.
    """
    left = list(_rows().filter(state=State.SENDING).order_by("id"))
    return _messages(left or _claim(at, most))


def _rows() -> QuerySet[Delivery]:
    return Delivery.objects.select_related("notice").filter(way__in=SENT_BY_WORKER)


def _claim(at: datetime, most: int) -> list[Delivery]:
    due = _rows().filter(Q(send_after__isnull=True) | Q(send_after__lte=at), state=State.WAITING)
    locked = due.select_for_update(of=("self",), skip_locked=True).order_by("id")
    first = list(locked[:most])
    people = {row.notice.person_id for row in first if row.send_after is not None and not row.key}
    keys = {row.key for row in first if row.key}
    rest = Q(notice__person_id__in=people, send_after__isnull=False, key="") | Q(key__in=keys)
    rows = [*first, *locked.filter(rest).exclude(id__in=[row.id for row in first])]
    for row, key in _keys(rows):
        row.key, row.state, row.changed_at = key, State.SENDING, at
    Delivery.objects.bulk_update(rows, ["key", "state", "changed_at"], batch_size=ROWS_AT_ONCE)
    return rows


def _keys(rows: Iterable[Delivery]) -> list[tuple[Delivery, str]]:
    """Each row with the key of its message, named after the first delivery in it."""
    bundles: dict[tuple[object, ...], str] = {}
    found: list[tuple[Delivery, str]] = []
    for row in rows:
        if row.key:
            found.append((row, row.key))
            continue
        bundled = row.send_after is not None
        bundle = (row.notice.person_id, row.way) if bundled else (row.id,)
        found.append((row, bundles.setdefault(bundle, f"{row.id:016x}")))
    return found


def _messages(rows: Sequence[Delivery]) -> list[Message]:
    together: dict[str, list[Delivery]] = {}
    for row in rows:
        together.setdefault(row.key, []).append(row)
    addresses = addresses_of({row.notice.person_id for row in rows}, SENT_BY_WORKER)
    return [
        Message(
            key=key,
            way=some[0].way,
            address=addresses.get((some[0].notice.person_id, some[0].way), ""),
            deliveries=tuple(some),
        )
        for key, some in together.items()
    ]


def send_out(messages: Sequence[Message], *, address: str, at: datetime) -> list[Outcome]:
    """Hand claimed messages to the far side, outside any transaction."""
    outcomes: list[Outcome] = []
    in_a_row = 0
    with post_office() as office:
        for message in messages:
            if in_a_row >= DOWN_AFTER:
                outcomes.append(Outcome(message, tried=False))
                continue
            fault = _fault(message, office, address, at) if message.address else "no address"
            in_a_row = in_a_row + 1 if fault and message.address else 0
            outcomes.append(Outcome(message, fault))
    return outcomes


def _fault(message: Message, office: BaseEmailBackend, address: str, at: datetime) -> str:
    words: MessageWords = message_words(message.way, message.notices, address)
    try:
        if message.way == Way.SMS:
            send_sms(message.address, words.text, at=at, key=message.key)
        else:
            send_mail(
                office,
                message.address,
                subject=words.subject,
                text=words.text,
                key=message.key,
                unsubscribe=words.unsubscribe,
            )
    except NotSent as fault:
        return str(fault) or "not taken"
    return ""


@action
def settle_messages(outcomes: Sequence[Outcome], *, at: datetime) -> int:
    """Write down what was sent; what failed waits for another try or goes on to the call list."""
    sent = [row.id for outcome in outcomes if outcome.tried and not outcome.fault for row in _of(outcome)]
    Delivery.objects.filter(id__in=sent, state=State.SENDING).update(
        state=State.SENT, changed_at=at, last_fault=""
    )
    untried = [row.id for outcome in outcomes if not outcome.tried for row in _of(outcome)]
    Delivery.objects.filter(id__in=untried, state=State.SENDING).update(
        state=State.WAITING, send_after=at + timedelta(minutes=PAUSES[0]), changed_at=at
    )
    failed = [(row, outcome) for outcome in outcomes if outcome.fault for row in _of(outcome)]
    for row, outcome in failed:
        _keep_fault(row, outcome, at)
    Delivery.objects.bulk_update(
        [row for row, _outcome in failed], ["state", "tries", "send_after", "last_fault", "changed_at"]
    )
    _pass_on_to_calls([row for row, _outcome in failed if row.state == State.FAILED], at)
    return len(sent)


def _of(outcome: Outcome) -> tuple[Delivery, ...]:
    return outcome.message.deliveries


def _keep_fault(row: Delivery, outcome: Outcome, at: datetime) -> None:
    row.tries, row.last_fault, row.changed_at = row.tries + 1, outcome.fault[:120], at
    if not outcome.message.address or row.tries >= MOST_TRIES:
        row.state = State.FAILED
        return
    row.state = State.WAITING
    row.send_after = at + timedelta(minutes=PAUSES[min(row.tries, len(PAUSES)) - 1])


def _pass_on_to_calls(failed: Sequence[Delivery], at: datetime) -> None:
    """Whom no message reached is called, unless they switched calls off."""
    people = reaches({row.notice.person_id for row in failed}, local_day(at)) if failed else {}
    calls = [
        Delivery(notice=row.notice, way=Way.CALL, unit_id=row.unit_id, changed_at=at)
        for row in failed
        if people[row.notice.person_id].can(Way.CALL)
        and people[row.notice.person_id].wishes.switches.get(f"{row.notice.topic}.{Way.CALL}", True)
    ]
    Delivery.objects.bulk_create(calls, ignore_conflicts=True)
    passed = {call.notice_id for call in calls}
    ids = [row.id for row in failed if row.notice_id in passed]
    Delivery.objects.filter(id__in=ids).update(state=State.PASSED_ON)
