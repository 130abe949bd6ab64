"""The first meeting of those elected: who is director, who deputy. Seats follow from the filing."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.assembly.actions.election.locking import demand_run, demand_state, locked_election
from linmeng.assembly.actions.election.steps import keep_step
from linmeng.assembly.models import Candidacy, Election
from linmeng.assembly.queries.candidates import elected_members
from linmeng.common.actor import Actor
from linmeng.common.errors import AgainstTheLaw, WrongState
from linmeng.ground.acts import action
from linmeng.record.actions import write


@action
def hold_first_meeting(
    actor: Actor,
    *,
    election_id: int,
    held_on: date,
    director_id: int,
    deputy_ids: tuple[int, ...] = (),
    agreed: int,
    words: str = "",
    path: str = "",
) -> list[Candidacy]:
    """Write down whom the elected chose, with how many votes: over half of all of them (Guide 38)."""
    election = locked_election(election_id)
    demand_run(actor, election)
    demand_state(election, "elected")
    if election.term_id is not None:
        raise WrongState(_("This committee goes on; it has its director."))
    members = {row.id: row for row in elected_members(election)}
    _check_day(election, held_on, actor)
    _check_choice(members, [director_id, *deputy_ids], agreed)
    for row in members.values():
        row.office = ""
        if row.id in deputy_ids:
            row.office = Candidacy.Office.DEPUTY
        if row.id == director_id:
            row.office = Candidacy.Office.DIRECTOR
        row.save(update_fields=["office"])
    said = _("%(agreed)s of %(all)s members agreed. %(words)s") % {
        "agreed": agreed,
        "all": len(members),
        "words": words.strip(),
    }
    keep_step(actor, election, "first_meeting", done_on=held_on, words=said, path=path)
    facts = {"election": str(election.id), "on": held_on.isoformat(), "agreed": agreed, "of": len(members)}
    write(actor, "first_meeting_held", facts)
    return list(members.values())


def _check_day(election: Election, held_on: date, actor: Actor) -> None:
    counted = election.steps.filter(key="result", withdrawn_at__isnull=True).first()
    if held_on > actor.today or (counted is not None and held_on < counted.done_on):
        raise ValidationError({"held_on": _("This day lies between the count and today.")})


def _check_choice(members: dict[int, Candidacy], chosen: list[int], agreed: int) -> None:
    if not set(chosen) <= set(members) or len(set(chosen)) != len(chosen):
        raise ValidationError({"director": _("Please choose among those who are elected, each once.")})
    if agreed > len(members):
        raise ValidationError({"agreed": _("More votes than members.")})
    if agreed * 2 <= len(members):
        raise AgainstTheLaw(
            _("More than half of all members must agree."), article="上海市住宅物业管理规定 26"
        )
