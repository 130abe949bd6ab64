"""What is due from the closing of a vote until it rests in the archive."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from linmeng.assembly.models import Vote
from linmeng.assembly.permissions import COMMITTEE
from linmeng.assembly.queries.count_night import paper_progress
from linmeng.assembly.queries.recount import published_version
from linmeng.assembly.queries.signatures import missing_signatures, newest_version
from linmeng.common.actor import Actor
from linmeng.common.clock import local_day
from linmeng.common.dues import Due

RESULT_DAYS = 3
RESULT_ARTICLE = "上海市住宅物业管理规定 26"
ARCHIVE_DAYS = 30
"""House rule: a month after the result nothing more is expected, and the vote goes into the archive."""
MOST = 20

Named = tuple[date, str, str, str]
"""By when, what (with a place for the title), path, article."""


def due_at_count(actor: Actor, vote: Vote, page: str, counted_on: date | None) -> Named | None:
    """Of a vote that is closed or counted; None where this seat has nothing to do."""
    assert vote.ends_at is not None  # noqa: S101  announced
    if vote.state == Vote.State.CLOSED:
        papers, by = paper_progress(vote), local_day(vote.ends_at) + timedelta(days=1)
        if papers.once or papers.apart or papers.left:
            return by, _("Read the papers out of the box: %s"), f"{page}enter/", ""
        return by, _("Count: %s"), f"{page}count/", ""
    if counted_on is None:
        return None
    by, version = counted_on + timedelta(days=RESULT_DAYS), newest_version(vote)
    if missing_signatures(vote, version):
        mine = vote.signatures.filter(version=version, person_id=actor.person_id or 0).exists()
        return None if mine else (by, _("Sign the count: %s"), f"{page}sign/", "")
    if not actor.wears(*COMMITTEE, "clerk"):
        return None
    return by, _("Publish the result: %s"), f"{page}publish/", RESULT_ARTICLE


def dues_after_count(actor: Actor, root: str) -> list[Due]:
    """Published votes: a signed recount to hang, or the archive."""
    if actor.hat is None or not actor.wears(*COMMITTEE, "clerk"):
        return []
    votes = Vote.objects.filter(compound_id__in=actor.hat.compounds, state="published")
    return [
        _due_of_published(actor, vote, f"{root}{vote.id}/") for vote in votes.order_by("closes_at")[:MOST]
    ]


def _due_of_published(actor: Actor, vote: Vote, page: str) -> Due:
    assert actor.hat is not None and vote.ends_at is not None  # noqa: S101
    newest = newest_version(vote)
    by = local_day(vote.ends_at) + timedelta(days=ARCHIVE_DAYS)
    what, path, article = _("Put the vote into the archive: %s"), f"{page}archive/", ""
    if newest > published_version(vote):
        counted = vote.counts.filter(version=newest).order_by("counted_at").last()
        by = local_day(counted.counted_at if counted else vote.ends_at) + timedelta(days=RESULT_DAYS)
        what, path, article = _("Publish the correction: %s"), f"{page}correct/", RESULT_ARTICLE
        if missing_signatures(vote, newest):
            what, path = _("Sign the count: %s"), f"{page}sign/"
    return Due(by, what % vote.title, path, article, actor.hat.role, vote.compound_id)
