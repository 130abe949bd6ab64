"""From the posted candidates to a vote of all owners: its draft, and what its fate means for the election."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from linmeng.assembly.actions.drafting import demand_caller, keep_draft
from linmeng.assembly.actions.election.locking import demand_run, locked_election
from linmeng.assembly.actions.election.steps import step_done
from linmeng.assembly.models import Election, Question, Vote
from linmeng.assembly.queries.calling import ELECTS
from linmeng.assembly.queries.candidates import qualified
from linmeng.assembly.states import ELECTION
from linmeng.common.actor import Actor
from linmeng.common.errors import WrongState
from linmeng.ground.acts import action
from linmeng.projects.models import Project
from linmeng.record.actions import write


@action
def call_election(actor: Actor, *, election_id: int, summary: str = "") -> Vote:
    """Draft the vote in which the owners elect; days and notice follow on the vote's own page.

    The residents' committee calls it for the election group where no committee may (SH 28, Guide 58).
    """
    election = locked_election(election_id)
    demand_run(actor, election)
    demand_caller(actor, election.compound_id, ELECTS)
    if election.vote is not None and election.vote.state != "cancelled":
        raise WrongState(_("The vote of this election is drafted already."))
    if election.state == Election.State.VOTING:  # the vote before was cancelled
        election.state = Election.State.POSTED
    ELECTION.check(election.state, "voting", what=_("The election"))
    with translation.override(settings.LANGUAGE_CODE):  # owners read these words, whoever clicks
        vote = _draft(actor, election, summary)
    question = vote.questions.get(number=1)
    question.kind, question.seats, question.minimum = Question.Kind.ELECTION, election.seats, election.minimum
    question.save(update_fields=["kind", "seats", "minimum"])
    election.vote, election.question, election.lot = vote, question, None
    election.state = Election.State.VOTING
    election.save(update_fields=["vote", "question", "lot", "state"])
    facts = {"election": str(election.id), "vote": str(vote.id), "candidates": len(qualified(election))}
    write(actor, "election_vote_drafted", facts)
    return vote


def _draft(actor: Actor, election: Election, summary: str) -> Vote:
    vote = Vote(
        compound_id=election.compound_id,
        title=_("Electing the owners' committee, term %s") % election.term_number,
        summary=summary or _summary(election),
        matter_class=ELECTS,
        scope=Project.Scope.COMPOUND,
        created_at=actor.at,
    )
    return keep_draft(vote, [_question(election)])


def _question(election: Election) -> str:
    return _("Whom do you want in the owners' committee? Mark %(seats)s at most of %(n)s.") % {
        "seats": election.seats,
        "n": len(qualified(election)),
    }


def _summary(election: Election) -> str:
    posted = step_done(election, "posted")
    names = "、".join(f"{row.number} {row.person.name}" for row in qualified(election))
    day = posted.done_on.isoformat() if posted is not None else ""
    return _("Candidates: %(names)s. On the board since %(day)s.") % {"names": names, "day": day}
