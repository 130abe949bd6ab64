"""What is due about votes, by clock, with the article that demands it."""

from collections.abc import Iterable

from django.db.models import Max
from django.utils.translation import gettext as _

from linmeng.assembly.models import RollEntry, Vote
from linmeng.assembly.permissions import COMMITTEE
from linmeng.assembly.queries.acting_dues import acting_dues
from linmeng.assembly.queries.disputes import dispute_dues
from linmeng.assembly.queries.draft_dues import draft_dues
from linmeng.assembly.queries.election_dues import election_dues
from linmeng.assembly.queries.night_dues import due_at_count, dues_after_count
from linmeng.assembly.queries.petition import petition_dues
from linmeng.assembly.queries.supplements import bought_homes
from linmeng.assembly.queries.term import term_dues
from linmeng.assembly.queries.votes import my_ballots
from linmeng.assembly.states import phase
from linmeng.common.actor import Actor
from linmeng.common.clock import local_day
from linmeng.common.dues import Due
from linmeng.projects.queries import site_path

NOTICE_ARTICLE = "物业管理条例 14"


def dues(actor: Actor) -> list[Due]:
    """An officer's: carry ballots, close, count, publish. A resident's: vote, while the vote is open.

    Whoever acts for somebody else is asked to vote for them, with any hat or none.
    """
    if actor.hat is None:
        return [*_owner_dues(actor), *acting_dues(actor), *election_dues(actor)]
    if actor.wears(*COMMITTEE, "clerk", "scrutineer", "building_leader"):
        running = Vote.objects.filter(
            compound_id__in=actor.hat.compounds, state__in=["noticed", "closed", "counted"]
        )
        counted = running.annotate(counted_at=Max("counts__counted_at")).order_by("closes_at")[:50]
        root = site_path("votes/")
        running_dues = [due for vote in counted for due in _officer_dues(actor, vote, root)]
        return [
            *running_dues,
            *acting_dues(actor),
            *dispute_dues(actor, root),
            *dues_after_count(actor, root),
            *draft_dues(actor, root),
            *petition_dues(actor),
            *election_dues(actor),
            *term_dues(actor),
        ]
    return acting_dues(actor)


def _owner_dues(actor: Actor) -> list[Due]:
    mine = [one.entry for one in my_ballots(actor) if one.speaks and not one.cast]
    return [*_to_vote_for(actor, mine), *bought_dues(actor)]


def bought_dues(actor: Actor) -> list[Due]:
    """Open votes in which a home counts as this person's since it was bought, after the notice."""
    return _to_vote_for(actor, bought_homes(actor))


def _to_vote_for(actor: Actor, homes: Iterable[RollEntry]) -> list[Due]:
    waiting = [home for home in homes if phase(home.vote, actor.at) == "open"]
    root = site_path("votes/") if waiting else ""
    return [
        Due(
            by=home.vote.last_day,
            what=_("Vote for %(unit)s: %(title)s") % {"unit": home.unit_code, "title": home.vote.title},
            path=f"{root}{home.vote_id}/",
            compound_id=home.vote.compound_id,
        )
        for home in waiting
        if home.vote.last_day
    ]


def _officer_dues(actor: Actor, vote: Vote, root: str) -> list[Due]:
    assert vote.opens_at and vote.ends_at and vote.last_day and actor.hat  # noqa: S101
    page, now = f"{root}{vote.id}/", phase(vote, actor.at)
    leader = actor.wears("building_leader")
    if now in ("noticed", "open"):
        by, what, path, article = (
            local_day(vote.opens_at), _("Bring the ballots to the doors: %s"), f"{page}delivery/", NOTICE_ARTICLE
        )  # fmt: skip
        if now == "open":
            by = vote.last_day
            what, article = _("Remind the doors that have not answered: %s"), ""
    elif leader:
        return []
    elif now == "suspended":
        by, what, path, article = actor.today, _("Let it go on, or cancel it: %s"), page, ""
    elif now == "over":
        by, what, path, article = local_day(vote.ends_at), _("Close the vote: %s"), page, ""
    else:
        counted_at = vote.counted_at  # type: ignore[attr-defined]
        found = due_at_count(actor, vote, page, local_day(counted_at) if counted_at else None)
        if found is None:
            return []
        by, what, path, article = found
    return [Due(by, what % vote.title, path, article, actor.hat.role, vote.compound_id)]
