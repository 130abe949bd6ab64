"""Papers that came after closing, and which paper was back in time."""

from django.db.models import QuerySet

from linmeng.assembly.models import BallotPaper, LatePaper, Vote


def late_papers(vote: Vote) -> QuerySet[LatePaper]:
    """The late register of a vote, in the order in which the papers came."""
    return LatePaper.objects.filter(vote=vote).select_related("paper__entry").order_by("received_at", "id")


def voters_behind(sheet_id: int | None) -> list[int]:
    """The owners whose ballot a sheet is; nobody for sheets of another kind."""
    paper = BallotPaper.objects.filter(sheet_id=sheet_id).select_related("entry").first()
    return [int(owner) for owner in paper.entry.owners] if paper is not None else []


def came_in_time(vote: Vote, paper: BallotPaper) -> bool:
    """Whether somebody wrote down before the closing instant that this paper was back."""
    back = paper.sheet.returned_at
    return back is not None and vote.ends_at is not None and back < vote.ends_at
