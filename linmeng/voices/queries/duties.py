"""What waits for an officer: voices to take up or answer, matters to carry on."""

from django.utils.translation import gettext as _

from linmeng.common.actor import Actor
from linmeng.common.dues import Due
from linmeng.ground.directory import slug_in_force
from linmeng.voices.models import Matter, Voice
from linmeng.voices.permissions import SORTING
from linmeng.voices.states import SETTLED

DUES_READ = 50


def dues(actor: Actor) -> list[Due]:
    """The next fifty voices and fifty matters by their day; the hat that is on decides whose."""
    hat = actor.hat
    if hat is None or hat.role not in (*SORTING, "property_manager"):
        return []
    matters = Matter.objects.filter(compound_id__in=hat.compounds, answer_by__isnull=False)
    matters = matters.exclude(state__in=SETTLED)
    slug = slug_in_force()
    if hat.role == "property_manager":
        own = matters.filter(nature=Matter.Nature.COMPANY_DUTY)
        return [_matter_due(m, slug, hat.role) for m in own.order_by("answer_by", "id")[:DUES_READ]]
    waiting = Voice.objects.filter(compound_id__in=hat.compounds, state="received", answer_by__isnull=False)
    voices = waiting.order_by("answer_by", "id")[:DUES_READ]
    found = [_voice_due(v, slug, hat.role) for v in voices]
    return sorted(
        found + [_matter_due(m, slug, hat.role) for m in matters.order_by("answer_by", "id")[:DUES_READ]]
    )


def _voice_due(voice: Voice, slug: str, role: str) -> Due:
    assert voice.answer_by is not None  # noqa: S101  the query asked for it
    return Due(
        by=voice.answer_by,
        what=_("Take up or answer: %(words)s") % {"words": voice.words[:30]},
        path=f"/a/{slug}/voices/{voice.id}/",
        role=role,
        compound_id=voice.compound_id,
    )


def _matter_due(matter: Matter, slug: str, role: str) -> Due:
    assert matter.answer_by is not None  # noqa: S101  the query asked for it
    return Due(
        by=matter.answer_by,
        what=_("Say how it goes on: %(title)s") % {"title": matter.title},
        path=f"/a/{slug}/matters/{matter.id}/",
        role=role,
        compound_id=matter.compound_id,
    )
