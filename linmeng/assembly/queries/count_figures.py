"""The figures around a count: papers printed, brought, back; ballots by way; what came late."""

from collections import Counter
from dataclasses import dataclass

from linmeng.assembly.models import BallotPaper, Vote
from linmeng.assembly.queries.results import box_of
from linmeng.assembly.queries.standing import standing_deliveries

CHANNELS = ("web", "paper", "city")


@dataclass(frozen=True)
class CountFigures:
    """Of one version of a count; page, report, poster, tables and the published facts say these numbers."""

    printed: int
    void_papers: int
    papers_back: int
    late: int
    delivered: dict[str, int]
    """Homes by the way in which their ballot came to them, each once."""
    proven: int
    """Homes to which it provably came: only for these may a silence clause speak."""
    received: dict[str, int]
    """Ballots by channel; those found void left out."""
    void_ballots: int
    frozen: int
    """Ballots of which somebody says "that was not me", not decided by then."""

    @property
    def ballots(self) -> int:
        """Ballots of all channels."""
        return sum(self.received.values())


def count_figures(vote: Vote, version: int | None = None) -> CountFigures:
    """A steady number of queries, whatever the size of the vote."""
    box = box_of(vote, version)
    channels = {ballot.receipt_id: ballot.receipt.channel for ballot in box.ballots}
    by_channel = Counter(channels.values())
    states = Counter(BallotPaper.objects.filter(vote=vote).values_list("sheet__state", flat=True))
    ways = dict(
        standing_deliveries()
        .filter(entry__vote_id=vote.id)
        .order_by("proves", "-id")
        .values_list("entry_id", "way")
    )
    by_way = Counter(ways.values())
    return CountFigures(
        printed=sum(states.values()),
        void_papers=states["void"],
        papers_back=sum(states[state] for state in ("returned", "read_once", "read_apart", "settled")),
        late=vote.late_papers.count(),
        delivered={way: by_way[way] for way in sorted(by_way)},
        proven=len(box.delivered),
        received={channel: by_channel[channel] for channel in CHANNELS},
        void_ballots=vote.receipts.count() - len(channels),
        frozen=len(box.frozen),
    )
