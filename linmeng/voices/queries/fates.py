"""What became of a voice: its own steps and those of the matter it stands behind, in one line."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from linmeng.common.clock import local_day
from linmeng.voices.models import Matter, Outcome, Voice


@dataclass(frozen=True)
class FateStep:
    """One step, ready to tell: `title` in the reader's language, `words` as they were said."""

    step: str
    title: str
    words: str
    path: str
    who: str
    at: datetime
    of_matter: bool

    @property
    def day(self) -> date:
        """The day in Shanghai."""
        return local_day(self.at)


def _told(outcomes: QuerySet[Outcome]) -> list[FateStep]:
    return [
        FateStep(
            step=o.step,
            title=o.get_step_display(),
            words=o.words,
            path=o.path,
            who=o.by_seat,
            at=o.happened_at,
            of_matter=o.matter_id is not None,
        )
        for o in outcomes.order_by("happened_at", "id")
    ]


def fate(voice: Voice) -> list[FateStep]:
    """The voice's steps merged with its matter's (the matter's own beginning is the voice's “taken up”)."""
    steps = Q(voice_id=voice.id)
    if voice.matter_id is not None:
        steps |= Q(matter_id=voice.matter_id) & ~Q(step=Outcome.Step.TAKEN_UP)
    return _told(Outcome.objects.filter(steps))


def matter_fate(matter: Matter) -> list[FateStep]:
    """What became of a matter, for everyone to read."""
    return _told(Outcome.objects.filter(matter_id=matter.id))
