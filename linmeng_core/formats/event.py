"""EVENT.json in, DUES.json out (docs/formats/laws.md)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from linmeng_core.formats.fields import as_day, as_object, as_text, shape
from linmeng_core.formats.sentences import spoken
from linmeng_core.law.clocks import Due
from linmeng_core.lines import line

EVENT = shape("place", "date", "kind", "at")


@dataclass(frozen=True, slots=True)
class EventFile:
    """What happened, where and on which day; `day` selects the law."""

    place: str
    day: date
    kind: str
    at: date


def read_event(content: object) -> EventFile:
    """An event from the value of its JSON; BadInput names the first field that breaks the format."""
    file = as_object(content, EVENT)
    return EventFile(
        place=as_text(file["place"], "place"),
        day=as_day(file["date"], "date"),
        kind=as_text(file["kind"], "kind"),
        at=as_day(file["at"], "at"),
    )


def dues_as_json(dues: Sequence[Due], lang: str) -> dict[str, Any]:
    """The days that follow, each with its article, and the sentences that say them."""
    said = [entry for due in dues for entry in due.lines] or [line("no_dues")]
    return {
        "dues": [
            {
                "what": due.what,
                "due": due.due.isoformat(),
                "article": due.source.article,
                "provisional": due.provisional,
            }
            for due in dues
        ],
        "lines": spoken(said, lang),
    }
