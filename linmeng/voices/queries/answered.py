"""What a notice about a neighbour's words answers: which matter, which words, said when, about which place."""

from collections.abc import Collection, Hashable
from dataclasses import dataclass

from linmeng.publishing.models import Notice
from linmeng.publishing.queries.slip_week import things_told
from linmeng.voices.models import Matter, Outcome, Voice

SUBJECT = "voice"
"""Notices of this area carry it; their subject id is a voice or, once it moved there, its matter."""


@dataclass(frozen=True)
class Answered:
    """What stands behind one notice: the matter it moved to, and the person's own first words about it."""

    matter: Matter | None
    voice: Voice | None
    step: str
    """The step of which the notice tells, in words; empty when it tells of none."""

    @property
    def settled(self) -> bool:
        """Nobody waits for a next step."""
        return self.step in (Outcome.Step.DONE, Outcome.Step.ANSWERED, Outcome.Step.DECLINED)

    @property
    def step_words(self) -> str:
        """The step as everyone reads it."""
        return str(Outcome.Step(self.step).label) if self.step else ""

    @property
    def place(self) -> str:
        """The building, as the compound calls it, and where exactly; empty for the whole compound."""
        building = self.matter.building if self.matter is not None else None
        if building is None and self.voice is not None:
            building = self.voice.building
        where = self.voice.place if self.voice is not None else ""
        return " ".join(filter(None, [building.name if building is not None else "", where]))


def answered_by(notices: Collection[Notice]) -> dict[int, Answered]:
    """Notice id → what it answers, for the notices about words that are still there; four queries."""
    own = [notice for notice in notices if notice.subject == SUBJECT]
    ids = {notice.subject_id for notice in own}
    voices = Voice.objects.select_related("matter__building", "building").in_bulk(ids)
    matters = Matter.objects.select_related("building").in_bulk(ids)
    matters |= {v.matter_id: v.matter for v in voices.values() if v.matter_id is not None and v.matter}
    first = _first_words(matters, {notice.person_id for notice in own})
    steps = _steps(voices, matters)
    found = {}
    for notice in own:
        voice = voices.get(notice.subject_id)
        matter = matters.get(notice.subject_id) or (voice.matter if voice is not None else None)
        if matter is not None:
            voice = first.get((matter.id, notice.person_id))
        step = steps.get((notice.subject_id, notice.created_at), "")
        if matter is not None or voice is not None:
            found[notice.id] = Answered(matter, voice, step)
    return found


def _first_words(matters: Collection[int], people: Collection[int]) -> dict[tuple[int, int], Voice]:
    """(matter, person) → what that person said first about it."""
    rows = Voice.objects.filter(matter_id__in=matters, author_id__in=people).select_related("building")
    found: dict[tuple[int, int], Voice] = {}
    for voice in rows.order_by("received_at", "id"):
        found.setdefault((voice.matter_id or 0, voice.author_id or 0), voice)
    return found


def _steps(voices: Collection[int], matters: Collection[int]) -> dict[tuple[int, object], str]:
    """(voice or matter, instant) → the step it took then."""
    of_voices = Outcome.objects.filter(voice_id__in=voices).values_list("voice_id", "happened_at", "step")
    of_matters = Outcome.objects.filter(matter_id__in=matters).values_list("matter_id", "happened_at", "step")
    return {(pk or 0, at): step for rows in (of_voices, of_matters) for pk, at, step in rows.order_by("id")}


def matters_told(notices: Collection[Notice]) -> dict[int, Hashable]:
    """Notice id → the thing it tells of: words that became a matter are that matter, however they moved."""
    answered = answered_by(notices)
    return things_told(notices) | {
        pk: (SUBJECT, one.matter.id) for pk, one in answered.items() if one.matter is not None
    }
