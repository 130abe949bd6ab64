"""What the worker does for votes."""

from datetime import datetime

from linmeng.assembly.actions import take_in_paper, take_in_transfers
from linmeng.assembly.actions.bundle import keep_prepared, packed_count
from linmeng.assembly.models import BallotPaper, Vote
from linmeng.assembly.queries.bundle import votes_to_prepare
from linmeng.assembly.queries.transfers import registered_since
from linmeng.common.actor import Actor


def take_in_read_papers(*, at: datetime) -> int:
    """Cast the papers of the alliance in force whose scan was the second of two equal readings."""
    settled = BallotPaper.objects.filter(
        vote__suspended_at__isnull=True,
        sheet__state="settled",
        sheet__taken_in_at__isnull=True,
        vote__state__in=["noticed", "closed"],
    )
    ids = list(settled.order_by("id").values_list("id", flat=True)[:200])
    reader = Actor(at=at, system="scan")
    return sum(take_in_paper(reader, paper_id=paper_id) for paper_id in ids)


def take_in_registered_transfers(*, at: datetime) -> int:
    """Publish a supplement to every running roll whose homes changed hands since its notice."""
    clerk = Actor(at=at, system="roll")
    running = Vote.objects.filter(state__in=["noticed", "closed"]).order_by("id")
    waiting = [
        vote.id for vote in running if registered_since(vote).filter(valid_from__lte=clerk.today).exists()
    ]
    return sum(len(take_in_transfers(clerk, vote_id=vote_id)) for vote_id in waiting)


def prepare_bundles(*, at: datetime) -> int:
    """Make the bundles of counts in the alliance in force, so that publishing waits for none; one a turn."""
    for vote_id in votes_to_prepare()[:1]:
        packed = packed_count(Vote.objects.select_related("compound").get(id=vote_id))
        return int(keep_prepared(Actor(at=at, system="bundle"), vote_id=vote_id, packed=packed) is not None)
    return 0
