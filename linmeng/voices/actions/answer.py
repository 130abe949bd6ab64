"""An answer, or a no with its reason: to one voice, or to all behind a matter."""

from django.utils.translation import gettext as _

from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed
from linmeng.ground.acts import action
from linmeng.record.actions import write
from linmeng.voices.actions.sort import check_may_sort
from linmeng.voices.actions.tracing import (
    check_step,
    first_line,
    index_matter,
    tell_all_behind,
    tell_author,
    trace,
)
from linmeng.voices.actions.wording import ANSWER_MOST, checked_words
from linmeng.voices.models import Matter, Outcome, Voice
from linmeng.voices.permissions import may_answer_matter
from linmeng.voices.states import MATTER, VOICE


@action
def answer(
    actor: Actor, *, words: str, voice_id: int | None = None, matter_id: int | None = None
) -> Voice | Matter:
    """Answer a voice that waits, or a matter and with it everyone behind it.

    A matter that is on its way (listed, in a project, decided) keeps its state: this is an answer on the road.
    """
    said = checked_words(words, most=ANSWER_MOST)
    if voice_id is not None:
        return _close_voice(actor, voice_id, "answered", said)
    matter = _locked(matter_id)
    if not may_answer_matter(actor, matter):
        raise NotAllowed(
            _("The community worker, this compound's committee or, for its own duty, the company answers.")
        )
    if matter.state == Matter.State.OPEN:
        matter.state = Matter.State.ANSWERED
    return _speak(actor, matter, Outcome.Step.ANSWERED, said)


@action
def finish_matter(actor: Actor, *, matter_id: int, words: str) -> Matter:
    """Say that a matter is done, and what was done. Whoever said how worried they were is asked once more:
    on their own page, at the door, on the next answer slip; it is accepted when the worry is gone.
    """
    said = checked_words(words, fewest=4, most=ANSWER_MOST)
    matter = _locked(matter_id)
    if not may_answer_matter(actor, matter):
        raise NotAllowed(
            _(
                "The community worker, this compound's committee or, for its own duty, the company says it is done."
            )
        )
    check_step(MATTER, matter, Matter.State.DONE, what=matter.title)
    matter.state = Matter.State.DONE
    return _speak(actor, matter, Outcome.Step.DONE, said)


@action
def decline(
    actor: Actor, *, reason: str, voice_id: int | None = None, matter_id: int | None = None
) -> Voice | Matter:
    """Say no, with the reason in words that everyone behind it reads."""
    said = checked_words(reason, field="reason", fewest=4, most=ANSWER_MOST)
    if voice_id is not None:
        return _close_voice(actor, voice_id, "declined", said)
    matter = _locked(matter_id)
    check_may_sort(actor, matter.compound_id)
    check_step(MATTER, matter, Matter.State.DECLINED, what=matter.title)
    matter.state = Matter.State.DECLINED
    return _speak(actor, matter, Outcome.Step.DECLINED, said)


def _locked(matter_id: int | None) -> Matter:
    return Matter.objects.select_for_update().get(id=matter_id)


def _close_voice(actor: Actor, voice_id: int, step: str, said: str) -> Voice:
    voice = Voice.objects.select_for_update().get(id=voice_id)
    check_may_sort(actor, voice.compound_id)
    check_step(VOICE, voice, step, what=first_line(voice.words))
    voice.state = step
    voice.save(update_fields=["state"])
    trace(actor, step, voices=[voice], words=said)
    tell_author(actor, voice, step=step, words=said)
    write(actor, f"voice_{step}", {"voice": str(voice.id)})
    return voice


def _speak(actor: Actor, matter: Matter, step: Outcome.Step, said: str) -> Matter:
    matter.answer_by, matter.changed_at = None, actor.at
    matter.save(update_fields=["state", "answer_by", "changed_at"])
    trace(actor, step, matter=matter, words=said)
    tell_all_behind(actor, matter, step=step, words=said)
    index_matter(matter)
    write(actor, f"matter_{step}", {"matter": str(matter.id), "state": matter.state})
    return matter
