"""Sorting voices (triage): into a new matter, into one that is there, or to another place, with a trace."""

from collections.abc import Collection
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.alliance.models import Building
from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed, WrongState
from linmeng.ground.acts import action
from linmeng.record.actions import write
from linmeng.voices.actions.say import ANSWER_DAYS
from linmeng.voices.actions.tracing import check_step, first_line, index_matter, tell_author, trace
from linmeng.voices.actions.wording import ANSWER_MOST, SUMMARY_MOST, TITLE_MOST, checked_line, checked_words
from linmeng.voices.actions.worry import begin_worries
from linmeng.voices.models import Matter, Outcome, Voice
from linmeng.voices.permissions import may_sort
from linmeng.voices.queries.visible import voices_by_id
from linmeng.voices.states import VOICE

MATTER_DAYS, DANGER_DAYS = 30, 7
"""By when a matter's page says how it goes on; sooner where there is danger."""


def check_may_sort(actor: Actor, compound_id: int) -> None:
    """The gate of every act that sorts."""
    if not may_sort(actor, compound_id):
        raise NotAllowed(
            _("Voices are sorted by the community worker together with this compound's owners' committee.")
        )


def _locked_voices(actor: Actor, voice_ids: Collection[int]) -> list[Voice]:
    voices = list(voices_by_id(voice_ids).select_for_update())
    if not voices or len(voices) != len(set(voice_ids)):
        raise ValidationError({"voices": _("Please choose at least one voice that is still there.")})
    if len({voice.compound_id for voice in voices}) > 1:
        raise ValidationError({"voices": _("Voices of one matter come from one compound.")})
    check_may_sort(actor, voices[0].compound_id)
    return voices


def _put_behind(actor: Actor, voices: list[Voice], matter: Matter, words: str) -> None:
    """Stand the voices behind a matter, and tell their authors."""
    for voice in voices:
        check_step(VOICE, voice, "taken_up", what=first_line(voice.words))
        voice.matter, voice.state = matter, Voice.State.TAKEN_UP
    Voice.objects.bulk_update(voices, ["matter", "state"], batch_size=200)
    begin_worries(voices, matter)
    said = f"{matter.title}：{words}" if words else matter.title
    trace(actor, Outcome.Step.TAKEN_UP, voices=voices, words=said)
    for voice in voices:
        tell_author(actor, voice, step=Outcome.Step.TAKEN_UP, words=said)


@action
def take_up(
    actor: Actor,
    *,
    voice_ids: Collection[int],
    title: str,
    summary: str,
    nature: str,
    dangerous: bool | None = None,
    building_id: int | None = None,
    words: str = "",
) -> Matter:
    """Make a new matter of one or several voices of a compound: edited, without names, for all to read."""
    voices = _locked_voices(actor, voice_ids)
    in_danger = any(voice.dangerous for voice in voices) if dangerous is None else dangerous
    matter = Matter.objects.create(
        compound_id=voices[0].compound_id,
        building_id=_building_of(voices, building_id),
        title=checked_line(title, field="title", fewest=2, most=TITLE_MOST),
        summary=checked_words(summary, field="summary", fewest=0, most=SUMMARY_MOST),
        nature=checked_nature(nature),
        dangerous=in_danger,
        answer_by=actor.today + timedelta(days=DANGER_DAYS if in_danger else MATTER_DAYS),
        created_at=actor.at,
        changed_at=actor.at,
    )
    said = checked_words(words, fewest=0, most=ANSWER_MOST)
    trace(actor, Outcome.Step.TAKEN_UP, matter=matter, words=said)
    _put_behind(actor, voices, matter, said)
    index_matter(matter)
    ids = [str(voice.id) for voice in voices]
    write(actor, "voices_taken_up", {"matter": str(matter.id), "voices": ids, "nature": matter.nature})
    return matter


def checked_nature(nature: str) -> str:
    """One of the natures of a matter."""
    if nature not in Matter.Nature.values:
        raise ValidationError({"nature": _("Please choose what kind of matter this is.")})
    return nature


def _building_of(voices: list[Voice], building_id: int | None) -> int | None:
    if building_id is None:
        common = {voice.building_id for voice in voices}
        return common.pop() if len(common) == 1 else None
    return checked_building(voices[0].compound_id, building_id)


def checked_building(compound_id: int, building_id: int | None) -> int | None:
    """A building of the compound, or none."""
    if (
        building_id is not None
        and not Building.objects.filter(id=building_id, compound_id=compound_id).exists()
    ):
        raise ValidationError({"building": _("This building does not belong to the compound.")})
    return building_id


@action
def join_matter(actor: Actor, *, voice_ids: Collection[int], matter_id: int, words: str = "") -> Matter:
    """Stand more voices behind a matter that is there; the danger of one is the danger of all."""
    voices = _locked_voices(actor, voice_ids)
    matter = _locked_matter(matter_id, voices[0].compound_id)
    _put_behind(actor, voices, matter, checked_words(words, fewest=0, most=ANSWER_MOST))
    matter.dangerous = matter.dangerous or any(voice.dangerous for voice in voices)
    matter.changed_at = actor.at
    matter.save(update_fields=["dangerous", "changed_at"])
    write(actor, "voices_joined", {"matter": str(matter.id), "voices": [str(voice.id) for voice in voices]})
    return matter


def _locked_matter(matter_id: int, compound_id: int) -> Matter:
    matter = Matter.objects.select_for_update().filter(id=matter_id, compound_id=compound_id).first()
    if matter is None:
        raise ValidationError({"matter": _("There is no such matter in this compound.")})
    return matter


@action
def move_voice(actor: Actor, *, voice_id: int, matter_id: int | None, words: str) -> Voice:
    """Correct a sorting: to another matter, or back to those received (`matter_id=None`), with the reason."""
    [voice] = _locked_voices(actor, [voice_id])
    before, reason = voice.matter_id, checked_words(words, most=ANSWER_MOST)
    if matter_id is None:
        check_step(VOICE, voice, "received", what=first_line(voice.words))
        step, said = Outcome.Step.RETURNED, reason
        voice.matter, voice.state = None, Voice.State.RECEIVED
        voice.answer_by = actor.today + timedelta(days=ANSWER_DAYS)
    else:
        matter = _locked_matter(matter_id, voice.compound_id)
        if voice.state != Voice.State.TAKEN_UP or voice.matter_id == matter.id:
            raise WrongState(_("Only a voice that stands behind another matter can be moved to this one."))
        step, said = Outcome.Step.MOVED, f"{matter.title}：{reason}"
        voice.matter = matter
        begin_worries([voice], matter)
    voice.save(update_fields=["matter", "state", "answer_by"])
    trace(actor, step, voices=[voice], words=said)
    tell_author(actor, voice, step=step, words=said)
    write(
        actor, "voice_moved", {"voice": str(voice.id), "from": str(before or ""), "to": str(matter_id or "")}
    )
    return voice
