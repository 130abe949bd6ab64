"""Short ways to a voice or a matter in a given state, through the actions."""

import io
import json
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from PIL import Image

from linmeng.record.models import Entry
from linmeng.voices.actions import answer, decline, record_step, say, take_up
from linmeng.voices.models import Matter, Voice
from tests.cast import CAST, Cast

LOOSE_TILE = "三号楼北墙有一块砖松了，风一吹就响，怕砸到人。"
SORTERS = {"wang", "he", "sun"}
OTHERS = [who for who in CAST if who not in SORTERS]


def spoken(cast: Cast, who: str = "li", words: str = LOOSE_TILE, **more: object) -> Voice:
    return say(cast.actor(who), **{"compound_id": cast.compound.id, "kind": "repair", "words": words} | more)


def voice_in(cast: Cast, state: str) -> Voice:
    """A voice of Li in a state."""
    voice, clerk = spoken(cast), cast.actor("sun")
    if state == "taken_up":
        taken(cast, voice)
    elif state == "answered":
        answer(clerk, voice_id=voice.id, words="明天来修。")
    elif state == "declined":
        decline(clerk, voice_id=voice.id, reason="不在本小区范围内。")
    voice.refresh_from_db()
    assert voice.state == state
    return voice


def taken(
    cast: Cast,
    voice: Voice,
    *,
    nature: str = "common_part",
    title: str = "北立面空鼓瓷砖",
    summary: str = "三号楼北墙瓷砖松动。",
    who: str = "sun",
) -> Matter:
    return take_up(cast.actor(who), voice_ids=[voice.id], title=title, summary=summary, nature=nature)


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside is taken back: the next of the cast finds everything as it was."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


ROADS = {
    "open": [],
    "listed": ["listed"],
    "in_project": ["in_project"],
    "decided": ["in_project", "decided"],
    "done": ["done"],
    "answered": ["answered"],
    "declined": ["declined"],
}
STEPS = {
    "listed": "listed",
    "in_project": "project",
    "decided": "decided",
    "done": "done",
    "answered": "answered",
    "declined": "declined",
}


def matter_in(cast: Cast, state: str) -> Matter:
    matter = taken(cast, spoken(cast))
    for after in ROADS[state]:
        record_step(cast.actor("wang"), matter_id=matter.id, step=STEPS[after], words="", state=after)
    matter.refresh_from_db()
    assert matter.state == state
    return matter


def photo(width: int = 40, height: int = 30) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), (160, 70, 50)).save(buffer, "JPEG")
    return buffer.getvalue()


def recorded(kind: str) -> dict[str, object]:
    """The facts of the newest record entry, which must be of this kind."""
    entry = Entry.objects.order_by("-number")[0]
    assert entry.kind == kind
    return json.loads(entry.text)["facts"]
