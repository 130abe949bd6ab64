"""What the worker does for votes."""

from datetime import datetime

from linmeng.assembly.actions import take_in_paper
from linmeng.assembly.models import BallotPaper
from linmeng.common.actor import Actor


def take_in_read_papers(*, at: datetime) -> int:
    """Cast the papers of the alliance in force whose scan was the second of two equal readings."""
    settled = BallotPaper.objects.filter(
        sheet__state="settled", sheet__taken_in_at__isnull=True, vote__state__in=["noticed", "closed"]
    )
    ids = list(settled.order_by("id").values_list("id", flat=True)[:200])
    reader = Actor(at=at, system="scan")
    return sum(take_in_paper(reader, paper_id=paper_id) for paper_id in ids)
