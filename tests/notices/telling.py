"""Shorthands of the notices' tests."""

import json
from pathlib import Path

from linmeng.people.models import ContactWay, Person
from linmeng.publishing import actions
from linmeng.publishing.models import Delivery, Notice
from tests.cast import Cast


def tell(cast: Cast, *who: str, by: str = "sun", **changes: object) -> list[Notice]:
    """Tell some of the cast that something of theirs moved."""
    given: dict[str, object] = {
        "subject": "voice",
        "subject_id": 1,
        "title": "您反映的外墙脱落",
        "words": "已列入清单第1位",
        "path": "/a/dongzhen/matters/1/",
    }
    ids = [cast.people[w].id for w in who]
    return actions.notify_many(cast.actor(by), person_ids=ids, **(given | changes))  # type: ignore[arg-type]


def prefer(person: Person, kind: str, value: str = "") -> None:
    """From now on they prefer this way; the others stay."""
    ContactWay.objects.filter(person=person).update(preferred=False)
    ContactWay.objects.update_or_create(person=person, kind=kind, value=value, defaults={"preferred": True})


def ways(notice: Notice) -> list[tuple[str, str]]:
    """(way, state) of a notice's deliveries."""
    return list(notice.deliveries.order_by("way").values_list("way", "state"))


def sent(home: Path) -> list[dict[str, str]]:
    """The SMS in the outbox, oldest first."""
    return [json.loads(path.read_text()) for path in sorted((home / "outbox").glob("*.jsonl"))]


def only(way: str) -> Delivery:
    """The one delivery by this way."""
    return Delivery.objects.get(way=way)
