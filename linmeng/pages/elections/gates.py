"""What a request may reach of an election: its steps are everybody's, its checks are not."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from linmeng.alliance.models import Compound
from linmeng.assembly.actions.election.locking import runs
from linmeng.assembly.models import Candidacy, Election
from linmeng.assembly.permissions import may_see_checks
from linmeng.assembly.queries.candidates import group_people
from linmeng.assembly.queries.election_ladder import elections_of
from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.people.models import Ownership, Person
from linmeng.people.queries import in_force


def election_for(pk: int) -> Election:
    """Any election of the alliance."""
    return get_object_or_404(elections_of(), pk=pk)


def run_election(request: VisitorRequest, pk: int) -> Election:
    """An election whose work this visitor does: 404 for those of elsewhere, 403 for neighbours who may not."""
    actor, election = request.visitor.actor, election_for(pk)
    if runs(actor, election):
        return election
    if actor.person_id is None or _is_near(actor, election.compound_id):
        raise NotAllowed(_("This page is for those who run this election."))
    raise Http404


def _is_near(actor: Actor, compound_id: int) -> bool:
    return actor.lives_in(compound_id) or (actor.hat is not None and compound_id in actor.hat.compounds)


def candidacy_for(request: VisitorRequest, pk: int, candidacy_pk: int) -> Candidacy:
    """A candidacy whose inside this visitor may see; for everybody else it does not exist."""
    rows = Candidacy.objects.select_related("person", "election__compound", "pledge")
    row = get_object_or_404(rows, pk=candidacy_pk, election_id=pk)
    if not sees_checks(request.visitor.actor, row):
        raise Http404
    return row


def sees_checks(actor: Actor, row: Candidacy) -> bool:
    """The candidate, the election group, and who runs the election."""
    election = row.election
    return runs(actor, election) or may_see_checks(
        actor, row.person_id, group_people(election), election.compound_id
    )


def owner_at(compound: Compound, door: str, name: str, actor: Actor) -> Person:
    """The owner of this home with this whole name; whoever names somebody knows both."""
    rows = Ownership.objects.filter(
        in_force(actor.today), unit__compound=compound, unit__code=door.strip(), person__name=name.strip()
    )
    found = rows.select_related("person").first()
    if found is None:
        raise ValidationError({"name": _("No owner of this name has this home.")})
    return found.person
