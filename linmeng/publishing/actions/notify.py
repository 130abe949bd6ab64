"""Telling one person that something of theirs moved, by their own way."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from linmeng.common.actor import Actor
from linmeng.ground.acts import action
from linmeng.publishing.models import Delivery, Notice, Topic
from linmeng.publishing.queries.choices import tells_a_choice
from linmeng.publishing.queries.wishes import SENT_BY_WORKER, Reach, reaches, send_after, ways_for

ROWS_AT_ONCE = 500
TOPIC_OF = {
    "voice": Topic.WORDS,
    "matter": Topic.WORDS,
    "vote": Topic.VOTES,
    "project": Topic.WORKS,
    "publication": Topic.BOARD,
    "list": Topic.BOARD,
    "objection": Topic.BOARD,
    "proposal": Topic.BOARD,
    "tool": Topic.SHARED,
    "talent": Topic.SHARED,
}
"""The topic of each subject; everything else touches a person's account."""


@dataclass(frozen=True)
class _Urgency:
    """What of a notice decides when it goes."""

    topic: str
    statutory: bool
    due_on: date | None


@action
def notify(
    actor: Actor,
    *,
    person_id: int,
    subject: str,
    subject_id: int,
    title: str,
    words: str,
    path: str = "",
    statutory: bool = False,
    topic: str = "",
    article: str = "",
    due_on: date | None = None,
    ends_at: datetime | None = None,
    compound_id: int | None = None,
) -> Notice:
    """One notice for one person; see `notify_many`."""
    return notify_many(
        actor,
        person_ids=[person_id],
        subject=subject,
        subject_id=subject_id,
        title=title,
        words=words,
        path=path,
        statutory=statutory,
        topic=topic,
        article=article,
        due_on=due_on,
        ends_at=ends_at,
        compound_id=compound_id,
    )[0]


@action
def notify_many(
    actor: Actor,
    *,
    person_ids: Collection[int],
    subject: str,
    subject_id: int,
    title: str,
    words: str,
    path: str = "",
    statutory: bool = False,
    topic: str = "",
    article: str = "",
    due_on: date | None = None,
    ends_at: datetime | None = None,
    compound_id: int | None = None,
) -> list[Notice]:
    """The same words for many persons: on the site for each, and by the ways each one switched on.

    SMS and e-mails wait for the worker, calls and answer slips for people. A statutory notice names its
    article and goes by some way whatever is switched off; `due_on` is the day by which the law wants it. From
    `ends_at` on there is nothing to tell any more: whoever was not reached by then is not called.
    In `compound_id` people are found at their door there. `words` never hold the content of a vote.
    No record entry of its own: part of the caller's act.
    """
    if tells_a_choice(title) or tells_a_choice(words):
        raise ValueError("a notice must not tell how somebody voted")
    about = topic or TOPIC_OF.get(subject, Topic.ACCOUNT)
    notices = [
        Notice(
            person_id=person_id,
            subject=subject,
            subject_id=subject_id,
            topic=about,
            title=title[:80],
            words=words[:300],
            path=path,
            statutory=statutory,
            article=article[:80],
            ends_at=ends_at,
            created_at=actor.at,
        )
        for person_id in sorted(set(person_ids))
    ]
    Notice.objects.bulk_create(notices, batch_size=ROWS_AT_ONCE)
    urgency = _Urgency(topic=about, statutory=statutory, due_on=due_on)
    Delivery.objects.bulk_create(_deliveries(actor, notices, urgency, compound_id), batch_size=ROWS_AT_ONCE)
    return notices


def _deliveries(
    actor: Actor, notices: list[Notice], urgency: _Urgency, compound_id: int | None
) -> list[Delivery]:
    people = reaches([notice.person_id for notice in notices], actor.today, compound_id=compound_id)
    made: list[Delivery] = []
    for notice in notices:
        reach = people[notice.person_id]
        made.append(
            Delivery(
                notice=notice,
                way=Delivery.Way.SITE,
                unit_id=reach.unit_id,
                state=Delivery.State.SENT,
                changed_at=actor.at,
            )
        )
        made += [
            _waiting(actor, notice, way, reach, urgency)
            for way in ways_for(reach, urgency.topic, statutory=urgency.statutory)
        ]
    return made


def _waiting(actor: Actor, notice: Notice, way: str, reach: Reach, urgency: _Urgency) -> Delivery:
    after = None
    if way in SENT_BY_WORKER:
        after = send_after(
            reach.wishes,
            actor.at,
            topic=urgency.topic,
            statutory=urgency.statutory,
            due_on=urgency.due_on,
        )
    return Delivery(notice=notice, way=way, unit_id=reach.unit_id, send_after=after, changed_at=actor.at)
