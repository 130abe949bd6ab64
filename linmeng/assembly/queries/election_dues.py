"""What is due of elections: for who runs one its next step by clock, for the named their answer."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from linmeng.assembly.models import Candidacy, Election, Filing
from linmeng.assembly.queries.election_ladder import Rung, election_path, ladder, running_elections
from linmeng.common.actor import Actor
from linmeng.common.clock import local_day
from linmeng.common.dues import Due


def election_dues(actor: Actor) -> list[Due]:
    """The clerk's: the steps of elections under way. A neighbour's who was named: to say yes or no."""
    if actor.hat is None:
        return _own(actor)
    if not actor.wears("clerk"):
        return []
    return [due for one in running_elections(actor.hat.compounds) for due in _of(one, actor)]


def _of(election: Election, actor: Actor) -> list[Due]:
    """Each open step with a day of the law, and the next one whatever the clock says."""
    path, found = election_path(election.id), []
    for rung in ladder(election):
        if rung.is_done or not (rung.due or rung.state == "current") or _filing_begun(election, rung):
            continue
        found.append(_due(election, rung, path, actor))
    return found


def _filing_begun(election: Election, rung: Rung) -> bool:
    """Then the filing itself says what is due of it."""
    return rung.key == "filing" and Filing.objects.filter(election=election).exists()


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
    return [
        Due(
            by=local_day(row.named_at),
            what=_("Neighbours want you in the owners' committee of %s: yes or no?")
            % row.election.compound.name,
            path=f"{election_path(row.election_id)}candidates/{row.id}/",
            compound_id=row.election.compound_id,
        )
        for row in _asked(actor)
    ]
