"""What is due of elections: for who runs one its next step by clock, for the named their answer.

Any number of elections costs the same number of queries.
"""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from linmeng.assembly.models import Candidacy, Election, Filing
from linmeng.assembly.queries.election_ladder import Rung, ladders, running_elections
from linmeng.common.actor import Actor
from linmeng.common.clock import local_day
from linmeng.common.dues import Due
from linmeng.projects.queries import site_path


def election_dues(actor: Actor) -> list[Due]:
    """The clerk's: the steps of elections under way. A neighbour's who was named: to say yes or no."""
    if actor.hat is None:
        return _own(actor)
    if not actor.wears("clerk"):
        return []
    running = list(running_elections(actor.hat.compounds))
    if not running:
        return []
    root = site_path("elections/")
    filed = set(Filing.objects.filter(election__in=running).values_list("election_id", flat=True))
    return [
        _due(election, rung, f"{root}{election.id}/", actor)
        for election, rungs in zip(running, ladders(running), strict=True)
        for rung in rungs
        if _is_open(rung, filing_begun=election.id in filed)
    ]


def _is_open(rung: Rung, *, filing_begun: bool) -> bool:
    """A step with a day of the law, or the next one whatever the clock says; a filing says itself what is due."""
    if rung.is_done or (rung.key == "filing" and filing_begun):
        return False
    return rung.due is not None or rung.state == "current"


def _due(election: Election, rung: Rung, path: str, actor: Actor) -> Due:
    what = _("%(title)s (%(place)s)") % {"title": rung.title, "place": election.compound.name}
    if rung.due is None:
        return Due(actor.today, what, path, "", "clerk", election.compound_id)
    return Due(rung.due.due, what, path, rung.due.article, "clerk", election.compound_id)


def _asked(actor: Actor) -> QuerySet[Candidacy]:
    rows = Candidacy.objects.filter(person_id=actor.person_id, state=Candidacy.State.NAMED)
    return rows.filter(election__state="nominating").select_related("election__compound")


def _own(actor: Actor) -> list[Due]:
    if actor.person_id is None:
        return []
    asked = list(_asked(actor))
    root = site_path("elections/") if asked else ""
    return [
        Due(
            by=local_day(row.named_at),
            what=_("Neighbours want you in the owners' committee of %s: yes or no?")
            % row.election.compound.name,
            path=f"{root}{row.election_id}/candidates/{row.id}/",
            compound_id=row.election.compound_id,
        )
        for row in asked
    ]
