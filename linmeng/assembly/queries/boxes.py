"""Boxes and envelopes of a vote, and who was present when they were sealed and opened."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from linmeng.assembly.models import BallotBox, BoxEvent, Vote

Kind = BoxEvent.Kind


@dataclass(frozen=True)
class BoxNow:
    """A box with everything that happened to it, first to last."""

    box: BallotBox
    events: list[BoxEvent]

    @property
    def state(self) -> str:
        """The last thing that happened; empty before it was sealed."""
        return self.events[-1].kind if self.events else ""


def boxes_of(vote: Vote) -> list[BoxNow]:
    """All of a vote, in their order; two queries."""
    events = BoxEvent.objects.order_by("happened_at", "id")
    rows = vote.boxes.select_related("building").prefetch_related(Prefetch("events", queryset=events))
    return [BoxNow(box, list(box.events.all())) for box in rows.order_by("number")]


def boxes_shut(vote: Vote) -> QuerySet[BallotBox]:
    """Sealed and not opened since: what lies in them is not counted yet."""
    opened = BoxEvent.objects.filter(box_id=OuterRef("id"), kind=Kind.OPENED)
    sealed = BoxEvent.objects.filter(box_id=OuterRef("id"), kind=Kind.SEALED)
    return vote.boxes.filter(Exists(sealed), ~Exists(opened)).order_by("number")
