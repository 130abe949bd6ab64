"""Saying in public, and to every owner on the roll, that something about a vote was decided."""

from django.utils.translation import gettext as _

from linmeng.assembly.models import RollEntry, RollSupplement, Vote, VoteDecision
from linmeng.assembly.queries import vote_path
from linmeng.common.actor import Actor
from linmeng.ground.acts import action
from linmeng.publishing.actions import notify_many, publish
from linmeng.publishing.models import Publication

NOTICE_ARTICLE = "物业管理条例 14"
TITLE_MOST = 120


@action
def announce_decision(
    actor: Actor, vote: Vote, decision: VoteDecision, *, headline: str, words: str
) -> Publication:
    """Subject `vote_decision`: what was decided, why, by whom; hangs on the board."""
    facts = {
        "vote": str(vote.id),
        "path": vote_path(vote.id),
        "compound": vote.compound.name,
        "headline": headline[:TITLE_MOST],
        "decision": decision.kind,
        "paragraphs": [words, _("The reason: %s") % decision.reason],
        "issuer": decision.by_seat,
        "published_on": actor.today.isoformat(),
        "closes_on": vote.last_day.isoformat() if vote.last_day else "",
    }
    return publish(
        actor,
        compound=vote.compound,
        kind="announcement",
        subject="vote_decision",
        subject_id=vote.id,
        title=headline[:TITLE_MOST],
        facts=facts,
        article=NOTICE_ARTICLE,
    )


@action
def tell_owners(actor: Actor, vote: Vote, *, title: str, words: str) -> int:
    """Every owner on the roll and on its supplements, by their own way; how many were told."""
    rolls = [
        *RollEntry.objects.filter(vote=vote).values_list("owners", flat=True),
        *RollSupplement.objects.filter(entry__vote=vote).values_list("owners", flat=True),
    ]
    people = sorted({int(owner) for owners in rolls for owner in owners})
    notify_many(
        actor,
        person_ids=people,
        subject="vote",
        subject_id=vote.id,
        title=title[:80],
        words=words,
        path=vote_path(vote.id),
        statutory=True,
        article=NOTICE_ARTICLE,
        ends_at=vote.ends_at if vote.state == "noticed" else None,
        compound_id=vote.compound_id,
    )
    return len(people)
