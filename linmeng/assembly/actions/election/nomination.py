"""Names are gathered: by oneself, by neighbours, at the talks, by the group; the named say yes or no."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.assembly.actions.election.locking import (
    demand_run,
    demand_state,
    locked_candidacy,
    locked_election,
    runs,
)
from linmeng.assembly.actions.election.steps import keep_step, step_done
from linmeng.assembly.actions.locking import demand
from linmeng.assembly.bridge import committee_law
from linmeng.assembly.models import Candidacy, Election
from linmeng.assembly.permissions import may_answer_nomination, may_name_candidates
from linmeng.assembly.queries.election_ladder import election_path
from linmeng.assembly.states import CANDIDACY
from linmeng.common.actor import Actor
from linmeng.common.errors import AgainstTheLaw, NotAllowed, WrongState
from linmeng.common.wording import clean_words, fitting
from linmeng.ground.acts import action
from linmeng.people.models import Ownership, Person
from linmeng.people.queries import in_force
from linmeng.publishing.actions import notify
from linmeng.record.actions import write

MOST_STATEMENT = 200
BY_OTHERS = ("neighbours", "talks", "group")


@action
def open_nomination(actor: Actor, *, election_id: int) -> Election:
    """From now on names are taken; where the law wants an election group, it must be formed first."""
    election = locked_election(election_id)
    demand_run(actor, election)
    demand_state(election, "preparing")  # later with a reason: reopen_nomination
    if election.kind != Election.Kind.BY_ELECTION and step_done(election, "group") is None:
        raise WrongState(_("First the street forms the election group; enter it on its page."))
    election.state = Election.State.NOMINATING
    election.save(update_fields=["state"])
    write(actor, "nomination_opened", {"election": str(election.id)})
    return election


@action
def name_candidate(
    actor: Actor, *, election_id: int, person_id: int, found: str, statement: str = ""
) -> Candidacy:
    """Put oneself or a neighbour forward. Who is named by others is asked, and stands only with their yes.

    Refuses who owns nothing here (Guide 31), somebody named already, and names at another time.
    """
    election = locked_election(election_id)
    demand(
        may_name_candidates(actor, election.compound_id),
        _("Neighbours of this compound name candidates; the clerk writes down what came on paper."),
    )
    demand_state(election, "nominating")
    person = Person.objects.get(id=person_id)
    own = actor.person_id == person_id and not runs(actor, election)
    _check_naming(actor, election, found, own=own)
    check_owner(election, person, actor)
    if election.candidacies.filter(person=person).exists():
        raise WrongState(_("%s is named already.") % person.name)
    words = fitting(clean_words(statement), field="statement", fewest=0, most=MOST_STATEMENT)
    candidacy = Candidacy.objects.create(
        election=election,
        person=person,
        found=found,
        state=Candidacy.State.ACCEPTED if own else Candidacy.State.NAMED,
        statement=words if own else "",
        named_at=actor.at,
        named_by=actor.seat_title[:60],
        accepted_at=actor.at if own else None,
    )
    if not own:
        _ask(actor, election, candidacy)
    write(actor, "candidate_named", {"election": str(election.id), "found": found, "own": own})
    return candidacy


def _check_naming(actor: Actor, election: Election, found: str, *, own: bool) -> None:
    if found not in Candidacy.Found.values or (own != (found == "self") and not runs(actor, election)):
        raise ValidationError({"found": _("Please say how this name came up.")})
    if found in ("talks", "group") and not runs(actor, election):
        raise NotAllowed(_("Names from the talks and from the election group are entered by the clerk."))


def check_owner(election: Election, person: Person, actor: Actor) -> None:
    """A member of the committee is a natural person who owns a home here (Guide 31)."""
    owns = Ownership.objects.filter(
        in_force(actor.today), person=person, unit__compound_id=election.compound_id
    )
    if person.kind == Person.Kind.NATURAL and owns.exists():
        return
    law = committee_law(election.compound.place, actor.today)
    raise AgainstTheLaw(
        _("A member of the owners' committee is an owner of the compound."),
        article=law.article("candidate.disqualified") if law else "",
    )


def _ask(actor: Actor, election: Election, candidacy: Candidacy) -> None:
    notify(
        actor,
        person_id=candidacy.person_id,
        subject="election",
        subject_id=election.id,
        title=_("You are named for the owners' committee"),
        words=_("Neighbours would like you to stand. You alone say yes or no."),
        path=f"{election_path(election.id)}candidates/{candidacy.id}/",
        topic="votes",
        compound_id=election.compound_id,
    )


@action
def answer_nomination(
    actor: Actor,
    *,
    candidacy_id: int,
    accepts: bool,
    statement: str = "",
    paper_id: int | None = None,
) -> Candidacy:
    """The named say yes or no with their own log-in; or the clerk takes in what they signed on paper."""
    election, candidacy = locked_candidacy(candidacy_id)
    own = may_answer_nomination(actor, candidacy.person_id)
    if not own:
        demand_run(actor, election)
        if paper_id is None and candidacy.pledge_id is None:
            raise ValidationError({"file": _("Please lay in the paper that the neighbour signed.")})
    demand_state(election, "nominating", "checking")
    after = Candidacy.State.ACCEPTED if accepts else Candidacy.State.DECLINED
    if not accepts and candidacy.state == Candidacy.State.ACCEPTED:
        after = Candidacy.State.WITHDRAWN
    CANDIDACY.check(candidacy.state, after, what=candidacy.person.name)
    if accepts:
        check_owner(election, candidacy.person, actor)
        words = fitting(clean_words(statement), field="statement", fewest=0, most=MOST_STATEMENT)
        candidacy.statement, candidacy.accepted_at = words, actor.at
    candidacy.state, candidacy.answered_by = after, "" if own else actor.seat_title[:60]
    candidacy.save(update_fields=["state", "statement", "accepted_at", "answered_by"])
    facts = {"election": str(election.id), "candidacy": str(candidacy.id), "accepts": accepts}
    write(actor, "nomination_answered", facts | {"on_paper": not own})
    return candidacy


@action
def edit_statement(actor: Actor, *, candidacy_id: int, statement: str) -> Candidacy:
    """Say it better, until the candidates hang on the board."""
    election, candidacy = locked_candidacy(candidacy_id)
    demand(may_answer_nomination(actor, candidacy.person_id), _("Candidates write their own introduction."))
    demand_state(election, "nominating", "checking")
    if candidacy.state not in ("accepted", "qualified"):
        raise WrongState(_("Only who stands has an introduction."))
    words = fitting(clean_words(statement), field="statement", fewest=0, most=MOST_STATEMENT)
    candidacy.statement = words
    candidacy.save(update_fields=["statement"])
    write(actor, "candidate_statement_changed", {"candidacy": str(candidacy.id)})
    return candidacy


@action
def withdraw_candidacy(actor: Actor, *, candidacy_id: int, reason: str = "") -> Candidacy:
    """Whoever stands may step back until the candidates hang on the board; on paper through the clerk."""
    election, candidacy = locked_candidacy(candidacy_id)
    own = may_answer_nomination(actor, candidacy.person_id)
    if not own:
        demand_run(actor, election)
        if len(reason.strip()) < 4:
            raise ValidationError({"reason": _("Please say on which paper the candidate stepped back.")})
    if election.state not in ("nominating", "checking"):
        raise WrongState(
            _("The candidates hang on the board with their numbers. First the posting must be taken back.")
        )
    CANDIDACY.check(candidacy.state, "withdrawn", what=candidacy.person.name)
    candidacy.state, candidacy.reason, candidacy.number = "withdrawn", reason.strip()[:300], 0
    candidacy.answered_by = "" if own else actor.seat_title[:60]
    candidacy.save(update_fields=["state", "reason", "number", "answered_by"])
    write(actor, "candidate_withdrew", {"candidacy": str(candidacy.id), "on_paper": not own})
    return candidacy


@action
def close_nomination(actor: Actor, *, election_id: int) -> Election:
    """No more names; those who stand are now checked. At least one for each seat up to the minimum."""
    election = locked_election(election_id)
    demand_run(actor, election)
    demand_state(election, "nominating")
    standing = election.candidacies.filter(state=Candidacy.State.ACCEPTED).count()
    if standing < election.minimum:
        raise WrongState(
            _("%(standing)s stand, at least %(minimum)s are needed. Please go on asking.")
            % {"standing": standing, "minimum": election.minimum}
        )
    election.candidacies.filter(state=Candidacy.State.NAMED).update(state=Candidacy.State.DECLINED)
    election.state = Election.State.CHECKING
    election.save(update_fields=["state"])
    words = _("%s neighbours stand.") % standing
    keep_step(actor, election, "nomination", done_on=actor.today, words=words)
    write(actor, "nomination_closed", {"election": str(election.id), "standing": standing})
    return election


@action
def reopen_nomination(actor: Actor, *, election_id: int, reason: str) -> Election:
    """Too few are left after the checks: names are taken again."""
    election = locked_election(election_id)
    demand_run(actor, election)
    demand_state(election, "checking")
    if len(reason.strip()) < 4:
        raise ValidationError({"reason": _("Please say in a few words why names are taken again.")})
    election.state = Election.State.NOMINATING
    election.save(update_fields=["state"])
    election.steps.filter(key__in=("nomination", "checks"), withdrawn_at__isnull=True).update(
        withdrawn_at=actor.at
    )
    write(actor, "nomination_reopened", {"election": str(election.id)})
    return election
