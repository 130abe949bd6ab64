"""Taking in what came back on an answer slip: solved or not yet, and how worried the door still is."""

from typing import Any

from linmeng.common.actor import Actor
from linmeng.ground.acts import action
from linmeng.papers.actions import mark_taken_in
from linmeng.papers.models import Sheet
from linmeng.papers.queries import settled_values
from linmeng.publishing.actions import keep_replies
from linmeng.publishing.models import Delivery
from linmeng.record.actions import write
from linmeng.voices.actions.worry import record_worry
from linmeng.voices.models import Matter, Voice, Worry
from linmeng.voices.queries.worries import stands_behind


@action
def take_in_slip(actor: Actor, sheet: Sheet) -> int:
    """Take in one settled slip; answers how many of its items were ticked.

    The worry on it is kept where it can only mean one matter and one person: a door with answers to
    several matters, or to two people, is not guessed at. The record says that it came, not what it said.
    """
    values = settled_values(sheet)
    replies = _replies(values)
    items = keep_replies(actor, sheet_id=sheet.id, replies=replies)
    meant = _meant(items)
    level = str(values.get("worry") or "")
    worried = level.isdigit() and len(meant) == 1
    if worried:
        [(matter_id, person_id)] = meant
        record_worry(
            actor, matter_id=matter_id, person_id=person_id, level=int(level), source=Worry.Source.SLIP
        )
    mark_taken_in(actor, sheet_id=sheet.id)
    write(actor, "slip_taken_in", {"sheet": str(sheet.id), "replies": len(replies), "worry_said": worried})
    return len(replies)


def _replies(values: dict[str, Any]) -> dict[int, str]:
    """Groups “1”, “2”, “3” of the slip; a group without a tick says nothing."""
    return {
        int(name): str(value)
        for name, value in values.items()
        if name.isdigit() and value in Delivery.Reply.values
    }


def _meant(items: list[Delivery]) -> set[tuple[int, int]]:
    """(matter, person) of the items that answer a neighbour's own words."""
    own = [item.notice for item in items if item.notice.subject == "voice"]
    ids = [notice.subject_id for notice in own]
    matters = {pk: pk for pk in Matter.objects.filter(id__in=ids).values_list("id", flat=True)}
    matters |= dict(Voice.objects.filter(id__in=ids, matter__isnull=False).values_list("id", "matter_id"))
    pairs = {(matters[n.subject_id], n.person_id) for n in own if n.subject_id in matters}
    return {pair for pair in pairs if stands_behind(pair[1], pair[0])}
