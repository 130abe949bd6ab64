"""What waits for those who publish: objections to answer, papers to hang and to take down."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from linmeng.common.actor import Actor
from linmeng.common.clock import local_day
from linmeng.common.dues import Due
from linmeng.ground.directory import slug_in_force
from linmeng.publishing.models import Objection, Posting, Proposal, Publication
from linmeng.publishing.queries.objections import answers_objections_to, vacant_committees
from linmeng.publishing.queries.proposals import proposals_for

ANSWER_DAYS, DECIDE_DAYS = 7, 2
DUES_READ = 50
_PUBLISHERS = ("clerk", "committee_director", "committee_member")


def dues(actor: Actor) -> list[Due]:
    """Objections to answer within seven days; old papers to take down; new ones that hang nowhere yet."""
    hat = actor.hat
    if hat is None or hat.role not in (*_PUBLISHERS, "building_leader"):
        return []
    slug = slug_in_force()
    found = [*_to_answer(actor, slug), *_to_decide(actor, slug)] if hat.role in _PUBLISHERS else []
    return sorted([*found, *_to_take_down(actor, slug), *_to_hang_up(actor, slug)])


def _to_answer(actor: Actor, slug: str) -> list[Due]:
    assert actor.hat is not None  # noqa: S101  asked by dues
    waiting = Objection.objects.filter(
        publication__compound_id__in=actor.hat.compounds, answered_at__isnull=True
    ).select_related("publication")
    vacant = vacant_committees(actor.hat.compounds)
    return [
        Due(
            by=local_day(one.made_at) + timedelta(days=ANSWER_DAYS),
            what=_("Answer an objection: %(title)s") % {"title": one.publication.title},
            path=f"/a/{slug}/p/{one.publication.token}/objections/",
            article=_("house rule: every objection is answered in 7 days"),
            role=actor.hat.role,
            compound_id=one.publication.compound_id,
        )
        for one in waiting.order_by("made_at", "id")[:DUES_READ]
        if answers_objections_to(actor, one.publication, vacant)
    ]


def _to_decide(actor: Actor, slug: str) -> list[Due]:
    """What the property company wants announced: issue it, or say why not."""
    waiting = proposals_for(actor).filter(state=Proposal.State.PROPOSED)[:DUES_READ]
    return [
        Due(
            by=local_day(one.proposed_at) + timedelta(days=DECIDE_DAYS),
            what=_("Issue or return an announcement: %(title)s") % {"title": one.title},
            path=f"/a/{slug}/proposals/{one.id}/",
            article=_("house rule: the property company has its answer in 2 days"),
            role=actor.hat.role if actor.hat is not None else "",
            compound_id=one.compound_id,
        )
        for one in waiting
    ]


def _to_take_down(actor: Actor, slug: str) -> list[Due]:
    assert actor.hat is not None  # noqa: S101  asked by dues
    gone = Q(publication__withdrawn_at__isnull=False) | Q(publication__replaced_by__isnull=False)
    hanging = Posting.objects.filter(
        gone, publication__compound_id__in=actor.hat.compounds, taken_down_at__isnull=True
    ).select_related("publication")
    return [
        Due(
            by=actor.today,
            what=_("Take the old paper down at %(place)s: %(title)s")
            % {"place": one.place, "title": one.publication.title},
            path=f"/a/{slug}/p/{one.publication.token}/hang/",
            role=actor.hat.role,
            compound_id=one.publication.compound_id,
        )
        for one in hanging.order_by("posted_at", "id").distinct()[:DUES_READ]
    ]


def _to_hang_up(actor: Actor, slug: str) -> list[Due]:
    """Public notices whose days run, and which hang nowhere yet."""
    assert actor.hat is not None  # noqa: S101  asked by dues
    hung = Exists(Posting.objects.filter(publication_id=OuterRef("id")))
    newer = Exists(Publication.objects.filter(replaces_id=OuterRef("id")))
    running = Publication.objects.filter(
        ~hung,
        ~newer,
        compound_id__in=actor.hat.compounds,
        kind=Publication.Kind.PUBLIC_NOTICE,
        withdrawn_at__isnull=True,
        period_ends_at__gt=actor.at,
    )
    return [
        Due(
            by=local_day(one.published_at) + timedelta(days=1),
            what=_("Hang the paper up, with a photo: %(title)s") % {"title": one.title},
            path=f"/a/{slug}/p/{one.token}/hang/",
            article=one.article,
            role=actor.hat.role,
            compound_id=one.compound_id,
        )
        for one in running.order_by("published_at", "id")[:DUES_READ]
    ]
