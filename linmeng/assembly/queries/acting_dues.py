"""Open votes in which somebody can still vote in another's place: a ward's, a company's, an estate's, or
under a mandate; each of them stands on that person's own desk.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from linmeng.assembly.models import Proxy, RollEntry, Vote
from linmeng.assembly.queries.entitled import OWNER, homes_i_act_for
from linmeng.common.actor import Actor
from linmeng.common.dues import Due
from linmeng.people.models import Ownership, Representation
from linmeng.people.queries.actors import in_force
from linmeng.projects.queries import site_path


def acting_dues(actor: Actor) -> list[Due]:
    """One a home that this person speaks for and nobody voted for yet; homes of one's own stand elsewhere."""
    if actor.person_id is None:
        return []
    homes = [home for vote in _open_votes(actor) for home in homes_i_act_for(actor, vote)]
    root = site_path("votes/") if homes else ""
    return [
        Due(
            by=home.vote.last_day,
            what=_("Vote for %(unit)s, %(ground)s: %(title)s")
            % {"unit": home.entry.unit_code, "ground": home.ground, "title": home.vote.title},
            path=f"{root}{home.vote.id}/",
            compound_id=home.vote.compound_id,
        )
        for home in homes
        if home.receipt is None and home.voice.ground != OWNER and home.vote.last_day is not None
    ]


def _open_votes(actor: Actor) -> QuerySet[Vote]:
    """Votes open at this moment that have to do with somebody in whose place this person acts."""
    running = Vote.objects.annotate(ends=Coalesce("extended_to", "closes_at")).filter(
        state=Vote.State.NOTICED, opens_at__lte=actor.at, ends__gt=actor.at, suspended_at=None
    )
    held = Proxy.objects.filter(vote=OuterRef("id"), agent_person_id=actor.person_id, revoked_at=None)
    acting = Representation.objects.filter(in_force(actor.today), agent_id=actor.person_id)
    principals = list(acting.values_list("principal_id", flat=True))
    if not principals:
        return running.filter(Exists(held)).order_by("closes_at", "id")
    had = Ownership.objects.filter(person_id__in=principals).order_by().values("unit_id")
    theirs = RollEntry.objects.filter(vote=OuterRef("id"), unit_id__in=had)
    return running.filter(Q(Exists(held)) | Q(Exists(theirs))).order_by("closes_at", "id")
