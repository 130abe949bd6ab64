"""Telling one person that something of theirs moved, by their own way."""

from collections.abc import Collection

from linmeng.common.actor import Actor
from linmeng.ground.acts import action
from linmeng.people.models import ContactWay, Residence
from linmeng.publishing.models import Delivery, Notice

_SLIP_WAYS = {ContactWay.Kind.PAPER, ContactWay.Kind.VISIT, ContactWay.Kind.LANDLINE}


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
) -> list[Notice]:
    """The same words for many persons: on the site for each, and by the way each prefers.

    SMS and answer slips wait as deliveries; the worker sends the first, people carry the second.
    `words` never hold the content of a vote. No record entry of its own: part of the caller's act.
    """
    ids = sorted(set(person_ids))
    notices = [
        Notice(
            person_id=person_id,
            subject=subject,
            subject_id=subject_id,
            title=title[:80],
            words=words[:300],
            path=path,
            statutory=statutory,
            created_at=actor.at,
        )
        for person_id in ids
    ]
    Notice.objects.bulk_create(notices, batch_size=500)
    Delivery.objects.bulk_create(_deliveries(actor, notices), batch_size=500)
    return notices


def _deliveries(actor: Actor, notices: list[Notice]) -> list[Delivery]:
    people = [notice.person_id for notice in notices]
    preferred = dict(
        ContactWay.objects.filter(person_id__in=people, preferred=True).values_list("person_id", "kind")
    )
    doors = dict(
        Residence.objects.filter(person_id__in=people, valid_to__isnull=True)
        .order_by("-valid_from")
        .values_list("person_id", "unit_id")
    )
    made: list[Delivery] = []
    for notice in notices:
        made.append(Delivery(notice=notice, way="site", state="sent", changed_at=actor.at))
        way = preferred.get(notice.person_id)
        if way == ContactWay.Kind.SMS:
            made.append(Delivery(notice=notice, way="sms", changed_at=actor.at))
        elif way in _SLIP_WAYS:
            unit_id = doors.get(notice.person_id)
            made.append(Delivery(notice=notice, way="slip", unit_id=unit_id, changed_at=actor.at))
    return made
