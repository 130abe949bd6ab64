"""The parent row of every act on an election, and who may run it."""

from django.utils.translation import gettext as _

from linmeng.assembly.actions.locking import demand
from linmeng.assembly.models import Candidacy, Election
from linmeng.assembly.permissions import may_run_by_election, may_run_elections
from linmeng.common.actor import Actor
from linmeng.common.errors import WrongState


def locked_election(election_id: int) -> Election:
    """The election, locked until the act is over."""
    rows = Election.objects.select_for_update(of=("self",)).select_related("compound", "vote", "question")
    return rows.get(id=election_id)


def locked_candidacy(candidacy_id: int) -> tuple[Election, Candidacy]:
    """A candidacy below its election, the election first."""
    election = locked_election(Candidacy.objects.values_list("election_id", flat=True).get(id=candidacy_id))
    rows = Candidacy.objects.select_for_update(of=("self",)).select_related("person")
    return election, rows.get(id=candidacy_id)


def runs(actor: Actor, election: Election) -> bool:
    """Whether this hat runs this election; nobody runs the one in which they stand."""
    if election.kind == Election.Kind.BY_ELECTION:
        return may_run_by_election(actor, election.compound_id)
    return may_run_elections(actor, election.compound_id)


def demand_run(actor: Actor, election: Election) -> None:
    """Refuse whoever may not, and whoever stands in it."""
    sentence = _("The residents' committee keeps the papers of the election; only its clerk can do this.")
    demand(runs(actor, election), sentence)
    stands = election.candidacies.filter(person_id=actor.person_id or 0).exclude(
        state__in=["declined", "withdrawn", "refused"]
    )
    demand(not stands.exists(), _("Whoever stands in an election does not run it."))


def demand_state(election: Election, *states: str) -> None:
    """Refuse a step at another moment, saying where the election is."""
    if election.state not in states:
        raise WrongState(
            _("The election is “%(state)s” now; this step belongs to another moment.")
            % {"state": election.get_state_display()}
        )
