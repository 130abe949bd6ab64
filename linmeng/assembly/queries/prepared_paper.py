"""Papers that owners prepared on their phones; of what they chose nothing is known."""

from django.db.models import QuerySet

from linmeng.assembly.models import BallotPaper, Vote
from linmeng.common.actor import Actor


def prepared_papers(actor: Actor, vote: Vote) -> QuerySet[BallotPaper]:
    """The visitor's own, that were not set aside, oldest first."""
    own = BallotPaper.objects.filter(vote=vote, prepared_by=str(actor.person_id or 0))
    return own.exclude(sheet__state="void").select_related("sheet", "entry").order_by("sheet__number")
