"""How later areas say what became of a matter."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed
from linmeng.ground.acts import action
from linmeng.voices.actions.tracing import check_step, index_matter, tell_all_behind, trace
from linmeng.voices.models import Matter, Outcome
from linmeng.voices.permissions import may_push_step
from linmeng.voices.states import MATTER, SETTLED

STEP_DAYS = 30


@action
def record_step(
    actor: Actor, *, matter_id: int, step: str, words: str, path: str = "", state: str | None = None
) -> Matter:
    """Add a step to a matter's line, move its state by the table, and tell every author behind it.

    Called inside the acts of lists, projects and votes, whose own gates are narrower and whose own record
    entries name the matter; this writes none. `state=None` leaves the state; the state it has already is no fault.
    """
    matter = Matter.objects.select_for_update().get(id=matter_id)
    if not may_push_step(actor, matter):
        raise NotAllowed(_("Only an officer of this compound can say what became of a matter."))
    if step not in Outcome.Step.values:
        raise ValidationError(f"no step of a matter: {step}")
    if state is not None and state != matter.state:
        check_step(MATTER, matter, state, what=matter.title)
        matter.state = state
    matter.changed_at = actor.at
    matter.answer_by = None if matter.state in SETTLED else actor.today + timedelta(days=STEP_DAYS)
    matter.save(update_fields=["state", "changed_at", "answer_by"])
    trace(actor, step, matter=matter, words=words, path=path)
    tell_all_behind(actor, matter, step=step, words=words)
    index_matter(matter)
    return matter
