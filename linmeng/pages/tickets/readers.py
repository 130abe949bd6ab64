"""What the preview of a file of tickets shows."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from linmeng.common.actor import Actor
from linmeng.voices.bridge import TicketFault
from linmeng.voices.models import TicketImport
from linmeng.voices.queries import PlannedTicket, ticket_plan

TICKETS_A_PAGE = 25
KINDS = ("new", "changed", "known", "unplaced", "not_ours")
PLACED = "place-"


@dataclass(frozen=True)
class Preview:
    """The plan of a file, one kind of it, and how many there are of each."""

    shown: Sequence[PlannedTicket | TicketFault]
    kind: str
    counts: dict[str, int]
    tabs: list[dict[str, Any]]
    matched: int
    """New tickets whose phone belongs to exactly one person we know."""

    @property
    def to_take_in(self) -> int:
        """How many lines a taking in would touch."""
        return self.counts["new"] + self.counts["changed"] + self.counts["known"]


def read_preview(actor: Actor, upload: TicketImport, kind: str) -> Preview:
    """Read the file once more and say what would happen now."""
    plan = ticket_plan(actor, upload)
    counts = dict.fromkeys((*KINDS, "faults"), 0) | Counter(line.kind for line in plan.lines)
    counts["faults"] = len(plan.faults)
    chosen = kind if counts.get(kind) else "unplaced" if counts["unplaced"] else "new"
    shown: Sequence[PlannedTicket | TicketFault] = plan.faults if chosen == "faults" else plan.of_kind(chosen)
    matched = sum(line.person_id is not None for line in plan.new)
    return Preview(shown, chosen, counts, _tabs(counts, chosen), matched)


def _tabs(counts: dict[str, int], chosen: str) -> list[dict[str, Any]]:
    labels = {
        "new": _("new"),
        "unplaced": _("without a place"),
        "changed": _("changed at the source"),
        "known": _("taken in already"),
        "not_ours": _("not ours"),
        "faults": _("to put right"),
    }
    return [
        {"label": label, "url": f"?kind={kind}", "current": kind == chosen, "count": counts[kind]}
        for kind, label in labels.items()
        if counts[kind] or kind == "new"
    ]


def filed_placements(sent: QueryDict) -> dict[str, str]:
    """Ticket number → compound code, of the selects that were chosen."""
    return {
        name.removeprefix(PLACED): code
        for name, code in sent.items()
        if name.startswith(PLACED) and isinstance(code, str) and code
    }


def to_place(actor: Actor, upload: TicketImport) -> list[str]:
    """Numbers of the tickets that nobody has placed yet."""
    return [line.ticket.number for line in ticket_plan(actor, upload).of_kind("unplaced")]
