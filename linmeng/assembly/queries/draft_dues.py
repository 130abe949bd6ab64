"""What is due before a vote is announced: objections to its roll answered, then notice given."""

from datetime import timedelta

from django.utils.translation import gettext as _

from linmeng.assembly.models import Vote
from linmeng.assembly.permissions import COMMITTEE
from linmeng.assembly.queries.calling import calling
from linmeng.assembly.queries.postings import posting_of
from linmeng.common.actor import Actor
from linmeng.common.clock import local_day
from linmeng.common.dues import Due

DRAFT_DAYS = 14
"""A draft that rests longer than this is asked about."""
MOST = 20


def draft_dues(actor: Actor, root: str) -> list[Due]:
    """Of the drafts that this seat may announce, the oldest first."""
    if actor.hat is None or not actor.wears(*COMMITTEE, "clerk"):
        return []
    drafts = Vote.objects.filter(compound_id__in=actor.hat.compounds, state="draft", linked_to__isnull=True)
    return [
        _due(actor, vote, root)
        for vote in drafts.order_by("created_at")[:MOST]
        if calling(actor, vote.compound_id, vote.matter_class).may
    ]


def _due(actor: Actor, vote: Vote, root: str) -> Due:
    assert actor.hat is not None  # noqa: S101  asked for above
    posted = posting_of(vote)
    role, compound = actor.hat.role, vote.compound_id
    if posted is not None and posted.unanswered:
        by = local_day(posted.publication.period_ends_at or vote.created_at)
        what = _("Answer %(n)s objections to the roll: %(title)s")
        words = what % {"n": posted.unanswered, "title": vote.title}
        return Due(by, words, f"{posted.path}objections/", "指导规则 12", role, compound)
    if posted is not None and posted.publication.period_ends_at is not None:
        by = local_day(posted.publication.period_ends_at)
    else:
        by = local_day(vote.created_at) + timedelta(days=DRAFT_DAYS)
    return Due(
        by,
        _("Give notice of the vote: %s") % vote.title,
        f"{root}{vote.id}/notice/",
        "物业管理条例 14",
        role,
        compound,
    )
