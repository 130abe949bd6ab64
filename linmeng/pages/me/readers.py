"""What concerns one resident's home now."""

from dataclasses import dataclass

from linmeng.alliance.models import Unit
from linmeng.assembly.models import Receipt, RollEntry
from linmeng.common.actor import Actor
from linmeng.publishing.models import Notice
from linmeng.publishing.queries import notices_of
from linmeng.voices.models import Voice

WORDS_SHOWN = 10


@dataclass(frozen=True)
class MyBallot:
    """One of my units in a running vote, and whether it was cast."""

    entry: RollEntry
    receipt: Receipt | None


@dataclass(frozen=True)
class Mine:
    """A resident's first screen."""

    units: list[Unit]
    ballots: list[MyBallot]
    voices: list[Voice]
    notices: list[Notice]

    @property
    def waiting(self) -> int:
        """Ballots still to cast in a vote that is open."""
        return sum(1 for b in self.ballots if b.receipt is None and b.entry.vote.state == "open")


def read_mine(actor: Actor) -> Mine:
    """Everything for /me, in a constant number of queries."""
    units = Unit.objects.filter(id__in=actor.units).select_related("compound", "building", "entrance")
    entries = RollEntry.objects.filter(unit_id__in=actor.units, vote__state__in=["noticed", "open", "closed"])
    cast = {
        receipt.entry_id: receipt
        for receipt in Receipt.objects.filter(entry__in=entries, by=str(actor.person_id)).order_by("cast_at")
    }
    ballots = [
        MyBallot(entry, cast.get(entry.id))
        for entry in entries.select_related("vote").order_by("vote__closes_at", "unit_code")
        if str(actor.person_id) in entry.owners
    ]
    voices = Voice.objects.filter(author_id=actor.person_id).select_related("matter").order_by("-received_at")
    return Mine(
        units=list(units.order_by("compound__code", "code")),
        ballots=ballots,
        voices=list(voices[:WORDS_SHOWN]),
        notices=list(notices_of(actor.person_id or 0).filter(read_at__isnull=True)[:5]),
    )
