"""What became of the sample's messages and calls on their day: sent, failed, answered; only the last ones wait.

Nothing leaves the house: the messages are settled as sent without being handed to any post office, for the
sample's numbers may belong to somebody.
"""

from datetime import datetime, timedelta

from linmeng.common.actor import Actor
from linmeng.pages.sample.founding import Founded
from linmeng.pages.sample.timeline import Persons, Timeline
from linmeng.publishing.actions.calls import note_call
from linmeng.publishing.actions.ending import end_what_is_over
from linmeng.publishing.actions.send import PAUSES, Message, Outcome, claim_messages, settle_messages
from linmeng.publishing.queries.call_list import calls_to, calls_waiting, people_to_call

FIRST_EVENING, EVENING_HOUR = 125, 19
EVERY_EVENING_SINCE = 30
"""Before that every other evening will do: nobody looks at the hour any more, and the sample is built faster."""
CALL_DAYS = (84, 24, 10)
"""The weeks after votes were announced."""
NOT_TAKEN = ("17", "43")
"""Numbers with these last digits do not take messages any more."""
NOBODY_EVERY = 4
AT_ONCE = 1_000


def plan_reaching(founded: Founded, timeline: Timeline, persons: Persons) -> None:
    """In the evening the messages are settled; on some days the clerk works through the call list."""
    long_ago = range(FIRST_EVENING, EVERY_EVENING_SINCE, -2)
    for days_ago in (*long_ago, *range(EVERY_EVENING_SINCE, 0, -1)):
        timeline.plan(days_ago, _settle_evening, hour=EVENING_HOUR)

    def call(at: datetime) -> None:
        _call_neighbours(founded, persons.acting(founded.cast["sun"], at, "clerk"))

    for days_ago in CALL_DAYS:
        timeline.plan(days_ago, call, hour=EVENING_HOUR - 3)


def _settle_evening(at: datetime) -> None:
    """What is due goes out; what is not taken is tried again after each pause, then it failed."""
    end_what_is_over(at)
    for minutes in (0, *PAUSES):
        at += timedelta(minutes=minutes)
        messages = claim_messages(at, most=AT_ONCE)
        if not messages:
            return
        settle_messages([_outcome(message) for message in messages], at=at)


def _outcome(message: Message) -> Outcome:
    taken = bool(message.address) and not message.address.endswith(NOT_TAKEN)
    return Outcome(message, "" if taken else "对方手机没有收下（示例）")


def _call_neighbours(founded: Founded, clerk: Actor) -> None:
    rows = calls_waiting([compound.id for compound in founded.compounds.values()], None, clerk.at)
    for number, call in enumerate(calls_to(rows, people_to_call(rows))):
        result = "reached" if number % NOBODY_EVERY else "nobody"
        note_call(clerk, delivery_ids=[delivery.id for delivery in call.deliveries], result=result)
