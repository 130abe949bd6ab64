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
from linmeng.voices.models import Worry
from linmeng.voices.queries.answered import answered_by
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
    notices = {item.notice.id: item.notice for item in items}
    answered = answered_by(notices.values())
    pairs = {(one.matter.id, notices[pk].person_id) for pk, one in answered.items() if one.matter is not None}
    return {pair for pair in pairs if stands_behind(pair[1], pair[0])}
