"""Checking candidates: each reason of the law looked into with evidence, the pledge, the verdict."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.assembly.actions.election.locking import demand_run, demand_state, locked_candidacy
from linmeng.assembly.actions.election.steps import keep_step
from linmeng.assembly.bridge import CommitteeLaw, committee_law
from linmeng.assembly.models import Candidacy, Election, QualificationCheck
from linmeng.assembly.permissions import may_answer_nomination
from linmeng.assembly.queries.candidates import findings, still_to_check
from linmeng.assembly.states import CANDIDACY
from linmeng.common.actor import Actor
from linmeng.common.errors import AgainstTheLaw, WrongState
from linmeng.ground.acts import action
from linmeng.record.actions import write

CHECKED_IN = ("nominating", "checking")


def _law(election: Election, actor: Actor) -> CommitteeLaw:
    law = committee_law(election.compound.place, actor.today)
    if law is None:
        raise WrongState(_("No law pack is in force for this place today."))
    return law


@action
def check_reason(
    actor: Actor, *, candidacy_id: int, key: str, bars: bool, evidence: str, file_id: int | None = None
) -> QualificationCheck:
    """One reason of the law's list looked into: does it bar this candidate, and what shows it.

    Looked into again, the newer line counts and the earlier stays.
    """
    election, candidacy = locked_candidacy(candidacy_id)
    demand_run(actor, election)
    demand_state(election, *CHECKED_IN)
    if candidacy.state not in ("accepted", "qualified", "refused"):
        raise WrongState(_("Only who stands is checked."))
    if key not in {bar.key for bar in _law(election, actor).bars}:
        raise ValidationError({"key": _("The law of this place knows no such reason.")})
    if len(evidence.strip()) < 2:
        raise ValidationError({"evidence": _("Please say where this was looked up, and what was found.")})
    check = QualificationCheck.objects.create(
        candidacy=candidacy,
        key=key,
        bars=bars,
        evidence=evidence.strip()[:300],
        file_id=file_id,
        checked_by=actor.seat_title[:60],
        checked_at=actor.at,
    )
    if candidacy.state != Candidacy.State.ACCEPTED:  # a verdict that a newer finding may overturn
        candidacy.state, candidacy.reason = Candidacy.State.ACCEPTED, ""
        candidacy.save(update_fields=["state", "reason"])
    write(actor, "candidate_checked", {"candidacy": str(candidacy.id), "reason": key, "bars": bars})
    return check


@action
def give_pledge(actor: Actor, *, candidacy_id: int, file_id: int | None = None) -> Candidacy:
    """The written pledge of SH 20: by the candidate with their own log-in, or the signed paper laid in."""
    election, candidacy = locked_candidacy(candidacy_id)
    if not may_answer_nomination(actor, candidacy.person_id):
        demand_run(actor, election)
        if file_id is None:
            raise ValidationError({"file": _("Please lay in the pledge that the candidate signed.")})
    demand_state(election, *CHECKED_IN)
    if candidacy.state not in ("accepted", "qualified", "refused"):
        raise WrongState(_("Only who stands gives the pledge."))
    candidacy.pledged_at, candidacy.pledge_id = actor.at, file_id or candidacy.pledge_id
    candidacy.save(update_fields=["pledged_at", "pledge"])
    write(actor, "candidate_pledged", {"candidacy": str(candidacy.id), "on_paper": file_id is not None})
    return candidacy


@action
def decide_candidacy(actor: Actor, *, candidacy_id: int) -> Candidacy:
    """Qualified or not, as the findings and the pledge say; refused while a reason was not looked into."""
    election, candidacy = locked_candidacy(candidacy_id)
    demand_run(actor, election)
    demand_state(election, "checking")
    law = _law(election, actor)
    missing = still_to_check(candidacy, law)
    if missing:
        raise WrongState(_("%s reasons were not looked into yet.") % len(missing))
    found = [key for key, check in findings(candidacy).items() if check.bars]
    fit, against, pledge_missing = law.fit(found=found, pledged=candidacy.pledged_at is not None)
    if pledge_missing and not against:
        raise AgainstTheLaw(_("The written pledge is missing."), article=law.article("candidate.pledge"))
    after = Candidacy.State.QUALIFIED if fit else Candidacy.State.REFUSED
    CANDIDACY.check(candidacy.state, after, what=candidacy.person.name)
    words = {bar.key: bar.words for bar in law.bars}
    candidacy.state, candidacy.reason = after, "；".join(words[key] for key in against)[:300]
    candidacy.save(update_fields=["state", "reason"])
    _all_checked(actor, election)
    facts = {"candidacy": str(candidacy.id), "qualified": fit, "against": list(against)}
    write(actor, "candidate_decided", facts)
    return candidacy


def _all_checked(actor: Actor, election: Election) -> None:
    rows = election.candidacies
    if rows.filter(state=Candidacy.State.ACCEPTED).exists():
        return
    words = _("%(fit)s qualified, %(unfit)s not.") % {
        "fit": rows.filter(state=Candidacy.State.QUALIFIED).count(),
        "unfit": rows.filter(state=Candidacy.State.REFUSED).count(),
    }
    keep_step(actor, election, "checks", done_on=actor.today, words=words)
