"""The steps of an election that people do outside this house: recorded with evidence, withdrawn with a trace."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.assembly.actions.election.locking import demand_run, locked_election
from linmeng.assembly.models import Election, ElectionStep
from linmeng.assembly.queries.election_ladder import BY_HAND, keys_of
from linmeng.common.actor import Actor
from linmeng.common.errors import WrongState
from linmeng.ground.acts import action
from linmeng.record.actions import write

FEWEST_WORDS, MOST_WORDS = 4, 600


def keep_step(
    actor: Actor,
    election: Election,
    key: str,
    *,
    done_on: date,
    words: str = "",
    path: str = "",
    file_id: int | None = None,
) -> ElectionStep:
    """Write a step down; what stood there before is withdrawn, not overwritten. Part of the act that did it."""
    election.steps.filter(key=key, withdrawn_at__isnull=True).update(withdrawn_at=actor.at)
    return ElectionStep.objects.create(
        election=election,
        key=key,
        words=words.strip()[:MOST_WORDS],
        path=path[:160],
        file_id=file_id,
        done_on=done_on,
        by_seat=actor.seat_title[:60],
        recorded_at=actor.at,
    )


def step_done(election: Election, key: str) -> ElectionStep | None:
    """The standing row of a step."""
    return election.steps.filter(key=key, withdrawn_at__isnull=True).first()


@action
def record_step(
    actor: Actor,
    *,
    election_id: int,
    key: str,
    done_on: date,
    words: str,
    path: str = "",
    file_id: int | None = None,
) -> ElectionStep:
    """What was done on which day, with words, and a paper or a page that shows it."""
    election = locked_election(election_id)
    demand_run(actor, election)
    if election.state in ("filed", "ended"):
        raise WrongState(_("This election is over; its steps stay as they are."))
    if key not in BY_HAND or key not in keys_of(election):
        raise ValidationError({"key": _("This step follows from what is done on its own page.")})
    if done_on > actor.today:
        raise ValidationError({"done_on": _("This day is still to come. Record a step when it is done.")})
    if len(words.strip()) < FEWEST_WORDS:
        raise ValidationError({"words": _("Please say in a few words what was done, and by whom.")})
    step = keep_step(
        actor, election, key, done_on=done_on, words=words, path=_own_path(path), file_id=file_id
    )
    facts = {"election": str(election.id), "step": key, "on": done_on.isoformat()}
    write(actor, "election_step_recorded", facts)
    return step


def _own_path(path: str) -> str:
    """A page of this site, or nothing."""
    if path and not path.startswith("/a/"):
        raise ValidationError({"path": _("Please give the address of a page here, beginning with /a/.")})
    return path


@action
def withdraw_step(actor: Actor, *, step_id: int, reason: str) -> ElectionStep:
    """Recorded by mistake: the row stays, marked, with the reason; the step is open again."""
    election = locked_election(ElectionStep.objects.values_list("election_id", flat=True).get(id=step_id))
    demand_run(actor, election)
    step = ElectionStep.objects.get(id=step_id)
    if step.withdrawn_at is not None or step.key not in BY_HAND or election.state in ("filed", "ended"):
        raise WrongState(_("This step cannot be taken back here."))
    if len(reason.strip()) < FEWEST_WORDS:
        raise ValidationError({"reason": _("Please say in a few words what was wrong.")})
    step.withdrawn_at = actor.at
    step.words = f"{step.words}（{reason.strip()}）"[:MOST_WORDS]
    step.save(update_fields=["withdrawn_at", "words"])
    write(actor, "election_step_withdrawn", {"election": str(election.id), "step": step.key})
    return step
